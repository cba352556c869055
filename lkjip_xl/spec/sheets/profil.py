"""Profil: the figures of Bab I (staff without names, area and people, prizes)."""

from __future__ import annotations

from lkjip_xl.spec.build import status_field
from lkjip_xl.spec.types import Entry, Field, Look, Sheet, Tab, Table

_PEGAWAI = (
    Field("no", "No", "Nomor urut.", Entry.WHOLE, look=Look.CENTER, width=6, required="selalu"),
    Field("jabatan", "Jabatan", "Jabatan, bukan nama orang, misalnya Kepala Seksi Pemerintahan.", Entry.TEXT, width=34, required="selalu"),
    Field("status_pegawai", "Status", "Status kepegawaian; pilih atau ketik.", Entry.LIST, source="status_pegawai", strict=False, width=14),
    Field("golongan", "Golongan", "Golongan ruang, misalnya III/c.", Entry.LIST, source="golongan", strict=False, width=10, look=Look.CENTER),
    Field("eselon", "Eselon", "Eselon, Fungsional, atau Pelaksana.", Entry.LIST, source="eselon", strict=False, width=12, look=Look.CENTER),
    Field("pendidikan", "Pendidikan", "Pendidikan terakhir; pilih atau ketik.", Entry.LIST, source="pendidikan", strict=False, width=13, look=Look.CENTER),
    Field("kelamin", "L/P", "L untuk laki-laki, P untuk perempuan.", Entry.LIST, source="kelamin", width=6, look=Look.CENTER),
    Field("unit", "Unit kerja", "Sekretariat, seksi, atau kelurahan tempat bekerja.", Entry.TEXT, width=24),
    Field("nip_samar", "NIP disamarkan", "Bila perlu: susunan NIP dengan angka diganti x, misalnya xxxxxxxx xxxxxx x xxx. Jangan tulis NIP.", Entry.TEXT, width=24),
    Field("keterangan", "Keterangan", "Penjelasan singkat bila perlu.", Entry.TEXT, width=24),
)
PEGAWAI = Table("Pegawai", "Daftar pegawai (tanpa nama)", (*_PEGAWAI, status_field(_PEGAWAI, key="no")), rows=60, key_field="no",
                doc="Satu baris untuk setiap pegawai, tanpa nama dan tanpa NIP.")

_REKAP = (
    Field("dasar", "Menurut", "Dasar pengelompokan: golongan, pendidikan, jenis kelamin, dan lain-lain.", Entry.LIST, source="dasar_rekap", width=16, required="selalu"),
    Field("kategori", "Kategori", "Kategori persis seperti tercetak, misalnya III/c, Golongan III, S-1; Jumlah untuk baris jumlah.", Entry.TEXT, width=34, required="selalu"),
    Field("laki", "Laki-laki", "Jumlah laki-laki, bila disebut.", Entry.QUANTITY, look=Look.NUMBER, width=14),
    Field("perempuan", "Perempuan", "Jumlah perempuan, bila disebut.", Entry.QUANTITY, look=Look.NUMBER, width=10),
    Field("banyak", "Jumlah", "Jumlah orang kategori ini.", Entry.QUANTITY, look=Look.NUMBER, width=12, required="selalu"),
    Field("tempat", "Tercetak di", "Tabel atau kalimat tempat angka ini tercetak.", Entry.TEXT, width=14),
    Field("keterangan", "Keterangan", "Penjelasan singkat bila perlu.", Entry.TEXT, width=12),
)
REKAP = Table("RekapPegawai", "Rekapitulasi pegawai", (*_REKAP, status_field(_REKAP, key="dasar")), rows=40, key_field="dasar", filtered=False,
              doc="Jumlah pegawai menurut golongan, pendidikan, jenis kelamin dan lainnya, seperti tercetak di Bab I; dicocokkan dengan daftar pegawai.")

_WILAYAH = (
    Field("jenis", "Jenis", "desa, kelurahan, atau jumlah untuk baris jumlah yang tercetak.", Entry.LIST, source="jenis_wilayah", width=16, required="selalu"),
    Field("nama", "Desa / kelurahan", "Nama desa atau kelurahan.", Entry.TEXT, width=34, required="selalu"),
    Field("luas", "Luas (km²)", "Luas wilayah dalam kilometer persegi.", Entry.QUANTITY, look=Look.NUMBER, width=14),
    Field("persen_luas", "Luas (%)", "Bagian dari luas seluruhnya dalam persen, bila tercetak.", Entry.QUANTITY, look=Look.NUMBER, width=10),
    Field("laki", "Penduduk laki-laki", "Jumlah penduduk laki-laki.", Entry.QUANTITY, look=Look.NUMBER, width=12),
    Field("perempuan", "Penduduk perempuan", "Jumlah penduduk perempuan.", Entry.QUANTITY, look=Look.NUMBER, width=14),
    Field("penduduk", "Jumlah penduduk", "Jumlah penduduk seluruhnya.", Entry.QUANTITY, look=Look.NUMBER, width=12),
    Field("kk", "Kepala keluarga", "Jumlah kepala keluarga.", Entry.QUANTITY, look=Look.NUMBER, width=24),
    Field("rt", "RT", "Jumlah rukun tetangga.", Entry.QUANTITY, look=Look.NUMBER, width=24),
    Field("rw", "RW / dusun", "Jumlah rukun warga, dusun atau lingkungan.", Entry.QUANTITY, look=Look.NUMBER, width=24),
    Field("keterangan", "Keterangan", "Penjelasan singkat bila perlu.", Entry.TEXT, width=14),
)
WILAYAH = Table("Wilayah", "Wilayah dan penduduk", (*_WILAYAH, status_field(_WILAYAH, key="jenis")), rows=40, key_field="jenis", filtered=False,
                doc="Satu baris untuk setiap desa atau kelurahan, dan baris jumlah seperti tercetak.")

_PRESTASI = (
    Field("macam", "Macam", "penghargaan, prestasi, atau inovasi.", Entry.LIST, source="macam_prestasi", width=16, required="selalu"),
    Field("nama", "Nama", "Nama penghargaan, lomba, atau inovasi.", Entry.TEXT, width=34, required="selalu"),
    Field("peringkat", "Peringkat", "Peringkat atau hasilnya.", Entry.TEXT, width=14),
    Field("tingkat", "Tingkat", "Kecamatan, kabupaten, provinsi, atau nasional.", Entry.TEXT, width=10),
    Field("tahun", "Tahun", "Tahun penghargaan atau inovasi.", Entry.YEAR, look=Look.YEAR, width=12),
    Field("pemberi", "Pemberi", "Instansi pemberi.", Entry.TEXT, width=14),
    Field("keterangan", "Keterangan", "Penjelasan singkat bila perlu.", Entry.TEXT, width=12),
)
PRESTASI = Table("Prestasi", "Penghargaan, prestasi dan inovasi", (*_PRESTASI, status_field(_PRESTASI, key="macam")), rows=20, key_field="macam", filtered=False,
                 doc="Penghargaan dan inovasi tahun yang dilaporkan.")

SHEETS = (
    Sheet("profil", "Profil", Tab.FILL, "Profil instansi", (PEGAWAI, REKAP, WILAYAH, PRESTASI), "Data Bab I. Tanpa nama orang dan tanpa NIP."),
)
