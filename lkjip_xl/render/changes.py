"""The tables of `lkjip diff` and `lkjip migrate`."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lkjip_xl.changes import Change, ChangeKind, Diff, FindingChange, FindingState, Leftover, Migration, Side
from lkjip_xl.values import angka

WIDTH = 120
SHOWN = 4
"""Results named under the change they follow from, and cells of a row, before "dan n lainnya"."""
STYLE = {FindingState.NEW: "bold red", FindingState.GONE: "green", FindingState.OTHER: "yellow", FindingState.SAME: "dim"}


def _console(out: io.StringIO, width: int | None, color: bool) -> Console:
    return Console(file=out, width=width or WIDTH, force_terminal=color, no_color=not color, highlight=False, legacy_windows=False)


def diff_table(diff: Diff, *, width: int | None = None, color: bool = False) -> str:
    """What sets the two apart, changes with what follows from them, results nobody can trace, findings, and a summary."""
    out = io.StringIO()
    console = _console(out, width, color)
    for word, side in (("Lama", diff.old), ("Baru", diff.new)):
        console.print(Text(f"{word}: {_head(side)}", style="bold"))
    for said in diff.apart:
        console.print(Text(f"Berbeda, {said}.", style="yellow"))
    changes = [c for c in diff.changes if c.kind is not ChangeKind.RESULT]
    under, apart = _followers(changes, [c for c in diff.changes if c.kind is ChangeKind.RESULT])
    if changes:
        console.print(_changes(changes, under))
    if apart:
        console.print("Hasil yang berubah tanpa satu isian yang terlacak (misalnya karena ID, level atau susunan baris):")
        console.print(_changes(apart, {}))
    shown = [f for f in diff.findings if f.state is not FindingState.SAME]
    if shown:
        console.print(_findings(shown))
    if diff.note:
        console.print(Text(diff.note))
    console.print(Text(_summary(diff)))
    return out.getvalue()


def _head(side: Side) -> str:
    return " · ".join(x for x in (side.file, side.instansi, str(side.tahun or ""), side.periode) if x)


def _followers(changes: Sequence[Change], results: Sequence[Change]) -> tuple[dict[str, list[Change]], list[Change]]:
    """Results by the place of the first change they follow from, and those that follow from none."""
    rank = {place: n for n, place in reversed(list(enumerate(c.place for c in changes)))}
    under: dict[str, list[Change]] = {}
    apart: list[Change] = []
    for result in results:
        first = min((p for p in result.causes if p in rank), key=lambda p: rank[p], default="")
        (under.setdefault(first, []) if first else apart).append(result)
    return under, apart


def _changes(changes: Sequence[Change], under: dict[str, list[Change]]) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("Sel", no_wrap=True)
    table.add_column("Jenis", no_wrap=True)
    table.add_column("Dahulu → kini", ratio=1)
    told: set[str] = set()
    for c in changes:
        followers = [] if c.place in told else under.get(c.place, [])
        told.add(c.place)
        table.add_row(Text(_cell(c)), c.kind.value, _words(c, followers))
    return table


def _cell(c: Change) -> str:
    if not c.new_place:
        return f"{c.old_place}\n(dahulu)"
    return f"{c.new_place}\n(dahulu {c.old_place.rpartition('!')[2]})" if c.old_place and c.old_place != c.new_place else c.new_place


def _words(c: Change, followers: Sequence[Change]) -> Text:
    about = " · ".join(x for x in (c.subject, c.column) if x)
    if c.cells:
        more = f"; dan {len(c.cells) - SHOWN} isian lain" if len(c.cells) > SHOWN else ""
        said = "; ".join(f"{header} {shown}" for header, shown in c.cells[:SHOWN]) + more
    elif c.kind in (ChangeKind.ROW_MOVED, ChangeKind.FRAME) or (not c.column and c.kind is ChangeKind.FORMULA):
        said = c.note
    else:
        said = f"{c.old.shown} → {c.new.shown}" + (f" ({c.note})" if c.note else "")
    text = Text(": ".join(x for x in (about, said) if x))
    for r in followers[:SHOWN]:
        others = [p for p in r.causes if p != c.place]
        also = f" (juga karena {', '.join(others[:2])}{' dan lainnya' if len(others) > 2 else ''})" if others else ""
        text.append(f"\n↳ {' · '.join(x for x in (r.place, r.subject, r.column) if x)}: {r.old.shown} → {r.new.shown}{also}", style="dim")
    if len(followers) > SHOWN:
        text.append(f"\n↳ dan {len(followers) - SHOWN} hasil lain", style="dim")
    return text


def _findings(found: Sequence[FindingChange]) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("Sel", no_wrap=True)
    table.add_column("Temuan", no_wrap=True)
    table.add_column("Isi temuan", ratio=1)
    for f in found:
        place = f"{f.old_place or 'berkas'}\n(dahulu)" if f.state is FindingState.GONE else f.finding.place or "berkas"
        table.add_row(Text(place), Text(f"{f.finding.code} {f.finding.severity.word}\n{f.state.value}", style=STYLE[f.state]), Text(f.finding.message))
    return table


def _summary(diff: Diff) -> str:
    if diff.same:
        rest = f" {len(diff.findings)} temuan tetap." if diff.findings else ""
        return f"Tidak ada yang berubah.{rest}"
    kinds = Counter(c.kind for c in diff.changes)
    states = Counter(f.state for f in diff.findings)
    parts = ["Isi: " + (", ".join(f"{kinds[k]} {k.value}" for k in ChangeKind if kinds[k]) or "tidak berubah")] if diff.only != "temuan" else []
    if diff.only != "isi" and not diff.note:
        parts.append("Temuan: " + (", ".join(f"{states[s]} {s.value}" for s in FindingState if states[s]) or "tidak ada"))
    return ". ".join(parts) + "." if parts else ""


def migration_table(migration: Migration, *, width: int | None = None, color: bool = False) -> str:
    """How much was carried, what the new version adds, and the list of what was not carried."""
    out = io.StringIO()
    console = _console(out, width, color)
    versions = f"versi {migration.former or '?'} → {migration.version}"
    console.print(Text(" · ".join(x for x in (migration.file, migration.instansi, versions) if x), style="bold"))
    over = f" dan {angka(migration.over)} isi di atas rumus" if migration.over else ""
    console.print(f"{angka(migration.carried)} isian{over} dibawa apa adanya.")
    if migration.added:
        console.print(Text(f"Baru pada versi {migration.version}, masih kosong: {', '.join(migration.added)}."))
    if migration.leftovers:
        console.print(_leftovers(migration.leftovers))
    console.print("Semua isian dibawa." if migration.whole else f"{len(migration.leftovers)} hal tidak dibawa apa adanya; periksa daftar ini.")
    if migration.output:
        console.print(Text(f"Buku kerja ditulis ke {migration.output}."))
    return out.getvalue()


def _leftovers(leftovers: Sequence[Leftover]) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("Tempat lama", no_wrap=True)
    table.add_column("Jenis", no_wrap=True)
    table.add_column("Isi dan sebab", ratio=1)
    for x in leftovers:
        text = Text(x.value)
        if x.instead:
            text.append(f" → {x.instead}")
        text.append(f"\n{x.why}", style="dim")
        table.add_row(Text(x.place), x.kind.value, text)
    return table
