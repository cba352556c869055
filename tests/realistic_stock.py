"""Stock for the realistic workbooks: what kecamatan measure, and invented names of places, offices and prizes.

Sentences are our own; nothing is copied from a report or from `samples/`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One indikator as kecamatan word it, with what is needed to draw plausible figures for it."""

    nama: str
    satuan: str
    jenis: str
    arah: str
    bukti: str
    """What stands behind the realisasi: bagian (part of a whole), daftar (list of villages), semester, triwulan, rincian (sum of kinds), resmi (one published figure)."""
    cara: tuple[tuple[str, str], ...]
    """Possible (cara isi, cara gabung)."""
    formulasi: str
    sumber: str
    benda: str = ""
    """What is counted: printed as unit behind the figure, and named in Data Dukung."""
    low: float = 0
    high: float = 0
    decimals: int = 0
    skala: str = ""
    nihil: str = ""
    """Note when no case occurred; "" when that cannot be."""
    macam: tuple[str, ...] = ()
    """Kinds that add up, for `rincian`."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One sasaran with the indikator that may measure it, the section that answers for it and the program that serves it."""

    uraian: str
    seksi: str
    program: str
    """Last part of the official program code, e.g. 02 of 7.01.02."""
    lama: str
    """The program that served it before 2021."""
    measures: tuple[Measure, ...]


_END, _MEAN, _SUM = ("per TW", "posisi akhir"), ("per TW", "rata-rata"), ("per TW", "jumlah")
_RISING, _RISING_SUM = ("kumulatif", "posisi akhir"), ("kumulatif", "jumlah")

GOALS = (
    Goal("Meningkatnya kualitas pelayanan publik kecamatan", "Seksi Pelayanan Umum", "02", "Program Pembinaan Pelayanan Administrasi Terpadu Kecamatan", (
        Measure("Indeks Kepuasan Masyarakat (IKM)", "Nilai", "indeks", "naik", "semester", (_MEAN, _END),
            "Rata-rata nilai persepsi per unsur pelayanan dikalikan nilai penimbang", "Laporan Hasil Survei Kepuasan Masyarakat", "nilai survei kepuasan masyarakat", 78, 90, 2,
            "mutu pelayanan"),
        Measure("Rata-rata lama penyelesaian surat keterangan", "Hari", "angka", "turun", "triwulan", (_MEAN,), "Jumlah hari penyelesaian dibagi jumlah surat yang selesai",
            "Buku register pelayanan", "hari penyelesaian surat", 3, 7, 1),
        Measure("Persentase layanan administrasi yang selesai tepat waktu", "%", "persen", "naik", "bagian", (_END, _RISING),
            "Jumlah layanan selesai tepat waktu dibagi jumlah layanan dikali 100", "Rekapitulasi pelayanan terpadu", "layanan", 120, 480),
        Measure("Jumlah dokumen kependudukan yang diterbitkan", "Dokumen", "angka", "naik", "triwulan", (_SUM, _RISING_SUM),
            "Jumlah dokumen yang selesai diterbitkan selama setahun", "Register dokumen kependudukan", "dokumen", 180, 900),
        Measure("Persentase pengaduan masyarakat yang ditindaklanjuti", "Persen", "persen", "naik", "bagian", (_END,),
            "Pengaduan yang ditindaklanjuti dibagi pengaduan yang masuk dikali 100", "Register pengaduan", "pengaduan", 6, 30, nihil="Tidak ada pengaduan yang masuk pada masa ini."),
    )),
    Goal("Meningkatnya kemandirian desa", "Seksi Pemerintahan", "06", "Program Pembinaan dan Fasilitasi Pengelolaan Keuangan Desa", (
        Measure("Rasio desa maju terhadap jumlah desa di kecamatan", "Rasio", "rasio", "naik", "daftar", (_END,), "Jumlah desa berstatus maju dan mandiri dibanding jumlah desa",
            "Keputusan Menteri tentang status kemajuan dan kemandirian desa", "Desa"),
        Measure("Persentase BUMDes yang beroperasi dengan baik", "Persen", "persen", "naik", "daftar", (_END,),
            "BUMDes yang beroperasi dengan baik dibagi seluruh BUMDes dikali 100", "Laporan perkembangan BUMDes", "BUMDes"),
        Measure("Rata-rata Indeks Desa Membangun", "Indeks", "indeks", "naik", "resmi", (_END,), "Jumlah nilai Indeks Desa Membangun semua desa dibagi jumlah desa",
            "Publikasi Indeks Desa Membangun", "nilai indeks", 0.64, 0.82, 4),
        Measure("Persentase desa yang tertib administrasi keuangan", "%", "persen", "naik", "daftar", (_RISING, _END),
            "Desa dengan laporan keuangan lengkap dibagi jumlah desa dikali 100", "Laporan monitoring keuangan desa", "Desa"),
    )),
    Goal("Meningkatnya pemberdayaan masyarakat desa dan kelurahan", "Seksi Pemberdayaan Masyarakat", "03", "Program Peningkatan Partisipasi Masyarakat dalam Membangun Desa", (
        Measure("Jumlah Lembaga Kemasyarakatan Desa (LKD) yang aktif", "Lembaga", "angka", "naik", "rincian", (_END, _RISING),
            "Jumlah LKD yang ditetapkan dengan keputusan kepala desa dan berkegiatan", "Profil desa", "LKD", 40, 90, macam=("PKK", "RT/RW", "Karang Taruna", "Posyandu", "LPM")),
        Measure("Persentase usulan Musrenbang kecamatan yang masuk Renja", "Persen", "persen", "naik", "bagian", (_END,),
            "Usulan yang masuk Renja perangkat daerah dibagi seluruh usulan prioritas dikali 100", "Berita acara Musrenbang kecamatan", "usulan", 20, 60),
        Measure("Jumlah kelompok usaha yang dibina", "Kelompok", "angka", "naik", "triwulan", (_SUM, _RISING), "Jumlah kelompok yang mengikuti pembinaan",
            "Laporan kegiatan pembinaan", "kelompok", 8, 24),
    )),
    Goal("Meningkatnya ketenteraman dan ketertiban umum", "Seksi Ketenteraman dan Ketertiban Umum", "04", "Program Pembinaan Keamanan dan Kenyamanan Lingkungan", (
        Measure("Persentase gangguan ketenteraman dan ketertiban umum yang ditangani", "%", "persen", "naik", "bagian", (_END,),
            "Gangguan yang ditangani dibagi gangguan yang terjadi dikali 100", "Laporan kejadian", "gangguan", 4, 25, nihil="Tidak ada gangguan yang dilaporkan pada masa ini."),
        Measure("Jumlah kasus gangguan ketertiban umum", "Kasus", "angka", "turun", "triwulan", (_SUM,), "Jumlah kasus yang dilaporkan selama setahun", "Laporan kejadian", "kasus", 8, 24),
        Measure("Rasio pos keamanan lingkungan yang aktif", "Rasio", "rasio", "naik", "daftar", (_END,), "Pos keamanan lingkungan yang aktif dibanding seluruh pos",
            "Laporan Linmas desa", "Pos"),
        Measure("Rata-rata waktu tanggap laporan gangguan", "Hari", "angka", "turun T/R", "triwulan", (_MEAN,), "Jumlah hari tanggap dibagi jumlah laporan", "Buku piket",
            "hari tanggap", 2, 6, 1),
    )),
    Goal("Meningkatnya akuntabilitas kinerja kecamatan", "Sekretariat", "01", "Program Peningkatan Pengembangan Sistem Pelaporan Capaian Kinerja dan Keuangan", (
        Measure("Predikat hasil evaluasi AKIP", "Predikat", "predikat", "naik", "", (_END,), "Hasil evaluasi AKIP oleh Inspektorat", "Laporan Hasil Evaluasi AKIP", skala="AKIP"),
        Measure("Nilai evaluasi AKIP kecamatan", "Nilai", "indeks", "naik", "resmi", (_END,), "Nilai hasil evaluasi AKIP oleh Inspektorat", "Laporan Hasil Evaluasi AKIP",
            "nilai evaluasi", 60, 76, 2, "AKIP"),
        Measure("Persentase temuan pemeriksaan yang ditindaklanjuti", "Persen", "persen", "naik", "bagian", (_END,),
            "Temuan yang selesai ditindaklanjuti dibagi seluruh temuan dikali 100", "Laporan hasil pemeriksaan", "temuan", 5, 20, nihil="Tidak ada temuan pemeriksaan pada masa ini."),
        Measure("Persentase barang milik daerah yang rusak berat", "%", "persen", "turun", "bagian", (_END,), "Barang rusak berat dibagi seluruh barang yang tercatat dikali 100",
            "Kartu inventaris barang", "barang", 150, 400),
    )),
    Goal("Meningkatnya kerukunan dan wawasan kebangsaan masyarakat", "Seksi Kesejahteraan Sosial", "05", "Program Pengembangan Wawasan Kebangsaan", (
        Measure("Indeks kerukunan umat beragama tingkat kecamatan", "Indeks", "indeks", "naik", "triwulan", (_MEAN,), "Rata-rata nilai survei kerukunan setiap triwulan",
            "Laporan survei kerukunan", "nilai survei", 70, 82, 2),
        Measure("Persentase kegiatan hari besar yang difasilitasi", "Persen", "persen", "naik", "bagian", (_END, _RISING),
            "Kegiatan yang difasilitasi dibagi kegiatan yang direncanakan dikali 100", "Laporan kegiatan", "kegiatan", 10, 24),
    )),
)

AIMS = ("Terwujudnya tata kelola pemerintahan kecamatan yang baik dan melayani", "Meningkatnya kualitas penyelenggaraan pemerintahan dan pelayanan kecamatan",
    "Terwujudnya masyarakat kecamatan yang berdaya, tertib dan rukun")
AIM_MEASURES = (
    Measure("Indeks pelayanan publik", "Indeks", "indeks", "naik", "resmi", (_END,), "Nilai hasil evaluasi pelayanan publik",
        "Keputusan Bupati tentang hasil evaluasi pelayanan publik", "nilai evaluasi pelayanan publik", 3, 4.4, 2),
    Measure("Nilai reformasi birokrasi kecamatan", "Nilai", "indeks", "naik", "resmi", (_END,), "Hasil penilaian mandiri reformasi birokrasi",
        "Lembar kerja evaluasi reformasi birokrasi", "nilai reformasi birokrasi", 58, 74, 2),
)

KABUPATEN = ("Kabupaten Rantau Banua", "Kabupaten Tanah Hulu", "Kabupaten Sungai Mekar", "Kabupaten Bukit Lestari")
HEADS = ("Sungai", "Muara", "Hulu", "Rantau", "Batang", "Tanjung", "Padang", "Lubuk", "Bukit", "Danau", "Telaga", "Teluk")
TAILS = ("Batung", "Contoh", "Palawan", "Kumala", "Selasih", "Rimba", "Pinang", "Gading", "Harapan", "Melati", "Kenanga", "Tembaga", "Perak", "Cempaka", "Rotan", "Delima")

POSTS = (
    ("Camat", "III.a", "IV/a", "S-2", "Pimpinan"), ("Sekretaris Kecamatan", "III.b", "III/d", "S-1", "Sekretariat"), ("Kepala Seksi Pemerintahan", "IV.a", "III/d", "S-1",
        "Seksi Pemerintahan"),
    ("Kepala Seksi Pelayanan Umum", "IV.a", "III/c", "S-1", "Seksi Pelayanan Umum"), ("Kepala Seksi Pemberdayaan Masyarakat", "IV.a", "III/c", "S-1", "Seksi Pemberdayaan Masyarakat"),
    ("Kepala Seksi Ketenteraman dan Ketertiban Umum", "IV.a", "III/d", "S-1", "Seksi Ketenteraman dan Ketertiban Umum"), ("Kepala Subbagian Umum dan Kepegawaian", "IV.b",
        "III/b", "D-III", "Sekretariat"),
    ("Kepala Subbagian Perencanaan dan Keuangan", "IV.b", "III/c", "S-1", "Sekretariat"),
)
STAFF = (
    ("Bendahara Pengeluaran", "Pelaksana", "II/d", "D-III", "PNS"), ("Pengadministrasi Umum", "Pelaksana", "II/c", "SLTA", "PNS"), ("Pengelola Pelayanan", "Pelaksana", "III/a",
        "S-1", "PNS"),
    ("Pranata Komputer Terampil", "Fungsional", "VII", "D-III", "PPPK"), ("Analis Kebijakan Pertama", "Fungsional", "IX", "S-1", "PPPK"), ("Pramubakti", "Pelaksana", "-", "SLTA",
        "Tenaga kontrak"), ("Pengemudi", "Pelaksana", "-", "SLTP", "Honorer"),
)
PRIZES = (
    ("penghargaan", "Kecamatan dengan pelunasan PBB tercepat", "Peringkat II", "Kabupaten", "Bupati"), ("prestasi", "Musabaqah Tilawatil Quran tingkat kabupaten",
        "Juara umum III", "Kabupaten", "LPTQ Kabupaten"),
    ("prestasi", "Lomba Desa", "Juara I", "Kabupaten", "Dinas Pemberdayaan Masyarakat dan Desa"), ("inovasi", "Layanan surat keterangan antar ke desa", "", "Kecamatan",
        "Kecamatan"), ("inovasi", "Pojok pengaduan daring", "", "Kecamatan", "Kecamatan"),
)

OLD_PROGRAMS = (
    ("Program Pelayanan Administrasi Perkantoran", ("Penyediaan jasa surat menyurat", "Penyediaan jasa komunikasi, sumber daya air dan listrik", "Penyediaan alat tulis kantor",
        "Penyediaan barang cetakan dan penggandaan", "Rapat koordinasi dan konsultasi ke luar daerah")),
    ("Program Peningkatan Sarana dan Prasarana Aparatur", ("Pemeliharaan rutin/berkala gedung kantor", "Pemeliharaan rutin/berkala kendaraan dinas/operasional",
        "Pengadaan peralatan gedung kantor")),
)
OLD_WORK = ("Pembinaan dan monitoring", "Rapat koordinasi tingkat kecamatan", "Fasilitasi kegiatan masyarakat", "Penyusunan laporan kegiatan")
