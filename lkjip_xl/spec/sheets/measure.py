"""Triwulan, Data Dukung, Pengukuran, Pembanding: what was reached."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lkjip_xl.spec.build import (
    STATUS_WORDS,
    UNMEASURED,
    capaian,
    capaian_excel,
    capped,
    capped_excel,
    count_rows,
    figure,
    figure_excel,
    kategori,
    kategori_excel,
    look_text,
    look_value,
    pick,
    pick_text,
    pick_value,
    position,
    status_field,
    when_used,
)
from lkjip_xl.spec.lists import LISTS
from lkjip_xl.spec.types import Entry, Field, Form, Formula, Look, Sheet, Tab, Table

TWS = ("I", "II", "III", "IV")


def _last_excel(prefix: str) -> str:
    text = '""'
    for k in range(1, 5):
        cell = f"{{{prefix}{k}}}"
        text = f'IF(OR({cell}="",{cell}="-",{cell}="belum diukur"),{text},{cell})'
    return text


def _combined_excel(prefix: str) -> str:
    cells = f"{{{prefix}1}}:{{{prefix}4}}"
    return (
        f'IF(OR({{cara_isi}}="kumulatif",{{cara_gabung}}="posisi akhir"),{_last_excel(prefix)},IF(COUNT({cells})=0,"",'
        f'IF({{cara_gabung}}="jumlah",SUM({cells}),IF({{cara_gabung}}="rata-rata",AVERAGE({cells}),""))))'
    )


def combined(r: Any, prefix: str) -> Any:
    """Value of the year from its quarters by cara isi and cara gabung (domain.md 8)."""
    values = [r[f"{prefix}{k}"] for k in range(1, 5)]
    if r["cara_isi"] == "kumulatif" or r["cara_gabung"] == "posisi akhir":
        return next((v for v in reversed(values) if v not in UNMEASURED), "")
    numbers = [v for v in values if isinstance(v, Fraction)]
    if not numbers:
        return ""
    if r["cara_gabung"] == "jumlah":
        return sum(numbers, Fraction(0))
    return sum(numbers, Fraction(0)) / len(numbers) if r["cara_gabung"] == "rata-rata" else ""


def _quarter_capaian(k: int) -> Formula:
    def run(r: Any) -> Any:
        return "" if r.blank(f"r{k}") else capaian(r[f"r{k}"], r[f"nt{k}"], r[f"nr{k}"], r["arah"])

    return when_used(
        f'IF({{r{k}}}="","",{capaian_excel(f"r{k}", f"nt{k}", f"nr{k}")})', run,
        words="capaian = realisasi : target triwulan itu, menurut arah")


def _quarter_figure(kind: str, k: int) -> Field:
    return Field(f"n{kind}{k}", f"Nilai {'target' if kind == 't' else 'realisasi'} TW {TWS[k - 1]}", "Dihitung.", hidden=True, look=Look.NUMBER, width=8, formula=when_used(
        f'IF({{{kind}{k}}}="","",{figure_excel(f"{kind}{k}", "penyebut")})', lambda r: figure(r, f"{kind}{k}", "penyebut")))


def _year_so_far(r: Any) -> Any:
    return "" if r.blank("kondisi_akhir") else capaian(r["kondisi_akhir"], r["n_target"], r["n_akhir"], r["arah"])


_TRIWULAN = (
    Field("id", "ID", "Pilih ID indikator dari lembar Renstra.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("indikator", "Indikator", "Dihitung.", formula=pick_text("Renstra", "uraian", "b_renstra"), width=36),
    Field("satuan", "Satuan", "Dihitung.", formula=pick_text("Renstra", "satuan", "b_renstra"), width=10, look=Look.CENTER),
    Field("jenis", "Jenis nilai", "Dihitung.", formula=pick_text("Renstra", "jenis", "b_renstra"), width=9, hidden=True),
    Field("arah", "Arah", "Dihitung.", formula=pick_text("Renstra", "arah", "b_renstra"), width=9, hidden=True),
    Field("cara_isi", "Cara isi", "Dihitung dari lembar IKU.", formula=pick_text("IKU", "cara_isi", "b_iku"), width=10, look=Look.CENTER),
    Field("cara_gabung", "Cara gabung", "Dihitung dari lembar IKU.", formula=pick_text("IKU", "cara_gabung", "b_iku"), width=12, look=Look.CENTER),
    Field("target", "Target PK", "Dihitung.", formula=look_value("PK", "target"), look=Look.NUMBER, width=10),
    Field("penyebut", "Penyebut", "Hanya untuk rasio: penyebut target dan realisasi triwulan.", Entry.POSITIVE, look=Look.NUMBER, width=10, required="rasio"),
    *(Field(f"t{k}", f"Target TW {TWS[k - 1]}", f"Target triwulan {TWS[k - 1]}; persen ditulis 25, bukan 25%.", Entry.MEASURED, kind_from="jenis", quarter=k, look=Look.NUMBER, width=10, band="Target triwulan", required="tw") for k in range(1, 5)),
    *(Field(f"r{k}", f"Realisasi TW {TWS[k - 1]}", f"Realisasi triwulan {TWS[k - 1]}. Tulis - bila belum diukur, nihil bila tidak ada kejadian.", Entry.MEASURED, kind_from="jenis", quarter=k, look=Look.NUMBER, width=10, band="Realisasi triwulan", required="tw") for k in range(1, 5)),
    *(Field(f"c{k}", f"Capaian TW {TWS[k - 1]}", "Dihitung.", formula=_quarter_capaian(k), quarter=k, look=Look.PERCENT, width=10, band="Capaian triwulan", rule="LK201") for k in range(1, 5)),
    Field("target_gabung", "Target gabungan", "Dihitung: target triwulan menurut cara gabung.", formula=when_used(
        _combined_excel("t"), lambda r: combined(r, "t"), words="target triwulan digabung menurut cara gabung"), look=Look.DECIMAL, width=11),
    Field("kondisi_akhir", "Kondisi akhir", "Dihitung: realisasi triwulan menurut cara gabung.", formula=when_used(
        _combined_excel("r"), lambda r: combined(r, "r"), words="realisasi triwulan digabung menurut cara gabung"), look=Look.DECIMAL, width=11, rule="LK206"),
    Field("c_akhir", "Capaian kondisi akhir", "Dihitung: kondisi akhir terhadap target PK setahun.", formula=when_used(
        f'IF({{kondisi_akhir}}="","",{capaian_excel("kondisi_akhir", "n_target", "n_akhir")})', _year_so_far, words="kondisi akhir : target PK setahun, menurut arah"), look=Look.PERCENT, width=10, rule="LK201"),
    Field("keterangan", "Keterangan", "Penjelasan singkat, wajib bila nilainya nihil.", Entry.TEXT, width=26),
    *(_quarter_figure(kind, k) for kind in "tr" for k in range(1, 5)),
    Field("n_target", "Nilai target PK", "Dihitung.", hidden=True, look=Look.NUMBER, width=8, formula=when_used(figure_excel("target", "penyebut"), lambda r: figure(r, "target", "penyebut"))),
    Field("n_akhir", "Nilai kondisi akhir", "Dihitung.", hidden=True, look=Look.NUMBER, width=8, formula=when_used(figure_excel("kondisi_akhir", "penyebut"), lambda r: figure(r, "kondisi_akhir", "penyebut"))),
    Field("b_renstra", "Baris Renstra", "Dihitung.", formula=position("Renstra"), hidden=True, width=7),
    Field("b_iku", "Baris IKU", "Dihitung.", formula=position("IKU"), hidden=True, width=7),
)
TRIWULAN = Table("Triwulan", "Target dan realisasi triwulan", (*_TRIWULAN, status_field(_TRIWULAN)), rows=40,
                 doc="Diisi setiap triwulan; triwulan sesudah periode laporan dibiarkan kosong.")


def _row_result(r: Any) -> Any:
    if isinstance(r["nilai"], Fraction):
        return r["nilai"]
    top, below = r["pembilang"], r["penyebut"]
    if not isinstance(top, Fraction):
        return ""
    if r["jenis"] == "persen":
        return 100 * top / below if isinstance(below, Fraction) and below > 0 else ""
    return top


def _is_last(r: Any) -> str:
    if not isinstance(r["nilai"], Fraction):
        return ""
    return "" if r.later("DataDukung", "urutan", r["urutan"], id=r["id"], ada_nilai="ya") else "ya"


_DATA = (
    Field("id", "ID", "Pilih ID indikator yang didukung data ini.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("indikator", "Indikator", "Dihitung.", formula=look_text("Renstra", "uraian"), width=34),
    Field("jenis", "Jenis nilai", "Dihitung.", formula=look_text("Renstra", "jenis"), width=9, hidden=True),
    Field("uraian", "Uraian data", "Apa yang dihitung, misalnya: BUMDes beroperasi baik, atau nama desa dalam daftar.", Entry.TEXT, width=34, required="selalu"),
    Field("periode", "Periode", "Masa data: triwulan, semester, atau TAHUNAN.", Entry.LIST, source="periode_data", width=11, required="selalu"),
    Field("pembilang", "Pembilang", "Jumlah yang memenuhi. Untuk daftar: 1 bila memenuhi, 0 bila tidak.", Entry.QUANTITY, look=Look.NUMBER, width=11),
    Field("penyebut", "Penyebut", "Jumlah seluruhnya. Untuk daftar: 1 pada setiap baris.", Entry.QUANTITY, look=Look.NUMBER, width=11),
    Field("nilai", "Nilai", "Nilai jadi, misalnya IKM semester. Kosongkan bila memakai pembilang dan penyebut.", Entry.QUANTITY, look=Look.NUMBER, width=11),
    Field("sumber", "Sumber", "Dokumen atau instansi asal data.", Entry.TEXT, width=26),
    Field("bukti", "Bukti dukung", "Nama berkas, nomor surat, atau tautan.", Entry.TEXT, width=24),
    Field("hasil", "Hasil baris", "Dihitung: nilai, atau pembilang : penyebut.", formula=when_used(
        'IF(ISNUMBER({nilai}),{nilai},IF(NOT(ISNUMBER({pembilang})),"",IF({jenis}="persen",IF(ISNUMBER({penyebut}),IF({penyebut}>0,100*{pembilang}/{penyebut},""),""),{pembilang})))',
        _row_result, words="nilai; atau pembilang : penyebut × 100 untuk persen"), look=Look.DECIMAL, width=11),
    Field("ada_nilai", "Ada nilai", "Dihitung.", formula=when_used('IF(ISNUMBER({nilai}),"ya","")', lambda r: "ya" if isinstance(r["nilai"], Fraction) else ""), hidden=True, width=7),
    Field("urutan", "Urutan periode", "Dihitung.", formula=when_used(
        'IFERROR(MATCH({periode},Daftar_periode_data,0),0)',
        lambda r: Fraction(LISTS["periode_data"].index(r["periode"]) + 1 if r["periode"] in LISTS["periode_data"] else 0)), hidden=True, width=7),
    Field("terakhir", "Nilai terakhir", "Dihitung.", formula=when_used(
        'IF(ISNUMBER({nilai}),IF(COUNTIFS({DataDukung.id},{id},{DataDukung.ada_nilai},"ya",{DataDukung.urutan},">"&{urutan})>0,"","ya"),"")', _is_last), hidden=True, width=7),
)
DATA = Table("DataDukung", "Data di balik realisasi", (*_DATA, status_field(_DATA)), rows=60,
             doc="Pembilang dan penyebut, nilai per semester, atau daftar yang dihitung; hasilnya dibandingkan dengan realisasi.")


def _data_result_excel() -> str:
    top = "SUMIFS({DataDukung.pembilang},{DataDukung.id},{id})"
    below = "SUMIFS({DataDukung.penyebut},{DataDukung.id},{id})"
    values, count = "SUMIFS({DataDukung.nilai},{DataDukung.id},{id})", 'COUNTIFS({DataDukung.id},{id},{DataDukung.ada_nilai},"ya")'
    last = 'SUMIFS({DataDukung.nilai},{DataDukung.id},{id},{DataDukung.terakhir},"ya")/COUNTIFS({DataDukung.id},{id},{DataDukung.terakhir},"ya")'
    by_value = f'IF({{cara_gabung}}="jumlah",{values},IF({{cara_gabung}}="posisi akhir",{last},{values}/{count}))'
    by_parts = f'IF({{jenis}}="persen",IF({below}>0,100*{top}/{below},""),{top})'
    return f'IF({count}>0,{by_value},IF(COUNTIFS({{DataDukung.id}},{{id}})=0,"",{by_parts}))'


def _data_result(r: Any) -> Any:
    table, here = "DataDukung", r["id"]
    count = r.count(table, id=here, ada_nilai="ya")
    if count:
        values = r.total(table, "nilai", id=here)
        if r["cara_gabung"] == "jumlah":
            return values
        if r["cara_gabung"] == "posisi akhir":
            return r.total(table, "nilai", id=here, terakhir="ya") / r.count(table, id=here, terakhir="ya")
        return values / count
    if not r.count(table, id=here):
        return ""
    top, below = r.total(table, "pembilang", id=here), r.total(table, "penyebut", id=here)
    if r["jenis"] == "persen":
        return 100 * top / below if below > 0 else ""
    return top


def _quarter_pick(prefix: str) -> str:
    text = '""'
    for k in range(4, 0, -1):
        text = f'IF(Identitas_tw={k},{pick("Triwulan", f"{prefix}{k}", "b_triwulan")},{text})'
    return text


def _period_value(prefix: str, annual: str) -> Formula:
    """Annual: the own or PK cell; quarterly: the cell of the quarter on Triwulan."""
    year = 'IF({realisasi}="","",{realisasi})' if annual == "realisasi" else pick("PK", "target", "b_pk")

    def run(r: Any) -> Any:
        if r.identitas("periode") != "TAHUNAN":
            key = r.of_quarter(prefix)
            return r.pick("Triwulan", key, "b_triwulan") if key else ""
        return r["realisasi"] if annual == "realisasi" else r.pick("PK", "target", "b_pk")

    return when_used(
        f'IF(Identitas_periode="TAHUNAN",{year},{_quarter_pick(prefix)})', run,
        words="TAHUNAN: nilai tahun; triwulan: nilai triwulan itu dari lembar Triwulan")


def _period_denominator(own: str) -> Formula:
    annual = 'IF({penyebut}="","",{penyebut})' if own else pick("PK", "penyebut", "b_pk")

    def run(r: Any) -> Any:
        if r.identitas("periode") != "TAHUNAN":
            return r.pick("Triwulan", "penyebut", "b_triwulan")
        return r["penyebut"] if own else r.pick("PK", "penyebut", "b_pk")

    return when_used(f'IF(Identitas_periode="TAHUNAN",{annual},{pick("Triwulan", "penyebut", "b_triwulan")})', run)


def _weight(r: Any) -> Any:
    if not isinstance(r["capaian_batas"], Fraction):
        return ""
    if r.policy("rata_rata") == "sasaran":
        return 1 / Fraction(r.count("Pengukuran", induk=r["induk"], terhitung="ya"))
    return Fraction(1)


def _times_weight(column: str) -> Formula:
    return when_used(
        f'IF(ISNUMBER({{{column}}}),{{{column}}}*{{bobot}},"")',
        lambda r: r[column] * r["bobot"] if isinstance(r[column], Fraction) else "",
    )


_PENGUKURAN = (
    Field("id", "ID", "Pilih ID indikator dari lembar Renstra.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("induk", "ID sasaran", "Dihitung.", formula=pick_text("Renstra", "induk", "b_renstra"), width=8, hidden=True),
    Field("sasaran", "Sasaran strategis", "Dihitung.", formula=look_text("Renstra", "uraian", key="induk"), width=34),
    Field("indikator", "Indikator kinerja", "Dihitung.", formula=pick_text("Renstra", "uraian", "b_renstra"), width=36),
    Field("satuan", "Satuan", "Dihitung.", formula=pick_text("Renstra", "satuan", "b_renstra"), width=15, look=Look.CENTER),
    Field("jenis", "Jenis nilai", "Dihitung.", formula=pick_text("Renstra", "jenis", "b_renstra"), width=9, hidden=True),
    Field("arah", "Arah", "Dihitung.", formula=pick_text("Renstra", "arah", "b_renstra"), width=9, look=Look.CENTER),
    Field("cara_gabung", "Cara gabung", "Dihitung.", formula=look_text("IKU", "cara_gabung"), width=10, hidden=True),
    Field("target", "Target", "Dihitung: target PK, atau target triwulan pada laporan triwulan.", formula=_period_value("t", "target"), look=Look.NUMBER, width=11),
    Field("penyebut_target", "Penyebut target", "Dihitung.", formula=_period_denominator(""), look=Look.NUMBER, width=10),
    Field("realisasi", "Realisasi setahun", "Diisi pada laporan tahunan. Persen ditulis 44,44. Tulis - bila belum diukur, nihil bila tidak ada kejadian.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=12, required="tahunan"),
    Field("penyebut", "Penyebut realisasi", "Hanya untuk rasio: penyebut realisasi, misalnya 18 pada 18:18.", Entry.POSITIVE, look=Look.NUMBER, width=10),
    Field("hasil", "Realisasi periode ini", "Dihitung: realisasi setahun, atau realisasi triwulan pada laporan triwulan.", formula=_period_value("r", "realisasi"), look=Look.NUMBER, width=11),
    Field("penyebut_hasil", "Penyebut periode ini", "Dihitung.", formula=_period_denominator("penyebut"), look=Look.NUMBER, width=10, hidden=True),
    Field("kondisi_akhir", "Kondisi akhir (Triwulan)", "Dihitung.", formula=pick_value("Triwulan", "kondisi_akhir", "b_triwulan"), look=Look.DECIMAL, width=11),
    Field("data_dukung", "Hasil Data Dukung", "Dihitung.", formula=when_used(_data_result_excel(), _data_result, words="Σ pembilang : Σ penyebut, atau nilai digabung menurut cara gabung"), look=Look.DECIMAL, width=11),
    Field("nilai_target", "Nilai target", "Dihitung.", formula=when_used(figure_excel("target", "penyebut_target"), lambda r: figure(r, "target", "penyebut_target")), look=Look.NUMBER, hidden=True, width=9),
    Field("nilai_hasil", "Nilai realisasi", "Dihitung.", formula=when_used(figure_excel("hasil", "penyebut_hasil"), lambda r: figure(r, "hasil", "penyebut_hasil")), look=Look.NUMBER, hidden=True, width=9),
    Field("capaian", "Capaian", "Dihitung: naik R/T; turun (2T-R)/T; turun T/R.", formula=when_used(
        capaian_excel("hasil", "nilai_target", "nilai_hasil"),
        lambda r: capaian(r["hasil"], r["nilai_target"], r["nilai_hasil"], r["arah"]),
        words="naik: realisasi : target; turun: (2 × target − realisasi) : target; turun T/R: target : realisasi"), look=Look.PERCENT, width=11, rule="LK201"),
    Field("capaian_batas", "Capaian dengan batas", "Dihitung: capaian paling tinggi sebesar batas pada Kebijakan.", formula=when_used(
        capped_excel("capaian"), lambda r: capped(r, r["capaian"]), words="capaian, paling tinggi sebesar batas pada Kebijakan"), look=Look.PERCENT, width=11),
    Field("kategori", "Kategori", "Dihitung dari skala pada Kebijakan.", formula=when_used(
        kategori_excel("capaian_batas"), lambda r: kategori(r, r["capaian_batas"]), words="capaian dengan batas pada skala kategori"), look=Look.CENTER, width=15, rule="LK202"),
    Field("terhitung", "Masuk rata-rata", "Dihitung.", formula=when_used(
        'IF(ISNUMBER({capaian_batas}),"ya","")', lambda r: "ya" if isinstance(r["capaian_batas"], Fraction) else ""), hidden=True, width=7),
    Field("tercapai", "Tercapai", "Dihitung.", formula=when_used(
        'IF(ISNUMBER({capaian}),IF(ROUND({capaian},6)>=1,"ya",""),"")',
        lambda r: "ya" if isinstance(r["capaian"], Fraction) and r.round(r["capaian"], 6) >= 1 else ""), hidden=True, width=7),
    Field("bobot", "Bobot", "Dihitung.", formula=when_used(
        'IF(ISNUMBER({capaian_batas}),IF(Kebijakan_rata_rata="sasaran",1/COUNTIFS({Pengukuran.induk},{induk},{Pengukuran.terhitung},"ya"),1),"")', _weight), look=Look.NUMBER, hidden=True, width=7),
    Field("tertimbang", "Capaian dengan batas × bobot", "Dihitung.", formula=_times_weight("capaian_batas"), look=Look.NUMBER, hidden=True, width=7),
    Field("tertimbang_mentah", "Capaian × bobot", "Dihitung.", formula=_times_weight("capaian"), look=Look.NUMBER, hidden=True, width=7),
    Field("keterangan", "Keterangan", "Penjelasan singkat, wajib bila nilainya nihil.", Entry.TEXT, width=26),
    Field("b_renstra", "Baris Renstra", "Dihitung.", formula=position("Renstra"), hidden=True, width=7),
    Field("b_pk", "Baris PK", "Dihitung.", formula=position("PK"), hidden=True, width=7),
    Field("b_triwulan", "Baris Triwulan", "Dihitung.", formula=position("Triwulan"), hidden=True, width=7),
)


def _disagrees(r: Any) -> bool:
    return any(_apart(r["hasil"], r[k]) for k in ("kondisi_akhir", "data_dukung")) if r.identitas("periode") == "TAHUNAN" else False


def _apart(shown: Any, other: Any) -> bool:
    if not (isinstance(shown, Fraction) and isinstance(other, Fraction)):
        return False
    return abs(shown - other) > Fraction(6, 1000)


_MISMATCH = (
    'IF(AND(Identitas_periode="TAHUNAN",ISNUMBER({hasil})),OR('
    'IF(ISNUMBER({kondisi_akhir}),ABS({hasil}-{kondisi_akhir})>0.006,FALSE),IF(ISNUMBER({data_dukung}),ABS({hasil}-{data_dukung})>0.006,FALSE)),FALSE)'
)
PENGUKURAN = Table("Pengukuran", "Pengukuran kinerja", (*_PENGUKURAN, status_field(_PENGUKURAN, mismatch=_MISMATCH, twin=_disagrees)), rows=40, mandatory=True,
                   doc="Satu baris untuk setiap indikator PK. Yang diketik hanya ID, realisasi setahun, penyebutnya dan keterangan.")


def _mean(column: str) -> Formula:
    return Formula(
        f'IF(SUM({{Pengukuran.bobot}})=0,"",SUM({{Pengukuran.{column}}})/SUM({{Pengukuran.bobot}}))',
        lambda r: r.sum("Pengukuran", column) / r.sum("Pengukuran", "bobot") if r.sum("Pengukuran", "bobot") else "",
        "jumlah capaian : banyaknya capaian (menurut kebijakan rata-rata)", blank=False)


def _form_kategori_excel() -> str:
    return kategori_excel("Ringkasan.rata_rata").replace("{Ringkasan.rata_rata}", "Ringkasan_rata_rata")


RINGKASAN = Form(
    "Ringkasan",
    "Ringkasan capaian",
    (
        Field("rata_rata", "Rata-rata capaian", "Dihitung dari capaian dengan batas.", formula=_mean("tertimbang"), look=Look.PERCENT, rule="LK203"),
        Field("kategori", "Kategori rata-rata", "Dihitung.", formula=Formula(
            _form_kategori_excel(), lambda r: kategori(r, r.form("Ringkasan", "rata_rata")), "rata-rata capaian pada skala kategori", blank=False), look=Look.CENTER, rule="LK202"),
        Field("rata_rata_mentah", "Rata-rata tanpa batas", "Dihitung dari capaian apa adanya.", formula=_mean("tertimbang_mentah"), look=Look.PERCENT, rule="LK203"),
        Field("jumlah", "Jumlah indikator", "Dihitung.", formula=Formula(
            count_rows("Pengukuran"), lambda r: Fraction(sum(r.count("Pengukuran", status=word) for word in STATUS_WORDS)), "banyaknya indikator di tabel", blank=False), look=Look.CENTER),
        Field("terukur", "Indikator terukur", "Dihitung.", formula=Formula(
            "COUNT({Pengukuran.capaian})", lambda r: Fraction(sum(isinstance(v, Fraction) for v in r.column("Pengukuran", "capaian"))), "banyaknya indikator yang mempunyai capaian", blank=False), look=Look.CENTER),
        Field("tercapai", "Indikator tercapai (≥ 100 %)", "Dihitung.", formula=Formula(
            'COUNTIF({Pengukuran.tercapai},"ya")', lambda r: Fraction(r.count("Pengukuran", tercapai="ya")), "banyaknya capaian ≥ 100 %", blank=False), look=Look.CENTER),
    ),
)

_PEMBANDING = (
    Field("id", "ID", "Pilih ID indikator dari lembar Renstra.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("indikator", "Indikator", "Dihitung.", formula=pick_text("Renstra", "uraian", "b_renstra"), width=36),
    Field("satuan", "Satuan", "Dihitung.", formula=pick_text("Renstra", "satuan", "b_renstra"), width=10, look=Look.CENTER),
    Field("jenis", "Jenis nilai", "Dihitung.", formula=pick_text("Renstra", "jenis", "b_renstra"), width=9, hidden=True),
    Field("arah", "Arah", "Dihitung.", formula=pick_text("Renstra", "arah", "b_renstra"), width=9, hidden=True),
    Field("macam", "Pembanding", "tahun sebelumnya, standar nasional, standar provinsi, atau unit lain.", Entry.LIST, source="pembanding", width=17, required="selalu"),
    Field("tahun", "Tahun", "Tahun data pembanding.", Entry.YEAR, look=Look.YEAR, width=8, required="selalu"),
    Field("pihak", "Unit / sumber standar", "Nama unit lain atau sumber standar. Kosongkan untuk tahun sebelumnya.", Entry.TEXT, width=24),
    Field("target", "Target", "Target pembanding; kosongkan bila tidak ada.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=11),
    Field("realisasi", "Realisasi", "Realisasi atau nilai standar.", Entry.MEASURED, kind_from="jenis", look=Look.NUMBER, width=11, required="selalu"),
    Field("penyebut", "Penyebut", "Hanya untuk rasio: penyebut target dan realisasi pembanding.", Entry.POSITIVE, look=Look.NUMBER, width=10),
    Field("sumber", "Sumber data", "Dokumen asal angka pembanding.", Entry.TEXT, width=24),
    Field("nilai_target", "Nilai target", "Dihitung.", formula=when_used(figure_excel("target", "penyebut"), lambda r: figure(r, "target", "penyebut")), look=Look.NUMBER, hidden=True, width=9),
    Field("nilai", "Nilai realisasi", "Dihitung.", formula=when_used(figure_excel("realisasi", "penyebut"), lambda r: figure(r, "realisasi", "penyebut")), look=Look.NUMBER, hidden=True, width=9),
    Field("capaian", "Capaian", "Dihitung bila target diisi.", formula=when_used(
        f'IF({{target}}="","",{capaian_excel("realisasi", "nilai_target", "nilai")})',
        lambda r: "" if r.blank("target") else capaian(r["realisasi"], r["nilai_target"], r["nilai"], r["arah"]),
        words="capaian tahun atau unit itu"), look=Look.PERCENT, width=11, rule="LK201"),
    Field("kini", "Realisasi periode ini", "Dihitung.", formula=look_value("Pengukuran", "nilai_hasil"), look=Look.NUMBER, hidden=True, width=10),
    Field("selisih", "Perubahan nilai", "Dihitung: nilai periode ini dikurangi pembanding.", formula=when_used(
        'IF(AND(ISNUMBER({kini}),ISNUMBER({nilai})),{kini}-{nilai},"")',
        lambda r: r["kini"] - r["nilai"] if isinstance(r["kini"], Fraction) and isinstance(r["nilai"], Fraction) else "",
        words="nilai periode ini − nilai pembanding"), look=Look.DECIMAL, width=11),
    Field("b_renstra", "Baris Renstra", "Dihitung.", formula=position("Renstra"), hidden=True, width=7),
)
PEMBANDING = Table("Pembanding", "Pembanding", (*_PEMBANDING, status_field(_PEMBANDING)), rows=60,
                   doc="Tahun-tahun sebelumnya (paling banyak lima), standar nasional/provinsi, dan unit lain.")

SHEETS = (
    Sheet("triwulan", "Triwulan", Tab.FILL, "Target dan realisasi triwulan", (TRIWULAN,), "Isi target semua triwulan di awal tahun, realisasi setiap triwulan."),
    Sheet("data_dukung", "Data Dukung", Tab.FILL, "Data dukung", (DATA,), "Bukti angka realisasi."),
    Sheet("pengukuran", "Pengukuran", Tab.FILL, "Pengukuran kinerja", (PENGUKURAN, RINGKASAN), "Isi realisasi setahun pada laporan tahunan; pada laporan triwulan semuanya dihitung."),
    Sheet("pembanding", "Pembanding", Tab.FILL, "Pembanding", (PEMBANDING,), "Realisasi tahun lalu dan beberapa tahun terakhir, standar, dan unit lain."),
)
