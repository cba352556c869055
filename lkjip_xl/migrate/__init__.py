"""Carries a filled workbook of an older template version into the version in force, and lists what could not be carried as it stood.

The list is not what we know we left out: every filled cell of the old workbook is held against the cell that stands for it in the new one, and what is
not there goes on the list (`cells`), as does everything that stands in no cell of ours (`beside`).
"""

from __future__ import annotations

import io
from pathlib import Path

from lkjip_xl import pipeline, profile
from lkjip_xl.changes import Migration
from lkjip_xl.check import Check
from lkjip_xl.errors import LkjipError, SpecError
from lkjip_xl.layout import standard
from lkjip_xl.migrate.beside import beside
from lkjip_xl.migrate.carry import carried_data
from lkjip_xl.migrate.cells import Held, Pair
from lkjip_xl.older import Former, as_current
from lkjip_xl.profile import Profile
from lkjip_xl.reader import read
from lkjip_xl.spec import book, versions
from lkjip_xl.writer.workbook import rows_for


class NotMigrated(LkjipError):
    """A workbook that cannot be moved, with what to do instead."""


def migrate(path: Path, *, profil: str = "", copy: bool = False) -> tuple[bytes, Migration]:
    """The workbook in the version in force, and what became of its content. `copy` allows a workbook that already has that version: a clean one is written."""
    check = pipeline.content(path)
    former = as_current(check.raw)[1]
    _may_move(check, former, copy=copy)
    data, reasons = carried_data(check, former)
    written = pipeline.write_filled(data, _policies(check, profil))
    pair = Pair(check, former, read(io.BytesIO(written)), standard(rows_for(data)), reasons)
    held = Held()
    leftovers = [*pair.leftovers(held), *beside(path, written, pair)]
    return written, Migration(
        str(path), "", str(check.form("Identitas", "instansi") or ""), check.identity[1], book.TEMPLATE_VERSION, held.inputs, held.over, _added(former), tuple(leftovers))


def _may_move(check: Check, former: Former, *, copy: bool) -> None:
    template, version = check.identity
    known = f"Yang dapat dipindahkan: versi {', '.join(versions.older())}."
    if template != book.TEMPLATE_ID and (template or check.stopped):
        raise NotMigrated(f"{check.file} bukan formulir {book.TEMPLATE_ID}, jadi isinya tidak dapat dipindahkan.")
    if former.version:
        return
    if versions.is_newer(version):
        raise NotMigrated(f"{check.file} berversi {version}, lebih baru daripada program ini (versi {book.TEMPLATE_VERSION}). Perbarui program, lalu coba lagi.")
    if version and version not in book.ACCEPTED_VERSIONS:
        raise NotMigrated(f"{check.file} berversi {version}, yang tidak dikenal. {known}")
    if not copy:
        said = f"sudah versi kini ({version})" if version else "tidak menyebut versinya"
        raise NotMigrated(f"{check.file} {said}, jadi tidak perlu dipindahkan. Untuk menulis salinan bersih dengan isi yang sama, tambahkan --salin.")


def _policies(check: Check, profil: str) -> Profile:
    try:
        return profile.load(profil or check.own_profile or profile.DEFAULT)
    except SpecError as error:
        raise NotMigrated(str(error) if profil else f"{error} Sebut profil yang berlaku dengan --profil.") from error


def _added(former: Former) -> tuple[str, ...]:
    """New sheets and columns, each sheet once."""
    found: dict[str, None] = {}
    for name in former.added:
        if name in book.TABLES or name in book.FORMS:
            found[f"lembar {book.SHEET_OF[name].name}"] = None
        else:
            part, _, key = name.partition("_")
            owner = book.TABLES[part] if part in book.TABLES else book.FORMS[part]
            found[f"{'kolom' if part in book.TABLES else 'isian'} {owner[key].header} di {book.SHEET_OF[part].name}"] = None
    return tuple(found)


__all__ = ["NotMigrated", "migrate"]
