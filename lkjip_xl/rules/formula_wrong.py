"""LK127: a formula text that cannot give what it is to give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lkjip_xl.check import Check, Spot
from lkjip_xl.findings import Severity
from lkjip_xl.quotes import Quote, ledger, normal
from lkjip_xl.quotes.people import counts_of
from lkjip_xl.rules import _formula as formula
from lkjip_xl.rules._sound import sound
from lkjip_xl.rules.rule import Hit, rule
from lkjip_xl.spec.sheets.plan import YEARS
from lkjip_xl.values import angka, poin


@rule("LK127", "Rumus indikator keliru")
def formula_wrong(check: Check) -> Iterator[Hit]:
    """## Apa yang ditemukan

    Rumus di lembar IKU atau dalam kutipan yang tidak dapat menghasilkan nilainya: pembagian yang dikalikan persen lain daripada
    100 (misalnya targetnya sendiri), persentase tanpa pembagian, pembagi yang menghitung satu desa sedangkan pembilangnya seluruh
    desa, rumus capaian yang tidak menghasilkan 100 % bila realisasi sama dengan target, dan lambang yang dijelaskan dua kali.
    Keterangan lambang dibaca dari rumus itu sendiri dan dari baris kutipan tabel yang sama. Yang berikut hanya peringatan:
    lambang tanpa penjelasan di samping lambang yang dijelaskan, pembagi jumlah desa bila laporannya dihitung per bulan atau per
    triwulan, dan rumus survei kepuasan tanpa tanda bagi. Rumus survei yang belum dikonversi ke skala 25 sampai 100 cukup info.

    ## Mengapa penting

    Rumus yang salah membuat realisasi tidak dapat dihitung ulang. Rumus yang dikalikan target tidak akan pernah melampauinya.

    ## Cara memperbaiki

    Tulis rumusnya lengkap: pembilang dibagi penyebut dikali 100 %. Samakan di lembar IKU dan di laporan.

    ## Dasar hukum

    Tidak ada; rumus dinyatakan dalam dokumen IKU.
    """
    if not sound(check, "Renstra", "id", "jenis"):
        return
    groups: dict[tuple[str, str], list[tuple[_Text, Hit]]] = {}
    for text in _texts(check):
        for kind, hit in _faults(check, text):
            groups.setdefault((text.id.casefold() or text.name.casefold(), kind), []).append((text, hit))
    for found in groups.values():
        first, hit = found[0]
        same = len({normal(t.text) for t, _ in found}) == 1
        more = f" {'Sama tercetak' if same else f'Begitu juga rumus {first.name}'} di {len(found) - 1} tempat lain." if len(found) > 1 else ""
        related = (*hit.related, *(a for t, h in found[1:] for a in (t.address, *h.related)))
        yield replace(hit, message=hit.message + more, related=tuple(dict.fromkeys(related)))


@dataclass(frozen=True, slots=True)
class _Text:
    """One formula as written, of an indikator or of something else."""

    text: str
    name: str
    id: str
    jenis: str
    spot: Spot
    address: str
    quote: Quote | None = None
    """The quotation it is from; None for a cell of IKU."""


def _texts(check: Check) -> Iterator[_Text]:
    jenis = {r.text("id").casefold(): r.text("jenis") for r in check.rows("Renstra")}
    for row in check.rows("IKU") if sound(check, "IKU", "id", "formulasi") else ():
        if row.text("formulasi"):
            yield _Text(row.text("formulasi"), row.text("id"), row.text("id"), jenis.get(row.text("id").casefold(), ""), row.spot("formulasi"), row.address("formulasi"))
    for q in ledger(check).quotes:
        if q.besaran == "formula" and q.ours:
            id_ = q.thing.ids[0] if len(q.thing.ids) == 1 else ""
            yield _Text(q.text, q.thing.text, id_, jenis.get(id_.casefold(), ""), q.spot, q.address, q)


Fault = tuple[str, Hit]
"""Kind of fault and its finding."""


def _faults(check: Check, text: _Text) -> Iterator[Fault]:
    found = _factor(check, text) or _no_division(text) or _divisor(check, text) or _periods(check, text) or _achievement(text) or _symbols(check, text) or _survey(check, text)
    if found is not None:
        yield found


def _hit(text: _Text, says: str, expected: str = "", calculation: str = "", severity: Severity | None = None, advice: str = "") -> Hit:
    words = " ".join(text.text.split())
    name = text.name if text.id or len(text.name.split()) < 3 else f'"{text.name}"'
    return Hit(text.spot, f"Rumus {name} {says}.", advice=advice, found=words if len(words) <= 120 else words[:117].rstrip() + "...", expected=expected, calculation=calculation, severity=severity)


def _factor(check: Check, text: _Text) -> Fault | None:
    """A share that is multiplied by another percent than 100."""
    factor = formula.factor(text.text)
    if factor is None or factor == 0:
        return None
    own = factor in _targets(check, text.id)
    if not own and not (text.jenis in ("persen", "") and formula.divides(text.text)):
        return None
    why = f"dikalikan {poin(factor, None)}, yaitu targetnya sendiri, sehingga realisasi tidak pernah dapat melampaui target" if own else f"dikalikan {poin(factor, None)}, bukan 100 %"
    return f"faktor {factor}", _hit(text, why, expected="× 100 %")


def _targets(check: Check, id_: str) -> set[Fraction]:
    rows = [row for table in ("PK", "Renstra") if (row := check.by_id(table, id_)) is not None] if id_ else []
    keys = ("target_murni", "target_perubahan", "akhir", *(f"t{k}" for k in range(1, YEARS + 1)))
    return {v for row in rows for key in keys if key in row.table.by_key and (v := row.number(key)) is not None}


def _no_division(text: _Text) -> Fault | None:
    """A percent that is not divided."""
    why = formula.lacks_division(text.text) if text.jenis == "persen" else ""
    if why:
        return "tanpa bagi", _hit(text, f"{why}, sehingga tidak menghasilkan persentase", expected="pembilang : penyebut × 100 %")
    if formula.lost_bar(text.text):
        return "tanda bagi", _hit(text, "tidak memuat tanda bagi di antara kedua jumlahnya", expected="total nilai persepsi : total unsur yang terisi × nilai penimbang",
                                  advice="Tulis tanda bagi di antara kedua jumlahnya, di lembar IKU dan di laporan.", severity=Severity.WARNING)
    return None


_DIVIDE = "Bagi dengan jumlah laporan yang seharusnya ada, di lembar IKU dan di laporan."


def _divisor(check: Check, text: _Text) -> Fault | None:
    """A divisor of one village below a pembilang of all villages."""
    share = formula.bare_divisor(text.text)
    if share is None:
        return None
    units = _units(check, share.each)
    many, result = (f"{angka(units)} {share.each}", poin(100 * units, 0)) if units is not None else (f"jumlah {share.each}", f"jumlah {share.each} × 100 %")
    return "pembagi", _hit(
        text, f"membagi {share.noun} dari seluruh {share.each} dengan {share.count}, yaitu jumlah untuk satu {share.each}; hasilnya melampaui 100 %",
        expected=f"dibagi {share.count} × jumlah {share.each}", advice=_DIVIDE, calculation=f"{many} × {share.count} : {share.count} × 100 % = {result}")


def _units(check: Check, noun: str) -> Fraction | None:
    """How many villages there are, by the sheets or by a quoted count; None when neither tells of more than one."""
    quoted = (q.value.number for q in ledger(check).quotes if q.besaran == "jumlah" and q.ours and not q.other_year and normal(q.thing.text) == normal(noun))
    return next((n for n in (*(n for n, _ in counts_of(check, noun)), *quoted) if n is not None and n > 1), None)


def _periods(check: Check, text: _Text) -> Fault | None:
    """A divisor with one report of each village, where each village reports every month."""
    whole = formula.counted_by_all(text.text)
    if whole is None:
        return None
    quotes = ledger(check).quotes
    beside = {q.printed_row for q in quotes if q.besaran == "formula" and text.id in q.thing.ids}
    for q in quotes:
        about = q.ours and q.besaran in ("kalimat", "keadaan") and (q.printed_row in beside or text.id in q.thing.ids)
        often = formula.how_often(q.text, whole.noun) if about else None
        if often is not None:
            times, period, each = often
            units = _units(check, whole.each)
            work = f"{angka(units)} {whole.each} × {times} : {angka(units)} × 100 % = {poin(Fraction(100 * times), 0)}" if units is not None else ""
            hit = _hit(
                text, f"membagi {whole.noun} seluruh {whole.each} dengan jumlah {whole.each}, padahal laporannya dihitung per {period} (\"{q.text}\", {q.address}): satu {whole.each} "
                f"menyampaikan {times} {whole.noun.split()[0]} dalam setahun{f' untuk setiap {each}' if each else ''}, sehingga hasilnya dapat mencapai {poin(Fraction(100 * times), 0)}",
                expected=f"dibagi {times} × {f'jumlah {each} × ' if each else ''}jumlah {whole.each}", calculation=work, severity=Severity.WARNING, advice=_DIVIDE)
            return "periode", replace(hit, related=(q.address,))
    return None


TRIED = 80
"""Target with which a formula of capaian is worked out."""


def _achievement(text: _Text) -> Fault | None:
    """A formula of capaian that does not give 100 % where realisasi and target are equal."""
    tokens = formula.parsed(text.text)
    if tokens is None:
        return None
    equal, half, small = formula.worked(tokens, TRIED, TRIED), formula.worked(tokens, TRIED // 2, TRIED), formula.worked(tokens, TRIED // 4, TRIED // 2)
    if equal is None or (equal in (1, 100) and half == small):
        return None
    shown = poin(100 * equal if "%" in tokens else equal, None)
    says = f"menghasilkan {shown} bila target dan realisasi sama-sama {TRIED}, seharusnya 100 %" if equal not in (1, 100) else "berubah bila target dan realisasi sama-sama dibagi dua"
    falling = half is not None and half > equal
    right = "(2 × target − realisasi) : target × 100 %" if falling else "realisasi : target × 100 %"
    return "capaian", _hit(text, f"{says}: pembagian dengan targetnya tidak lengkap", expected=f"100 %, dengan {right}", advice=f"Tulis {right}.")


def _symbols(check: Check, text: _Text) -> Fault | None:
    """A symbol explained twice, or used beside explained ones without an explanation."""
    meanings, used = formula.legend(text.text)
    rows = _legend_rows(check, text, used | meanings.keys())
    for symbol, q in rows:
        meanings.setdefault(symbol, []).append(q.text)
    twice = [s for s, m in meanings.items() if len({w.casefold() for w in m}) > 1]
    bare = sorted(used - meanings.keys()) if len(meanings) > 1 else []
    related = tuple(q.address for symbol, q in rows if symbol in twice)
    if not twice:
        hit = _hit(text, f"memakai {', '.join(bare)} tanpa penjelasan, sedangkan lambang lain dijelaskan", severity=Severity.WARNING, advice=f"Jelaskan juga {', '.join(bare)}.")
        return ("lambang", hit) if bare else None
    lacking = f"; {', '.join(bare)} dipakai tanpa penjelasan" if bare else ""
    told = "; ".join(f"{s} dijelaskan sebagai {' dan sebagai '.join(meanings[s])}" for s in twice)
    mix = f"; salah satu penjelasan {twice[0]} mungkin milik {bare[0]}" if bare else ""
    return "lambang", replace(_hit(text, f"menjelaskan satu lambang dua kali: {told}{lacking}", advice=f"Beri setiap lambang satu penjelasan{mix}."), related=related)


def _legend_rows(check: Check, text: _Text, symbols: set[str]) -> list[tuple[str, Quote]]:
    """Rows of the table that explain one of these symbols each (`RAK ke i`: realisasi anggaran)."""
    if text.quote is None:
        return []
    rows = (q for q in ledger(check).quotes if q.besaran == "keadaan" and normal(q.table) == normal(text.quote.table))
    return [(symbol, q) for q in rows if (symbol := formula.symbol_of(q.thing.text)) in symbols]


SURVEY_MOST = Fraction(4)
"""Highest value of a satisfaction survey before its conversion"""


def _survey(check: Check, text: _Text) -> Fault | None:
    """A formula of the satisfaction survey that ends at 4 while its target is on the scale to 100."""
    targets = _targets(check, text.id)
    if not targets or min(targets) <= SURVEY_MOST or not formula.survey_scale(text.text):
        return None
    return "konversi", _hit(
        text, f"menghasilkan nilai 1 sampai 4, sedangkan targetnya {angka(min(targets))}: konversi × 25 tidak disebut", expected="hasilnya × 25",
        advice="Tambahkan konversi × 25 di belakang rumus itu, di lembar IKU dan di laporan.", severity=Severity.INFO)
