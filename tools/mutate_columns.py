"""The table of columns: `COVERED` with the sources of each, `UNCOVERED` with the reason why there is none."""

from __future__ import annotations

from lkjip_xl.spec import book
from tools.mutate_base import Base, Cell
from tools.mutate_cover import (
    Source,
    always,
    by_id,
    capaian_printed,
    evidence_counts,
    evidence_of_quarter,
    ground_listed,
    leaf,
    node_quoted,
    official,
    official_leaf,
    other_amounts,
    output_quoted,
    past_in_plan,
    past_quoted,
    past_target,
    pk_of_year,
    plan_end,
    plan_shift,
    profile_owner,
    quarter_of_evidence,
    quoted,
    quoted_plan,
    quoted_quarter,
    realised,
    results_add_up,
    support_quoted,
    targets_add_up,
    this_quarter,
    ways_matter,
)

_DPA = Source("roll-up, DPA totals, Belanja", always)
_SPENT = (Source("roll-up, total spending in Identitas, Belanja", this_quarter), Source("upper rows or Belanja of the same quarter", other_amounts))
_OUTPUT = (Source("Kutipan of the output", output_quoted),)
_ONCE = (Source("each indikator stands once in the table", always),)
_TARGET = (Source("target of the PK", targets_add_up), Source("Kutipan of that quarter", quoted_quarter))
_RESULT = (Source("realisasi of the year", results_add_up), Source("Data Dukung of that quarter", evidence_of_quarter), Source("Kutipan of that quarter", quoted_quarter))
_EVIDENCE = (Source("realisasi of the year", evidence_counts), Source("Triwulan of the same quarter", quarter_of_evidence))
_STAFF = (Source("counts in RekapPegawai", ground_listed),)
_VILLAGES = (Source("row of totals; men and women add up", always),)

COVERED: dict[str, tuple[Source, ...]] = {
    "Identitas.kabupaten": (Source("owner of the profile", profile_owner),), "Identitas.instansi": (Source("document property", always),),
    "Identitas.kode": (Source("document property", always),), "Identitas.tahun": (Source("document property", always),),
    "Identitas.periode": (Source("quarters that are filled", always),),
    "Identitas.pk_versi": (Source("program amounts of the other version", lambda b, _: "dpa_perubahan" in b.identity),),
    "Identitas.dpa_total": (Source("rows of Anggaran", always),), "Identitas.dpa_perubahan": (Source("rows of Anggaran", always),),
    "Identitas.dpa_realisasi": (Source("rows of Anggaran", always),),
    "Identitas.renstra_awal": (Source("targets of neighbouring years, Kutipan", plan_shift),),
    "Identitas.renstra_akhir": (Source("Kutipan of the plan", lambda b, _: bool(b.quotes("periode", "Renstra") or b.quotes("tahun", "Akhir Renstra"))),),
    "Renstra.induk": (Source("Kutipan of the parent", quoted("induk")),), "Renstra.uraian": (Source("Kutipan of the name", quoted("nama")),),
    "Renstra.satuan": (Source("Kutipan of the satuan", quoted("satuan")),),
    "Renstra.jenis": (Source("satuan persen or predikat", lambda b, c: b.row(c).get("jenis") in ("persen", "predikat")),), "Renstra.arah": (Source("Kutipan of the capaian", capaian_printed),),
    "Renstra.skala": (Source("Kutipan of the predikat", quoted("predikat nilai")),), "Renstra.penyebut": (Source("penyebut of the PK", lambda b, c: bool(by_id(b, "PK", b.row(c)["id"]))),),
    "Renstra.baseline": (Source("Kutipan of the baseline", quoted("baseline")),),
    **{f"Renstra.t{k}": (
        Source("target of the PK", pk_of_year), Source("Kutipan of the plan", quoted_plan), Source("Pembanding of that year", past_target), Source("target akhir", plan_end)) for k in range(1, 7)},
    "Renstra.akhir": (Source("target of the last year", plan_end), Source("Kutipan of the end of the plan", quoted("target akhir renstra", "kemajuan renstra"))),
    "IKU.id": _ONCE, "IKU.formulasi": (Source("Kutipan of the formula", quoted("formula")),),
    "IKU.cara_isi": (Source("quarters against the year", ways_matter),), "IKU.cara_gabung": (Source("quarters against the year", ways_matter),),
    "PK.id": _ONCE, "PK.target_murni": (Source("Renstra", lambda b, c: "target_perubahan" not in b.row(c)),), "PK.target_perubahan": (Source("Renstra", always),),
    "PK.penyebut": (Source("Renstra", always),),
    "Program.kode": (Source("codes of Anggaran", always),), "Program.program": (Source("names of Anggaran", always),), "Program.anggaran": (Source("Anggaran, total of the DPA", always),),
    "Triwulan.id": _ONCE, "Triwulan.penyebut": (Source("penyebut of the PK", always),), **{f"Triwulan.t{k}": _TARGET for k in range(1, 5)}, **{f"Triwulan.r{k}": _RESULT for k in range(1, 5)},
    "DataDukung.id": (Source("realisasi of the year", evidence_counts),), "DataDukung.pembilang": _EVIDENCE, "DataDukung.penyebut": _EVIDENCE, "DataDukung.nilai": _EVIDENCE,
    "Pengukuran.id": _ONCE, "Pengukuran.realisasi": (Source("Data Dukung, quarters", realised), Source("Kutipan", quoted("realisasi", "capaian", "kemajuan renstra"))),
    "Pengukuran.penyebut": (Source("penyebut of the PK", always),),
    "Pembanding.target": (Source("Kutipan of that year or unit", past_quoted), Source("Renstra of that year", past_in_plan)),
    "Pembanding.realisasi": (Source("Kutipan of that year or unit", past_quoted),),
    "Pembanding.penyebut": (Source("Kutipan of that year or unit", past_quoted),), "Pembanding.tahun": (Source("Kutipan of that year or unit", past_quoted),),
    "Pembanding.pihak": (Source("Kutipan of that unit", past_quoted),),
    "Anggaran.level": (Source("level of the official code", official),), "Anggaran.uraian": (Source("nomenclature", official), Source("Kutipan of the name", node_quoted("nama", "induk"))),
    "Anggaran.pagu_murni": (_DPA,), "Anggaran.pagu_perubahan": (_DPA,), **{f"Anggaran.real{k}": _SPENT for k in range(1, 5)},
    **{f"Anggaran.mendukung{n}": (Source("Kutipan of the support or its money", support_quoted),) for n in range(1, 5)},
    "Anggaran.kinerja": (Source("Kutipan of the sentence", node_quoted("sasaran baris")),), "Anggaran.indikator": (Source("nomenclature", official_leaf), Source("Kutipan", node_quoted("indikator"))),
    "Anggaran.satuan": (Source("nomenclature", official_leaf), Source("Kutipan of the satuan", node_quoted("satuan"))),
    **{f"Anggaran.{key}": _OUTPUT for key in ("k_t", "k_r", *(f"k_{side}{k}" for side in "tr" for k in range(1, 5)))},
    "Belanja.level": (Source("totals of Anggaran", lambda b, c: not leaf(b, c)),), "Belanja.pagu_murni": (_DPA,), "Belanja.pagu_perubahan": (_DPA,),
    **{f"Belanja.real{k}": _SPENT for k in range(1, 5)},
    "Efisiensi.id": _ONCE, "Analisis.id": _ONCE,
    "Pegawai.status_pegawai": _STAFF, "Pegawai.golongan": _STAFF, "Pegawai.eselon": _STAFF, "Pegawai.pendidikan": _STAFF, "Pegawai.kelamin": _STAFF,
    "RekapPegawai.kategori": (Source("staff list, other rows of the group", lambda b, c: b.row(c)["dasar"] != "seluruhnya"),),
    **{f"RekapPegawai.{key}": (Source("staff list, total of the group", always),) for key in ("laki", "perempuan", "banyak")},
    **{f"Wilayah.{key}": _VILLAGES for key in ("luas", "persen_luas", "laki", "perempuan", "penduduk", "kk", "rt", "rw")},
}
"""Column to its second sources, the first that holds for a row counts. Kutipan.nilai is decided by its besaran, in `mutate_quotes.py`."""

_FREE = "free text, nothing else says it"
_DESCRIBES = "describes what a quotation is of; no second place says the same"
UNCOVERED: dict[str, str] = {
    "Identitas.jenis": "nothing follows from it", "Identitas.pk_ke": "stands in no other sheet", "Identitas.pk_tanggal": "stands in no other sheet", "Identitas.pk_alasan": "stands in no other sheet",
    "Identitas.kepala_jabatan": _FREE, "Identitas.kepala_nama": _FREE, "Identitas.atasan_jabatan": _FREE, "Renstra.level": "the row itself decides what it is",
    "IKU.makna": _FREE, "IKU.sumber_data": _FREE, "IKU.penanggung_jawab": _FREE, "IKU.iku": "a choice of the office", "Program.keterangan": "source of money of one row",
    "Triwulan.keterangan": _FREE, "Pengukuran.keterangan": _FREE, "Efisiensi.keterangan": _FREE, "DataDukung.uraian": _FREE, "DataDukung.periode": "period of one piece of evidence",
    "DataDukung.sumber": _FREE, "DataDukung.bukti": _FREE, "Pembanding.id": "which indikator a comparison is of", "Pembanding.macam": "kind of comparison", "Pembanding.sumber": _FREE,
    "Anggaran.sumber_dana": "source of money of one row", "Anggaran.kode": "damaged as a code in the class text", "Program.kode": "damaged as a code in the class text",
    "Belanja.kode": "codes of Belanja have no list", "Belanja.uraian": "kinds of spending are free", "Belanja.keterangan": _FREE,
    **{f"Analisis.{key}": _FREE for key in ("pendorong", "penghambat", "solusi", "program", "kesimpulan")},
    **{f"TindakLanjut.{key}": "follow-up of one recommendation, in no other sheet" for key in (
        "no", "lhe_nomor", "lhe_tanggal", "komponen", "rekomendasi", "rencana", "target", "waktu", "penanggung_jawab", "status_tl", "progres", "bukti")},
    "Pegawai.no": "running number", "Pegawai.jabatan": "posts are not counted", "Pegawai.unit": "units are not counted", "Pegawai.nip_samar": _FREE, "Pegawai.keterangan": _FREE,
    "RekapPegawai.dasar": "way of grouping", "RekapPegawai.tempat": "place in the report",
    "RekapPegawai.keterangan": _FREE,
    "Wilayah.jenis": "desa or kelurahan", "Wilayah.nama": "names of villages stand in free text elsewhere", "Wilayah.keterangan": _FREE,
    **{f"Prestasi.{key}": "a prize stands nowhere else" for key in ("macam", "nama", "peringkat", "tingkat", "tahun", "pemberi", "keterangan")},
    **{f"Kutipan.{key}": _DESCRIBES for key in (
        "tabel", "baris", "jenis_baris", "induk_baris", "objek", "besaran", "menurut", "tahun", "banding", "periode", "versi", "peran", "daftar_lengkap", "keterangan")},
}
NO_SOURCE = "no second source on this row"
"""Of an output without a quotation too: how its quarters make the year is not declared anywhere."""


def strangers() -> list[str]:
    """Columns of the two tables that the spec does not have any more."""
    known = {f"{part.key}.{f.key}" for _, part in book.parts() for f in part.fields if f.is_input}
    return sorted((COVERED.keys() | UNCOVERED.keys()) - known)


def cover(base: Base, cell: Cell) -> tuple[bool, str]:
    """Is an input covered, and by what or why not."""
    for source in COVERED.get(cell.column, ()):
        if source.when(base, cell):
            return True, source.what
    return False, UNCOVERED.get(cell.column, NO_SOURCE if cell.column in COVERED else "not classified yet")
