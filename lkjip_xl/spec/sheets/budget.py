"""Anggaran and Efisiensi: what it cost and whether it was worth it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lkjip_xl.spec.build import TIDAK, at_position, capped, look_text, look_value, status_field, when_used
from lkjip_xl.spec.lists import LEVELS
from lkjip_xl.spec.sheets.measure import TWS
from lkjip_xl.spec.types import Entry, Field, Form, Formula, Look, Sheet, Tab, Table

SUPPORTS = ("mendukung1", "mendukung2", "mendukung3", "mendukung4")
UPPER = LEVELS[1:5]
"""Levels that have a running key of their own: urusan, bidang, program, kegiatan."""


def _running_key(level: str) -> Formula:
    """Key of the nearest row of `level` at or above this row within its parents: counts of rows so far, e.g. `U1.0.2.5`.

    Counting from the first row survives inserted rows, which a reference to the row above would not (decision 0008).
    """
    above = UPPER[UPPER.index(level) - 1] if level != UPPER[0] else ""
    start = f'{{k_{above}}}&"."' if above else '"U"'

    def run(r: Any) -> str:
        return (f"{r[f'k_{above}']}." if above else "U") + str(r.count_to("level", level))

    return when_used(f'{start}&COUNTIF({{first.level}}:{{level}},"{level}")', run, key="level", words=f"nomor urut {level}")


def _rollup_excel(column: str) -> str:
    def total(*where: str) -> str:
        return f"SUMIFS({{Anggaran.{column}}},{{Anggaran.level}},Kebijakan_level_terinci{''.join(',' + w for w in where)})"

    text = '""'
    for level in reversed(UPPER):
        text = f'IF({{level}}="{level}",{total(f"{{Anggaran.k_{level}}}", f"{{k_{level}}}")},{text})'
    return f'IF(OR({{level}}="",{{level}}="keluaran",{{level}}=Kebijakan_level_terinci),"",IF({{level}}="unit",{total()},{text}))'


def _rollup(column: str) -> Formula:
    def run(r: Any) -> Any:
        level, leaf = r["level"], r.policy("level_terinci")
        if level in ("", "keluaran", leaf):
            return ""
        if level == "unit":
            return r.total("Anggaran", column, level=leaf)
        return r.total("Anggaran", column, level=leaf, **{f"k_{level}": r[f"k_{level}"]}) if level in UPPER else ""

    return when_used(_rollup_excel(column), run, key="level", words="jumlah baris terinci di bawahnya")


def _difference(shown: str, rolled: str) -> Formula:
    return when_used(
        f'IF(AND(ISNUMBER({{{shown}}}),ISNUMBER({{{rolled}}})),{{{shown}}}-{{{rolled}}},"")',
        lambda r: r[shown] - r[rolled] if isinstance(r[shown], Fraction) and isinstance(r[rolled], Fraction) else "",
        key="level", words="yang tertulis − jumlah rinciannya",
    )


def _latest(murni: str, perubahan: str) -> Formula:
    return when_used(
        f'IF({{{perubahan}}}<>"",{{{perubahan}}},IF({{{murni}}}="","",{{{murni}}}))',
        lambda r: r[perubahan] if not r.blank(perubahan) else r[murni],
        key="level", words="pagu perubahan bila ada, selain itu pagu murni",
    )


def _spent(r: Any) -> Any:
    return r[f"real{int(r.identitas('tw'))}"]


def _spent_excel() -> str:
    text = '""'
    for k in range(4, 0, -1):
        text = f'IF(Identitas_tw={k},IF({{real{k}}}="","",{{real{k}}}),{text})'
    return text


def _effective(shown: str, rolled: str) -> Formula:
    """The figure that counts for a row: what is typed, or the roll-up where nothing is typed."""
    return when_used(
        f'IF({{{shown}}}<>"",{{{shown}}},{{{rolled}}})', lambda r: r[shown] if r[shown] != "" else r[rolled], key="level",
        words="yang tertulis, atau jumlah rinciannya bila kosong",
    )


def _ratio(top: str, below: str, *, key: str) -> Formula:
    def run(r: Any) -> Any:
        if not (isinstance(r[top], Fraction) and isinstance(r[below], Fraction)):
            return ""
        return r[top] / r[below] if r[below] != 0 else TIDAK

    return when_used(
        f'IF(AND(ISNUMBER({{{top}}}),ISNUMBER({{{below}}})),IF({{{below}}}=0,"{TIDAK}",{{{top}}}/{{{below}}}),"")', run, key=key,
        words=f"{top.replace('_', ' ')} : {below.replace('_', ' ')}",
    )


def _output_result(r: Any) -> Any:
    if r.identitas("periode") == "TAHUNAN":
        return r["k_r"]
    return r[f"k_r{int(r.identitas('tw'))}"]


def _output_target(r: Any) -> Any:
    if r.identitas("periode") == "TAHUNAN":
        return r["k_t"]
    return r[f"k_t{int(r.identitas('tw'))}"]


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
    Field("pagu_murni", "Pagu murni (Rp)", "Rupiah bulat tanpa titik. Baris induk boleh kosong: jumlah rinciannya dihitung di sebelah.", Entry.RUPIAH, look=Look.MONEY, width=18, band="Pagu"),
    Field("pagu_perubahan", "Pagu perubahan (Rp)", "Pagu sesudah perubahan; kosongkan bila tidak berubah. Tulis 0 bila dihapus.", Entry.RUPIAH, look=Look.MONEY, width=18, band="Pagu"),
    *(Field(f"real{k}", f"Realisasi s.d. TW {TWS[k - 1]} (Rp)", f"Realisasi sampai dengan triwulan {TWS[k - 1]}, rupiah bulat. Setahun penuh ada di TW IV.", Entry.RUPIAH, quarter=k, look=Look.MONEY, width=17, band="Realisasi s.d. triwulan") for k in range(1, 5)),
    Field("pagu", "Pagu berlaku (Rp)", "Dihitung: pagu terakhir baris ini.", formula=_effective("pagu_tulis", "pagu_rinci"), look=Look.MONEY, width=18, band="Hasil"),
    Field("realisasi", "Realisasi periode ini (Rp)", "Dihitung: realisasi s.d. triwulan yang dilaporkan.", formula=_effective("real_tulis", "real_rinci"), look=Look.MONEY, width=18, band="Hasil"),
    Field("serapan", "Serapan", "Dihitung: realisasi dibagi pagu.", formula=_ratio("realisasi", "pagu", key="level"), look=Look.PERCENT, width=10, band="Hasil", rule="LK207"),
    Field("sisa", "Sisa (Rp)", "Dihitung: pagu dikurangi realisasi.", formula=when_used(
        'IF(AND(ISNUMBER({pagu}),ISNUMBER({realisasi})),{pagu}-{realisasi},"")',
        lambda r: r["pagu"] - r["realisasi"] if isinstance(r["pagu"], Fraction) and isinstance(r["realisasi"], Fraction) else "", key="level",
        words="pagu − realisasi"), look=Look.MONEY, width=17, band="Hasil", rule="LK208"),
    Field("pagu_rinci", "Pagu: jumlah rincian", "Dihitung: jumlah pagu baris terinci di bawahnya.", formula=_rollup("pagu_tulis"), look=Look.MONEY, width=18, band="Penjumlahan", rule="LK301"),
    Field("pagu_beda", "Pagu: selisih", "Dihitung: pagu tertulis dikurangi jumlah rincian.", formula=_difference("pagu_tulis", "pagu_rinci"), look=Look.MONEY, width=14, band="Penjumlahan", rule="LK301"),
    Field("real_rinci", "Realisasi: jumlah rincian", "Dihitung: jumlah realisasi baris terinci di bawahnya.", formula=_rollup("real_tulis"), look=Look.MONEY, width=18, band="Penjumlahan", rule="LK301"),
    Field("real_beda", "Realisasi: selisih", "Dihitung: realisasi tertulis dikurangi jumlah rincian.", formula=_difference("real_tulis", "real_rinci"), look=Look.MONEY, width=14, band="Penjumlahan", rule="LK301"),
    *(Field(name, f"Mendukung {i}", "ID indikator yang didukung baris ini. Cukup di baris teratas; baris di bawahnya ikut.", Entry.REF, source="Renstra.id", width=10, look=Look.CENTER, band="Mendukung indikator") for i, name in enumerate(SUPPORTS, 1)),
    Field("indikator", "Indikator keluaran", "Indikator keluaran baris ini. Boleh kosong bila kodenya sub kegiatan resmi.", Entry.TEXT, width=30, band="Keluaran"),
    Field("indikator_resmi", "Indikator resmi", "Dihitung: indikator sub kegiatan menurut nomenklatur.", formula=when_used(
        _official("indikator"), lambda r: r.official("baris_resmi", "indikator"), key="level"), width=30, band="Keluaran"),
    Field("satuan", "Satuan", "Satuan keluaran; pilih atau ketik.", Entry.LIST, source="satuan", strict=False, width=11, band="Keluaran"),
    Field("satuan_resmi", "Satuan resmi", "Dihitung.", formula=when_used(
        _official("satuan"), lambda r: r.official("baris_resmi", "satuan"), key="level"), width=11, band="Keluaran"),
    Field("k_t", "Target keluaran setahun", "Target keluaran setahun, angka saja (12, bukan 12 Bulan).", Entry.QUANTITY, look=Look.NUMBER, width=11, band="Keluaran"),
    Field("k_r", "Realisasi keluaran setahun", "Realisasi keluaran setahun, angka saja. Diisi pada laporan tahunan.", Entry.QUANTITY, look=Look.NUMBER, width=11, band="Keluaran"),
    Field("k_capaian", "Capaian keluaran", "Dihitung: realisasi dibagi target keluaran.", formula=_ratio("k_hasil", "k_target", key="level"), look=Look.PERCENT, width=10, rule="LK211"),
    *(Field(f"k_t{k}", f"Target keluaran TW {TWS[k - 1]}", f"Target keluaran triwulan {TWS[k - 1]}, angka saja.", Entry.QUANTITY, quarter=k, look=Look.NUMBER, width=9, band="Keluaran per triwulan") for k in range(1, 5)),
    *(Field(f"k_r{k}", f"Realisasi keluaran TW {TWS[k - 1]}", f"Realisasi keluaran triwulan {TWS[k - 1]}, angka saja.", Entry.QUANTITY, quarter=k, look=Look.NUMBER, width=9, band="Keluaran per triwulan") for k in range(1, 5)),
    Field("k_target", "Target keluaran periode ini", "Dihitung.", formula=when_used(_output_excel("k_t"), _output_target, key="level"), look=Look.NUMBER, width=10, hidden=True),
    Field("k_hasil", "Realisasi keluaran periode ini", "Dihitung.", formula=when_used(_output_excel("k_r"), _output_result, key="level"), look=Look.NUMBER, width=10, hidden=True),
    Field("pagu_tulis", "Pagu tertulis", "Dihitung: pagu perubahan bila ada, selain itu pagu murni.", formula=_latest("pagu_murni", "pagu_perubahan"), look=Look.MONEY, width=17, hidden=True),
    Field("real_tulis", "Realisasi tertulis", "Dihitung: realisasi s.d. triwulan yang dilaporkan.", formula=when_used(_spent_excel(), _spent, key="level"), look=Look.MONEY, width=17, hidden=True),
    Field("murni_rinci", "Pagu murni: jumlah rincian", "Dihitung.", formula=_rollup("pagu_murni"), look=Look.MONEY, width=18, hidden=True),
    Field("pagu_versi_pk", "Pagu versi PK", "Dihitung: pagu menurut versi PK yang berlaku.", formula=when_used(
        'IF(Identitas_pk_versi="perubahan",{pagu},IF({pagu_murni}<>"",{pagu_murni},{murni_rinci}))',
        lambda r: r["pagu"] if r.identitas("pk_versi") == "perubahan" else (r["pagu_murni"] if not r.blank("pagu_murni") else r["murni_rinci"]), key="level",
        words="pagu murni untuk PK murni, pagu berlaku untuk PK perubahan"), look=Look.MONEY, width=17, hidden=True),
    Field("baris_resmi", "Baris nomenklatur", "Dihitung.", formula=when_used(
        'IF({kode}="","",IFERROR(MATCH({kode},Nomenklatur_kode,0),""))', lambda r: "" if r.blank("kode") else r.official_row(r["kode"]), key="level"), width=7, hidden=True),
    *(Field(f"k_{level}", f"Penanda {level}", "Dihitung.", formula=_running_key(level), width=7, hidden=True) for level in UPPER),
)
_OFF = 'OR(IF(ISNUMBER({pagu_beda}),{pagu_beda}<>0,FALSE),IF(ISNUMBER({real_beda}),{real_beda}<>0,FALSE))'
ANGGARAN = Table(
    "Anggaran", "Pagu dan realisasi anggaran", (*_ANGGARAN, status_field(
        _ANGGARAN, key="level", mismatch=_OFF,
        twin=lambda r: any(isinstance(r[k], Fraction) and r[k] != 0 for k in ("pagu_beda", "real_beda")))),
    rows=200, key_field="level", mandatory=True,
    doc="Satu baris untuk setiap program, kegiatan dan sub kegiatan, berurutan seperti dalam DPA.")


def _leaf_total(column: str) -> Formula:
    return Formula(
        f"SUMIFS({{Anggaran.{column}}},{{Anggaran.level}},Kebijakan_level_terinci)",
        lambda r: r.total("Anggaran", column, level=r.policy("level_terinci")), "jumlah semua baris terinci", blank=False)


def _minus(a: str, b: str, owner: str, words: str) -> Formula:
    other = f"Identitas_{b}" if owner == "Identitas" else f"Jumlah_{b}"
    return Formula(
        f'IF(ISNUMBER({other}),Jumlah_{a}-{other},"")',
        lambda r: r.form("Jumlah", a) - r.form(owner, b) if isinstance(r.form(owner, b), Fraction) else "", words, blank=False)


def _dpa(r: Any) -> Any:
    changed = r.identitas("dpa_perubahan")
    return changed if changed != "" else r.identitas("dpa_total")


JUMLAH = Form(
    "Jumlah",
    "Jumlah seluruh belanja",
    (
        Field("murni", "Pagu murni (Rp)", "Dihitung dari baris terinci.", formula=_leaf_total("pagu_murni"), look=Look.MONEY, rule="LK306"),
        Field("pagu", "Pagu berlaku (Rp)", "Dihitung dari baris terinci.", formula=_leaf_total("pagu_tulis"), look=Look.MONEY, rule="LK306"),
        Field("realisasi", "Realisasi periode ini (Rp)", "Dihitung dari baris terinci.", formula=_leaf_total("real_tulis"), look=Look.MONEY, rule="LK306"),
        Field("sisa", "Sisa (Rp)", "Dihitung.", formula=Formula(
            "Jumlah_pagu-Jumlah_realisasi", lambda r: r.form("Jumlah", "pagu") - r.form("Jumlah", "realisasi"), "pagu − realisasi", blank=False), look=Look.MONEY, rule="LK208"),
        Field("serapan", "Serapan", "Dihitung.", formula=Formula(
            'IF(Jumlah_pagu=0,"",Jumlah_realisasi/Jumlah_pagu)',
            lambda r: r.form("Jumlah", "realisasi") / r.form("Jumlah", "pagu") if r.form("Jumlah", "pagu") else "", "realisasi : pagu", blank=False), look=Look.PERCENT, rule="LK207"),
        Field("beda_murni", "Selisih dengan DPA murni (Rp)", "Dihitung.", formula=_minus("murni", "dpa_total", "Identitas", "jumlah pagu murni − total DPA murni"), look=Look.MONEY),
        Field("dpa", "Total DPA berlaku (Rp)", "Dihitung.", formula=Formula(
            'IF(Identitas_dpa_perubahan<>"",Identitas_dpa_perubahan,IF(Identitas_dpa_total="","",Identitas_dpa_total))', _dpa, "DPA perubahan bila ada, selain itu DPA murni", blank=False), look=Look.MONEY),
        Field("beda_dpa", "Selisih dengan DPA berlaku (Rp)", "Dihitung.", formula=_minus("pagu", "dpa", "Jumlah", "jumlah pagu berlaku − total DPA berlaku"), look=Look.MONEY),
        Field("beda_realisasi", "Selisih dengan realisasi di Identitas (Rp)", "Dihitung.", formula=_minus("realisasi", "dpa_realisasi", "Identitas", "jumlah realisasi − total realisasi"), look=Look.MONEY),
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
    Field("serapan", "Serapan", "Dihitung: realisasi dibagi pagu pendukung.", formula=_ratio("realisasi", "pagu", key="id"), look=Look.PERCENT, width=10, rule="LK207"),
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
    Sheet("efisiensi", "Efisiensi", Tab.COMPUTED, "Efisiensi penggunaan sumber daya", (EFISIENSI, TOTAL), "Hanya ID yang dipilih; selebihnya dihitung."),
)
