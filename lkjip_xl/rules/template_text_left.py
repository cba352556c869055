"""LK622: text of a template or guideline that nobody replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lkjip_xl.check import Check
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import normal
from lkjip_xl.rules._prose import ANALISIS, TINDAK, Passage, also, grouped, quoted, rest, short, written
from lkjip_xl.rules.rule import Hit, rule

_GUIDE = re.compile(
    r"\bpada\s+(?:sub\s?-?\s?bab|bab|bagian|sub\s?bagian)\s+ini\s+(?:di(?:uraikan|sajikan|jelaskan|kemukakan|paparkan|isi)|memuat|berisi|menguraikan|menyajikan)\b"
    r"|(?:^|[(\[])\s*(?:di)?isi(?:lah)?\s+(?:dengan|sesuai|oleh)\b"
    r"|\b(?:tuliskan|sebutkan|uraikan|jelaskan)\s+(?:nama|secara|dengan|di\s+sini|hal|capaian|faktor|kendala|upaya)\b|\blorem\s+ipsum\b", re.IGNORECASE)
_BLANK = re.compile(
    r"[\[<{](?=[^\]>}]{0,60}\b(?:nama|tahun|instansi|jabatan|tanggal|nomor|nilai|isi|sebutkan|opd|skpd|kecamatan|kabupaten|bulan|jumlah)\b)[^\]>}\d]{2,60}[\]>}]"
    r"|\b(?:tahun|sebesar|nomor|no|kecamatan|kabupaten|tanggal|bulan|yaitu|adalah|sebanyak|rp|target|realisasi|capaian|desa|persen)\b[.:]?\s*(?:\.{4,}|…{2,}|_{3,})"
    r"|\.{6,}|…{3,}|_{4,}|(?-i:\bx{3,}\b|\bX{4,}\b)", re.IGNORECASE)
_STRUCTURE = re.compile(r"sistematika|susunan laporan|daftar isi", re.IGNORECASE)


@rule("LK622", "Teks contoh belum diganti", Severity.WARNING)
def template_text_left(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Kalimat petunjuk atau tempat kosong dari contoh yang tertinggal di laporan atau di lembar Analisis dan Tindak Lanjut:
    "pada sub bab ini diuraikan …", "[nama instansi]", "diisi dengan …", "tahun …". Petunjuk seperti itu boleh berada di
    sistematika penulisan.

    ## Mengapa penting

    Bagian itu belum ditulis; yang tercetak hanya petunjuknya.

    ## Cara memperbaiki

    Ganti dengan isi yang sebenarnya, atau hapus kalimat itu.

    ## Dasar hukum

    Tidak ada.
    """
    texts = chain(written(check, Analisis=ANALISIS, TindakLanjut=TINDAK), quoted(check, "kalimat", "judul", "keadaan", "formula"))
    for _, group in grouped((normal(p.text), p) for p in texts if _left(p)):
        first = group[0]
        yield Hit(first.spot, f"{first.place}: \"{short(first.text)}\" adalah teks contoh atau petunjuk yang belum diganti.{also(group)}", found=first.text, related=rest(group))


_MARKS = ("[", "<", "{", "..", "…", "__", "xxx", "XXXX")
_GUIDE_WORDS = (" ini ", "isi", "tuliskan", "sebutkan", "uraikan", "jelaskan", "lorem")


def _left(passage: Passage) -> bool:
    text = passage.text
    if any(m in text for m in _MARKS) and _BLANK.search(text):
        return True
    place, small = f"{passage.place} {passage.subject}", text.casefold()
    return any(w in small for w in _GUIDE_WORDS) and bool(_GUIDE.search(text)) and not _STRUCTURE.search(place) and not _STRUCTURE.search(text)
