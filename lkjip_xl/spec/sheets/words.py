"""Analisis, Tindak Lanjut and Kutipan: what the report says in words, and what it prints a second time."""

from __future__ import annotations

from lkjip_xl.spec.build import look_text, look_value, status_field
from lkjip_xl.spec.types import Entry, Field, Look, Sheet, Tab, Table

_ANALISIS = (
    Field("id", "ID", "Pilih ID indikator dari lembar Renstra.", Entry.REF, source="Renstra.id", width=9, look=Look.CENTER, required="selalu"),
    Field("indikator", "Indikator kinerja", "Dihitung.", formula=look_text("Renstra", "uraian"), width=30),
    Field("capaian", "Capaian", "Dihitung.", formula=look_value("Pengukuran", "capaian"), look=Look.PERCENT, width=10),
    Field("pendorong", "Faktor pendorong", "Apa yang membuat indikator ini berhasil atau membaik.", Entry.TEXT, width=34),
    Field("penghambat", "Faktor penghambat", "Apa yang menghambat pencapaian.", Entry.TEXT, width=34),
    Field("solusi", "Alternatif solusi", "Apa yang sudah dan akan dilakukan.", Entry.TEXT, width=34),
    Field("program", "Program/kegiatan penunjang", "Program atau kegiatan yang menunjang keberhasilan atau kegagalan.", Entry.TEXT, width=34),
    Field("kesimpulan", "Kesimpulan", "Satu kalimat kesimpulan untuk indikator ini.", Entry.TEXT, width=34),
)
ANALISIS = Table("Analisis", "Analisis per indikator", (*_ANALISIS, status_field(_ANALISIS)), rows=40,
                 doc="Penyebab keberhasilan atau kegagalan, solusi, dan program penunjang (Bab III.A.5 dan A.7).")

_TINDAK = (
    Field("no", "No", "Nomor urut rekomendasi.", Entry.WHOLE, look=Look.CENTER, width=6, required="selalu"),
    Field("lhe_nomor", "Nomor LHE", "Nomor Laporan Hasil Evaluasi AKIP.", Entry.TEXT, width=20),
    Field("lhe_tanggal", "Tanggal LHE", "Tanggal LHE, misalnya 19/07/2024.", Entry.DATE, look=Look.DATE, width=13),
    Field("komponen", "Komponen", "Komponen AKIP yang dievaluasi.", Entry.LIST, source="komponen", width=17),
    Field("rekomendasi", "Rekomendasi", "Rekomendasi persis seperti dalam LHE.", Entry.TEXT, width=44, required="selalu"),
    Field("rencana", "Rencana aksi tindak lanjut", "Apa yang akan dilakukan.", Entry.TEXT, width=40, required="selalu"),
    Field("target", "Target", "Dokumen atau hasil yang dituju.", Entry.TEXT, width=20),
    Field("waktu", "Waktu pelaksanaan", "Misalnya Mei s.d. Desember 2024.", Entry.TEXT, width=18),
    Field("penanggung_jawab", "Penanggung jawab", "Jabatan, bukan nama orang.", Entry.TEXT, width=18),
    Field("status_tl", "Status", "Belum, Proses, atau Selesai.", Entry.LIST, source="status_tl", width=10, required="selalu"),
    Field("progres", "Progres penyelesaian", "Uraian progres.", Entry.TEXT, width=36),
    Field("bukti", "Bukti dukung", "Nama berkas atau tautan.", Entry.TEXT, width=20),
)
TINDAK = Table("TindakLanjut", "Tindak lanjut hasil evaluasi AKIP", (*_TINDAK, status_field(_TINDAK, key="no")), rows=40, key_field="no",
               doc="Matriks tindak lanjut rekomendasi LHE AKIP tahun sebelumnya.")

_KUTIPAN = (
    Field("tabel", "Tabel / tempat", "Tempat angka tercetak, misalnya Tabel 3.3, Bab IV, atau Narasi IKM.", Entry.TEXT, width=20, required="selalu"),
    Field("baris", "Baris", "Nama atau nomor baris di tabel itu. Angka dengan tabel dan baris sama dihitung ulang bersama.", Entry.TEXT, width=26),
    Field("jenis_baris", "Jenis baris", "rincian, induk, jumlah, atau rata-rata.", Entry.LIST, source="jenis_baris", width=11),
    Field("induk_baris", "Induk baris", "Nama baris induknya di tabel itu, bila ada.", Entry.TEXT, width=20),
    Field("objek", "Objek", "ID indikator, kode atau nama anggaran; beberapa dipisah titik koma; TOTAL untuk seluruh instansi. Nama yang tidak ada boleh.", Entry.TEXT, width=26, required="selalu"),
    Field("besaran", "Besaran", "Apa yang tercetak: target, realisasi, capaian, pagu, serapan, nama, dan lain-lain.", Entry.LIST, source="besaran", width=20, required="selalu"),
    Field("menurut", "Menurut", "Untuk tertinggi, terendah, simpulan dan perubahan: besaran yang dibandingkan. Untuk jumlah: syaratnya, misalnya capaian >= 100.", Entry.TEXT, width=14),
    Field("tahun", "Tahun", "Tahun angka itu; kosong berarti tahun kinerja.", Entry.YEAR, look=Look.YEAR, width=8),
    Field("banding", "Dibanding tahun", "Untuk perubahan: tahun pembandingnya; kosong berarti tahun sebelumnya.", Entry.YEAR, look=Look.YEAR, width=10),
    Field("periode", "Periode", "Triwulan atau semester angka itu; kosong berarti periode laporan.", Entry.LIST, source="periode_data", width=12),
    Field("versi", "Versi anggaran", "murni, perubahan, atau tidak disebut.", Entry.LIST, source="versi_anggaran", width=13),
    Field("peran", "Peran", "Milik siapa angka itu: pelapor, pembanding, wilayah, dinas lain.", Entry.LIST, source="peran", width=12),
    Field("nilai", "Nilai tercetak", "Ketik persis seperti tercetak, misalnya 44,44% atau Rp3.763.337.358 atau 4:18; kalimat ditulis utuh.", Entry.PRINTED, width=30, required="selalu"),
    Field("daftar_lengkap", "Daftar lengkap", "ya bila tabel ini harus memuat semua baris dari lembar asalnya.", Entry.LIST, source="ya_tidak", width=10),
    Field("keterangan", "Keterangan", "Halaman atau penjelasan.", Entry.TEXT, width=26),
)
KUTIPAN = Table("Kutipan", "Angka dan nama yang tercetak di tempat lain", (*_KUTIPAN, status_field(_KUTIPAN, key="tabel")), rows=200, key_field="tabel",
                doc="Setiap angka yang dicetak lagi dalam tabel lain atau kalimat. Semuanya dicocokkan dengan lembar asalnya.")

SHEETS = (
    Sheet("analisis", "Analisis", Tab.FILL, "Analisis capaian", (ANALISIS,), "Tulis singkat; kalimat ini dipakai dalam LKjIP."),
    Sheet("tindak_lanjut", "Tindak Lanjut", Tab.FILL, "Tindak lanjut LHE AKIP", (TINDAK,), "Satu baris untuk setiap rekomendasi."),
    Sheet("kutipan", "Kutipan", Tab.FILL, "Kutipan angka dan nama", (KUTIPAN,), "Angka diketik persis seperti tercetak di laporan."),
)
