"""How much of anything a returned file may hold, and how long and with how much memory it is looked at.

All numbers stand here; the sentence under each is its line in docs/batas.md (Indonesian, made by tools/gen_docs.py). A file within all of them is read or
refused in seconds. They are read where they are used (`limits.MAX_CELLS`), so that a test can lower one.
"""

MAX_FILE = 64 << 20
"""Ukuran berkas di cakram."""
MAX_PARTS = 10_000
"""Bagian (berkas di dalam arsip zip)."""
MAX_INFLATED = 200 << 20
"""Ukuran semua bagian setelah dibuka, gambar termasuk."""
MAX_XML = 32 << 20
"""Ukuran semua bagian XML yang dibaca."""
MAX_SMALL_PART = 4 << 20
"""Ukuran satu bagian selain lembar dan daftar teks (dan isi lembar di luar selnya)."""
MAX_RATIO = 400
"""Nisbah isi terhadap hasil pemampatannya dalam satu bagian yang lebih besar dari satu megabyte."""
MAX_DEPTH = 256
"""Tingkat sarang XML dalam satu bagian."""
MAX_DTD = 0
"""Deklarasi DTD atau entitas XML: tidak satu pun, karena Excel tidak pernah menulisnya."""
MAX_CELLS = 300_000
"""Sel dan baris di semua lembar bersama, yang kosong juga, dan jumlah teks dalam daftar teks."""
MAX_SHEETS = 500
"""Lembar."""
MAX_NAMES = 20_000
"""Nama sel."""
MAX_FORMATS = 65_490
"""Format sel; batas Excel sendiri."""
MAX_RANGES = 100_000
"""Rentang sel gabungan, atau rentang aturan isian, dalam satu lembar."""
MAX_FORMULA = 8_192
"""Panjang satu rumus, dalam huruf; batas Excel sendiri."""
MAX_NESTING = 128
"""Tanda kurung yang bersarang dalam satu rumus (Excel: 64 fungsi)."""
MAX_SHARED = 1_500_000
"""Panjang semua rumus bersama setelah dijabarkan di satu lembar, dalam huruf."""
MAX_AREA = 4_000_000
"""Sel yang dilalui mesin hitung dalam satu lembar: dari A1 sampai sel rumus yang terjauh."""

MAX_FORMULAS = 40_000
"""Rumus yang dihitung ulang dalam satu berkas."""
MAX_FORMULA_AREA = 1_000_000
"""Sel dalam satu rentang rumus yang dihitung ulang; kolom penuh (A:A) tidak dibatasi."""
MAX_TABLE = 20_000
"""Baris yang dibaca dari satu tabel formulir."""
MAX_PROSE = 8_000
"""Huruf yang diperiksa kalimatnya dalam satu sel uraian."""

FILE_SECONDS = 20
"""Waktu untuk satu berkas; pilihan --timeout menggantinya."""
FORMULAS_SECONDS = 300
"""Waktu untuk satu berkas dengan --engine formulas; pilihan --timeout menggantinya."""
ENGINE_SECONDS = 7
"""Waktu mesin hitung ulang untuk satu berkas; lewat dari itu dilaporkan LK028."""
JUDGE_SECONDS = 8
"""Waktu hakim (mesin formulas) untuk semua sel yang dipersengketakan dalam satu berkas."""
JUDGE_CELLS = 60
"""Sel yang ditanyakan kepada hakim dalam satu berkas."""
JUDGE_FORMULA = 3_000
"""Panjang satu rumus yang ditanyakan kepada hakim, dalam huruf."""
JUDGE_AREA = 50_000
"""Sel dalam satu rentang yang dibaca hakim."""
MAX_MISTAKES = 30
"""Angka keliru yang dilaporkan dari kalimat dalam satu sel."""
FILE_MEMORY = 512 << 20
"""Memori satu proses pemeriksa."""
FORMULAS_MEMORY = 3 << 30
"""Memori satu proses pemeriksa dengan --engine formulas."""
