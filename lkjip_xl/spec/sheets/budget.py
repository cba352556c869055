"""Anggaran and Efisiensi: what it cost and whether it was worth it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lkjip_xl.spec.build import TIDAK, at_position, capped, look_text, look_value, status_field, when_used
from lkjip_xl.spec.lists import LEVELS, SPENDING_LEVELS
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.spec.sheets.tree import Tree, minus, ratio, share
from lkjip_xl.spec.types import Entry, Field, Form, Formula, Look, Sheet, Tab, Table

SUPPORTS = ("mendukung1", "mendukung2", "mendukung3", "mendukung4")
TREE = Tree("Anggaran", LEVELS[0], LEVELS[1:5], LEVELS[5], LEVELS[6:])
SPENDING = Tree("Belanja", "", SPENDING_LEVELS[:1], SPENDING_LEVELS[1])


def _output_result(r: Any) -> Any:
    if r.identitas("periode") == "TAHUNAN":
        return r["k_r"]
    key = r.of_quarter("k_r")
    return r[key] if key else ""


def _output_target(r: Any) -> Any:
    if r.identitas("periode") == "TAHUNAN":
        return r["k_t"]
    key = r.of_quarter("k_t")
    return r[key] if key else ""


def _output_excel(prefix: str) -> str:
    text = '""'
    for k in range(4, 0, -1):
        text = f'IF(Identitas_tw={k},IF({{{prefix}{k}}}="","",{{{prefix}{k}}}),{text})'
    return f'IF(Identitas_periode="TAHUNAN",IF({{{prefix}}}="","",{{{prefix}}}),{text})'


def _official(want: str) -> str:
    return at_position("baris_resmi", f'INDEX(Nomenklatur_{want},{{baris_resmi}})&""')


_ANGGARAN = (
    Field("kode", "Kode", "Kode rekening sebagai teks, misalnya 7.01.01.2.02.0001; pilih dari daftar atau ketik. Boleh kosong bila dokumen tidak memakai kode.", Entry.CODE, source="Nomenklatur.kode", strict=False, width=18),
    Field("level", "Level", "Level baris. keluaran: indikator keluaran tambahan untuk baris di atasnya, tanpa rupiah.", Entry.LIST, source="level", width=12, required="selalu"),
    Field("uraian", "Uraian menurut DPA", "Nama persis seperti tercetak. Boleh kosong bila kode ada di daftar resmi: namanya muncul sendiri.", Entry.TEXT, width=36),
    Field("nama", "Nama", "Dihitung: uraian, atau nama resmi dari kode.", formula=when_used(
        f'IF({{uraian}}<>"",{{uraian}}&"",{_official("nama")})',
        lambda r: str(r["uraian"]) if not r.blank("uraian") else r.official("baris_resmi", "nama"), key="level",
        words="uraian, atau nama resmi dari kode"), width=36),
    Field("sumber_dana", "Sumber dana", "Pilih atau ketik sumber dana.", Entry.LIST, source="sumber_dana", strict=False, width=12),
    *TREE.typed_money(),
    *TREE.results(),
    *(Field(name, f"Mendukung {i}", "ID indikator yang didukung baris ini. Cukup di baris teratas; baris di bawahnya ikut.", Entry.REF, source="Renstra.id", width=10, look=Look.CENTER, band="Mendukung indikator") for i, name in enumerate(SUPPORTS, 1)),
    Field("kinerja", "Sasaran baris", "Kalimat kinerja atau sasaran program, kegiatan, sub kegiatan ini, bila dokumen memuatnya.", Entry.TEXT, width=28, band="Keluaran"),
    Field("indikator", "Indikator keluaran", "Indikator keluaran baris ini. Boleh kosong bila kodenya sub kegiatan resmi.", Entry.TEXT, width=30, band="Keluaran"),
    Field("indikator_resmi", "Indikator resmi", "Dihitung: indikator sub kegiatan menurut nomenklatur.", formula=when_used(
        _official("indikator"), lambda r: r.official("baris_resmi", "indikator"), key="level"), width=30, band="Keluaran"),
    Field("satuan", "Satuan", "Satuan keluaran; pilih atau ketik.", Entry.LIST, source="satuan", strict=False, width=11, band="Keluaran"),
    Field("satuan_resmi", "Satuan resmi", "Dihitung.", formula=when_used(
        _official("satuan"), lambda r: r.official("baris_resmi", "satuan"), key="level"), width=11, band="Keluaran"),
    Field("k_t", "Target keluaran setahun", "Target keluaran setahun, angka saja (12, bukan 12 Bulan).", Entry.QUANTITY, look=Look.NUMBER, width=11, band="Keluaran"),
    Field("k_r", "Realisasi keluaran setahun", "Realisasi keluaran setahun, angka saja. Diisi pada laporan tahunan.", Entry.QUANTITY, look=Look.NUMBER, width=11, band="Keluaran"),
    Field("k_capaian", "Capaian keluaran", "Dihitung: realisasi dibagi target keluaran.", formula=ratio("k_hasil", "k_target", key="level"), look=Look.PERCENT, width=10, rule="LK211"),
    *(Field(f"k_t{k}", f"Target keluaran TW {TWS[k - 1]}", f"Target keluaran triwulan {TWS[k - 1]}, angka saja.", Entry.QUANTITY, quarter=k, look=Look.NUMBER, width=9, band="Keluaran per triwulan") for k in range(1, 5)),
    *(Field(f"k_r{k}", f"Realisasi keluaran TW {TWS[k - 1]}", f"Realisasi keluaran triwulan {TWS[k - 1]}, angka saja.", Entry.QUANTITY, quarter=k, look=Look.NUMBER, width=9, band="Keluaran per triwulan") for k in range(1, 5)),
    Field("k_target", "Target keluaran periode ini", "Dihitung.", formula=when_used(_output_excel("k_t"), _output_target, key="level"), look=Look.NUMBER, width=10, hidden=True),
    Field("k_hasil", "Realisasi keluaran periode ini", "Dihitung.", formula=when_used(_output_excel("k_r"), _output_result, key="level"), look=Look.NUMBER, width=10, hidden=True),
    Field("murni_rinci", "Pagu murni: jumlah rincian", "Dihitung.", formula=TREE.rollup("hitung_murni"), look=Look.MONEY, width=18, hidden=True),
    Field("pagu_versi_pk", "Pagu versi PK", "Dihitung: pagu menurut versi PK yang berlaku.", formula=when_used(
        'IF(Identitas_pk_versi="perubahan",{pagu},IF({pagu_murni}<>"",{pagu_murni},{murni_rinci}))',
        lambda r: r["pagu"] if r.identitas("pk_versi") == "perubahan" else (r["pagu_murni"] if not r.blank("pagu_murni") else r["murni_rinci"]), key="level",
        words="pagu murni untuk PK murni, pagu berlaku untuk PK perubahan"), look=Look.MONEY, width=17, hidden=True),
    Field("baris_resmi", "Baris nomenklatur", "Dihitung.", formula=when_used(
        'IF({kode}="","",IFERROR(MATCH({kode},Nomenklatur_kode,0),""))', lambda r: "" if r.blank("kode") else r.official_row(r["kode"]), key="level"), width=7, hidden=True),
    *TREE.helpers(),
    TREE.counted("pagu_murni", "hitung_murni"),
)
ANGGARAN = Table(
    "Anggaran", "Pagu dan realisasi anggaran", (*_ANGGARAN, status_field(_ANGGARAN, **TREE.status())),
    rows=200, key_field="level", mandatory=True,
    doc="Satu baris untuk setiap program, kegiatan dan sub kegiatan, berurutan seperti dalam DPA.")


def _dpa(r: Any) -> Any:
    changed = r.identitas("dpa_perubahan")
    return changed if changed != "" else r.identitas("dpa_total")


JUMLAH = Form(
    "Jumlah",
    "Jumlah seluruh belanja",
    (
        Field("murni", "Pagu murni (Rp)", "Dihitung dari baris terinci.", formula=TREE.whole("hitung_murni"), look=Look.MONEY, rule="LK306"),
        Field("pagu", "Pagu berlaku (Rp)", "Dihitung dari baris terinci.", formula=TREE.whole("hitung_pagu"), look=Look.MONEY, rule="LK306"),
        Field("realisasi", "Realisasi periode ini (Rp)", "Dihitung dari baris terinci.", formula=TREE.whole("hitung_realisasi"), look=Look.MONEY, rule="LK306"),
        Field("sisa", "Sisa (Rp)", "Dihitung.", formula=Formula(
            "Jumlah_pagu-Jumlah_realisasi", lambda r: r.form("Jumlah", "pagu") - r.form("Jumlah", "realisasi"), "pagu − realisasi", blank=False), look=Look.MONEY, rule="LK208"),
        Field("serapan", "Serapan", "Dihitung.", formula=share("Jumlah"), look=Look.PERCENT, rule="LK207"),
        Field("beda_murni", "Selisih dengan DPA murni (Rp)", "Dihitung.", formula=minus("Jumlah", "murni", "Identitas", "dpa_total", "jumlah pagu murni − total DPA murni"), look=Look.MONEY),
        Field("dpa", "Total DPA berlaku (Rp)", "Dihitung.", formula=Formula(
            'IF(Identitas_dpa_perubahan<>"",Identitas_dpa_perubahan,IF(Identitas_dpa_total="","",Identitas_dpa_total))', _dpa, "DPA perubahan bila ada, selain itu DPA murni", blank=False), look=Look.MONEY),
        Field("beda_dpa", "Selisih dengan DPA berlaku (Rp)", "Dihitung.", formula=minus("Jumlah", "pagu", "Jumlah", "dpa", "jumlah pagu berlaku − total DPA berlaku"), look=Look.MONEY),
        Field("beda_realisasi", "Selisih dengan realisasi di Identitas (Rp)", "Dihitung.", formula=minus("Jumlah", "realisasi", "Identitas", "dpa_realisasi", "jumlah realisasi − total realisasi"), look=Look.MONEY),
    ),
)

def _spending_gap(key: str) -> Formula:
    """Total by jenis belanja less the total of Anggaran; blank while either has no figure."""
    def run(r: Any) -> Any:
        ours, theirs = r.form("BelanjaJumlah", key), r.form("Jumlah", key)
        return ours - theirs if ours != 0 and theirs != 0 else ""

    return Formula(
        f'IF(BelanjaJumlah_{key}=0,"",IF(Jumlah_{key}=0,"",BelanjaJumlah_{key}-Jumlah_{key}))', run, f"jumlah {key} menurut jenis belanja − jumlah di lembar Anggaran", blank=False)


_BELANJA = (
    Field("kode", "Kode", "Kode rekening belanja sebagai teks, misalnya 5.1.01. Boleh kosong bila dokumen tidak memakai kode.", Entry.CODE, width=12),
    Field("level", "Level", "kelompok: belanja operasi, belanja modal dan sejenisnya. jenis: rincian di bawahnya.", Entry.LIST, source="level_belanja", width=11, required="selalu"),
    Field("uraian", "Uraian belanja", "Nama kelompok atau jenis belanja; pilih dari daftar atau ketik.", Entry.LIST, source="belanja", strict=False, width=34, required="selalu"),
    *SPENDING.typed_money(),
    *SPENDING.results(),
    Field("keterangan", "Keterangan", "Penjelasan singkat bila perlu.", Entry.TEXT, width=26),
    *SPENDING.helpers(),
)
BELANJA = Table(
    "Belanja", "Anggaran menurut jenis belanja", (*_BELANJA, status_field(_BELANJA, **SPENDING.status())), rows=20, key_field="level",
    doc="Belanja operasi (pegawai, barang dan jasa) dan belanja modal; jumlahnya dicocokkan dengan lembar Anggaran.")
BELANJA_JUMLAH = Form(
    "BelanjaJumlah",
    "Jumlah menurut jenis belanja",
    (
        Field("pagu", "Pagu berlaku (Rp)", "Dihitung dari baris terinci.", formula=SPENDING.whole("hitung_pagu"), look=Look.MONEY, rule="LK315"),
        Field("realisasi", "Realisasi periode ini (Rp)", "Dihitung dari baris terinci.", formula=SPENDING.whole("hitung_realisasi"), look=Look.MONEY, rule="LK315"),
        Field("sisa", "Sisa (Rp)", "Dihitung.", formula=Formula(
            "BelanjaJumlah_pagu-BelanjaJumlah_realisasi", lambda r: r.form("BelanjaJumlah", "pagu") - r.form("BelanjaJumlah", "realisasi"), "pagu − realisasi", blank=False), look=Look.MONEY, rule="LK208"),
        Field("serapan", "Serapan", "Dihitung.", formula=share("BelanjaJumlah"), look=Look.PERCENT, rule="LK207"),
        Field("beda_pagu", "Selisih pagu dengan lembar Anggaran (Rp)", "Dihitung.", formula=_spending_gap("pagu"), look=Look.MONEY),
        Field("beda_realisasi", "Selisih realisasi dengan lembar Anggaran (Rp)", "Dihitung.", formula=_spending_gap("realisasi"), look=Look.MONEY),
    ),
)


def _supported_excel(column: str) -> str:
    return "+".join(f"SUMIFS({{Anggaran.{column}}},{{Anggaran.{s}}},{{id}})" for s in SUPPORTS)


def _supported(column: str) -> Formula:
    def run(r: Any) -> Any:
        if not any(r.count("Anggaran", **{s: r["id"]}) for s in SUPPORTS):
            return ""
        return sum((r.total("Anggaran", column, **{s: r["id"]}) for s in SUPPORTS), Fraction(0))

    counted = "+".join(f"COUNTIF({{Anggaran.{s}}},{{id}})" for s in SUPPORTS)
    return when_used(f'IF({counted}=0,"",{_supported_excel(column)})', run, words=f"jumlah {column} baris Anggaran yang mendukung indikator ini")


def efficiency(method: str, c: Any, s: Any) -> Any:
    """Efficiency of capaian `c` and serapan `s` (fractions) by one method; source domain.md 6.1 and 6.3."""
    if not (isinstance(c, Fraction) and isinstance(s, Fraction)):
        return ""
    if method == "1-S/C":
        return 1 - s / c if c != 0 else TIDAK
    if method in ("C/S", "C/S-1"):
        return c / s - (method == "C/S-1") if s != 0 else TIDAK
    return c - s if method == "C-S" else 1 - s


def _efficiency(method: str) -> Formula:
    text = {
        "1-S/C": f'IF({{capaian}}=0,"{TIDAK}",1-{{serapan}}/{{capaian}})', "C/S": f'IF({{serapan}}=0,"{TIDAK}",{{capaian}}/{{serapan}})',
        "C/S-1": f'IF({{serapan}}=0,"{TIDAK}",{{capaian}}/{{serapan}}-1)', "C-S": "{capaian}-{serapan}", "100-S": "1-{serapan}",
    }[method]
    return when_used(
        f'IF(AND(ISNUMBER({{capaian}}),ISNUMBER({{serapan}})),{text},"")',
        lambda r: efficiency(method, r["capaian"], r["serapan"]), words=method.replace("100", "100 %"))


METHODS = {"1-S/C": "e_hemat", "C/S": "e_rasio", "C/S-1": "e_te", "C-S": "e_selisih", "100-S": "e_sisa"}


def _picked(r: Any) -> Any:
    c = r["capaian"]
    if not isinstance(c, Fraction) or r.round(c, 6) < r.policy("efisiensi_syarat"):
        return ""
    return r[METHODS[r.policy("efisiensi")]] if r.policy("efisiensi") in METHODS else ""


def _picked_excel() -> str:
    text = '""'
    for method, key in reversed(METHODS.items()):
        text = f'IF(Kebijakan_efisiensi="{method}",{{{key}}},{text})'
    return f'IF(ISNUMBER({{capaian}}),IF(ROUND({{capaian}},6)<Kebijakan_efisiensi_syarat,"",{text}),"")'


def _ne(r: Any) -> Any:
    e = r["e_hemat"]
    if r.policy("efisiensi") != "1-S/C" or not isinstance(e, Fraction):
        return ""
    return min(Fraction(1), max(Fraction(0), Fraction(1, 2) + e * Fraction(5, 2)))


_EFISIENSI = (
    Field("id", "ID", "Pilih ID indikator dari lembar Renstra.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("indikator", "Indikator kinerja", "Dihitung.", formula=look_text("Renstra", "uraian"), width=40),
    Field("capaian_mentah", "Capaian", "Dihitung.", formula=look_value("Pengukuran", "capaian"), look=Look.PERCENT, width=11, rule="LK201"),
    Field("capaian", "Capaian dengan batas", "Dihitung.", formula=when_used(
        'IF(ISNUMBER({capaian_mentah}),IF(ISNUMBER(Kebijakan_batas),MIN({capaian_mentah},Kebijakan_batas),{capaian_mentah}),"")',
        lambda r: capped(r, r["capaian_mentah"]), words="capaian, paling tinggi sebesar batas pada Kebijakan"), look=Look.PERCENT, width=11),
    Field("pagu", "Pagu pendukung (Rp)", "Dihitung: pagu baris Anggaran yang mendukung.", formula=_supported("pagu"), look=Look.MONEY, width=18),
    Field("realisasi", "Realisasi pendukung (Rp)", "Dihitung: realisasi baris Anggaran yang mendukung.", formula=_supported("realisasi"), look=Look.MONEY, width=18),
    Field("serapan", "Serapan", "Dihitung: realisasi dibagi pagu pendukung.", formula=ratio("realisasi", "pagu", key="id"), look=Look.PERCENT, width=10, rule="LK207"),
    Field("e_hemat", "1 − S/C", "Dihitung.", formula=_efficiency("1-S/C"), look=Look.PERCENT, width=10, band="Cara menghitung"),
    Field("e_rasio", "C/S", "Dihitung.", formula=_efficiency("C/S"), look=Look.RATIO, width=10, band="Cara menghitung"),
    Field("e_selisih", "C − S", "Dihitung.", formula=_efficiency("C-S"), look=Look.PERCENT, width=10, band="Cara menghitung"),
    Field("e_sisa", "100 % − S", "Dihitung.", formula=_efficiency("100-S"), look=Look.PERCENT, width=10, band="Cara menghitung"),
    Field("efisiensi", "Efisiensi", "Dihitung menurut metode pada Kebijakan.", formula=when_used(_picked_excel(), _picked, words="metode pada Kebijakan"), look=Look.RATIO, width=11, rule="LK209"),
    Field("ne", "Nilai efisiensi (NE)", "Dihitung: 50 % + E × 2,5, dibatasi 0–100 %; hanya untuk metode 1-S/C.", formula=when_used(
        'IF(Kebijakan_efisiensi="1-S/C",IF(ISNUMBER({e_hemat}),MIN(1,MAX(0,0.5+{e_hemat}*2.5)),""),"")', _ne, words="50 % + E × 2,5, dibatasi 0–100 %"), look=Look.PERCENT, width=11, rule="LK209"),
    Field("keterangan", "Keterangan", "Penjelasan singkat bila perlu.", Entry.TEXT, width=30),
    Field("e_te", "C/S − 1 (TE)", "Dihitung: tingkat efisiensi, (IE − 1) : 1 dengan IE = C/S.", formula=_efficiency("C/S-1"), look=Look.PERCENT, width=10, hidden=True),
)
EFISIENSI = Table("Efisiensi", "Efisiensi per indikator", (*_EFISIENSI, status_field(_EFISIENSI)), rows=40,
                  doc="Pilih ID; lainnya dihitung. Beberapa indikator boleh didukung anggaran yang sama, karena itu tidak dijumlahkan.")


def _total_efficiency(r: Any) -> Any:
    if r.policy("efisiensi_total") == "rata-rata":
        values = [v for v in r.column("Efisiensi", "efisiensi") if isinstance(v, Fraction)]
        return sum(values, Fraction(0)) / len(values) if values else ""
    return efficiency(str(r.policy("efisiensi")), r.form("Ringkasan", "rata_rata"), r.form("Jumlah", "serapan"))


_QUOTIENT = (
    'IF(AND(ISNUMBER(Ringkasan_rata_rata),ISNUMBER(Jumlah_serapan)),IF(Kebijakan_efisiensi="1-S/C",IF(Ringkasan_rata_rata=0,"tidak dapat dihitung",'
    '1-Jumlah_serapan/Ringkasan_rata_rata),IF(Kebijakan_efisiensi="C/S",IF(Jumlah_serapan=0,"tidak dapat dihitung",Ringkasan_rata_rata/Jumlah_serapan),'
    'IF(Kebijakan_efisiensi="C/S-1",IF(Jumlah_serapan=0,"tidak dapat dihitung",Ringkasan_rata_rata/Jumlah_serapan-1),'
    'IF(Kebijakan_efisiensi="C-S",Ringkasan_rata_rata-Jumlah_serapan,1-Jumlah_serapan)))),"")'
)
TOTAL = Form(
    "EfisiensiTotal",
    "Efisiensi total",
    (
        Field("efisiensi", "Efisiensi total", "Dihitung menurut metode dan cara total pada Kebijakan.", formula=Formula(
            f'IF(Kebijakan_efisiensi_total="rata-rata",IF(COUNT({{Efisiensi.efisiensi}})=0,"",AVERAGE({{Efisiensi.efisiensi}})),{_QUOTIENT})',
            _total_efficiency, "rata-rata capaian dan serapan total menurut metode pada Kebijakan", blank=False), look=Look.RATIO, rule="LK209"),
    ),
)

SHEETS = (
    Sheet("anggaran", "Anggaran", Tab.FILL, "Pagu dan realisasi anggaran", (ANGGARAN, JUMLAH), "Pagu di awal tahun, realisasi setiap triwulan (s.d. triwulan itu). Kode adalah teks."),
    Sheet("belanja", "Belanja", Tab.FILL, "Anggaran menurut jenis belanja", (BELANJA, BELANJA_JUMLAH), "Satu baris untuk setiap kelompok dan jenis belanja; kelompok boleh dikosongkan."),
    Sheet("efisiensi", "Efisiensi", Tab.COMPUTED, "Efisiensi penggunaan sumber daya", (EFISIENSI, TOTAL), "Hanya ID yang dipilih; selebihnya dihitung."),
)
