"""The tool in a few functions; newcomers start here.

`make_template` and `fill` write workbooks, `extract` reads one back as data, `examine` gives everything known of one returned
workbook, `validate` its findings, `recompute_table` the three witnesses side by side. Each is what one command calls.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkjip_xl import datafile, profile
from lkjip_xl.annotate import unseen
from lkjip_xl.check import Check
from lkjip_xl.engine import UNTYPED, Engine, Inputs
from lkjip_xl.errors import LkjipError, NotAWorkbook, OutputError, OutputExists, SpecError
from lkjip_xl.findings import CLEAN, EMPTY, FOREIGN, FOUND, UNREADABLE, FileReport, Finding, arranged
from lkjip_xl.intake import Intake, take_in
from lkjip_xl.layout import Layout
from lkjip_xl.locate import Located, locate
from lkjip_xl.model import Data
from lkjip_xl.older import Former, as_current
from lkjip_xl.profile import Profile
from lkjip_xl.reader import RawBook, Source, collector_paused, read
from lkjip_xl.rules import CATALOGUE, second_look
from lkjip_xl.spec import book
from lkjip_xl.witness import Recomputed, Verdicts, compare, recompute, start
from lkjip_xl.witness.verdicts import own_value, stored_value
from lkjip_xl.writer import write_once, write_workbook


def may_save(path: Path, *, force: bool = False) -> None:
    """OutputExists when a file is there and `force` is not given, LkjipError when its folder is not: known before the work is done."""
    if path.is_dir():
        raise LkjipError(f"{path} adalah folder. Sebut nama berkasnya.")
    if path.exists() and not force:
        raise OutputExists(f"{path} sudah ada. Pakai --force untuk menggantinya.")
    if not path.parent.is_dir():
        raise LkjipError(f"Folder {path.parent} tidak ada.")


def save(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all; OutputExists when it is there and `force` is not given, OutputError when the disk does not take it."""
    may_save(path, force=force)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputError(f"{path} tidak dapat ditulis ({error.strerror or error}). Periksa ruang disk dan izin folder, atau tutup berkas itu bila sedang dibuka.") from error
        raise


def make_template(identity: dict[str, Any], profil: str = profile.DEFAULT, rows: dict[str, int] | None = None) -> bytes:
    """A blank workbook for one instansi: `identity` holds keys of the form Identitas, `rows` data rows by table name (`anggaran`)."""
    setting = datafile.rows_setting(rows or {}, "formulir")
    policies = profile.load(profil)
    given = {"kabupaten": policies.kabupaten, "periode": "TAHUNAN", "pk_versi": "murni"} | {k: v for k, v in identity.items() if v not in ("", None)}
    return write_workbook(Data(forms={"Identitas": {k: v for k, v in given.items() if v != ""}}, rows=setting), policies)


def fill(source: Path) -> bytes:
    """The workbook of a data file; DataFileError names an unknown key, id or list value."""
    data, profil = datafile.load(source)
    return write_filled(data, profile.load(profil))


def write_filled(data: Data, policies: Profile) -> bytes:
    """The workbook of data, with the stored values Excel would show also where an input is malformed."""
    with collector_paused():
        content, unknown = write_once(data, policies)
    if not unknown:
        return content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hitung.xlsx"
        path.write_bytes(content)
        recomputed = recompute(path, read(path))
    if recomputed.failure:
        raise LkjipError(f"Nilai rumus tidak dapat dihitung: {recomputed.failure}")
    return write_workbook(data, policies, recomputed.sheets)


def extract(path: Path) -> str:
    """Data file (TOML) of a filled workbook, the inverse of `fill`."""
    check = examine(path)
    return datafile.dump(datafile.from_check(check), check.own_profile or profile.DEFAULT)


def examine(path: Path, profil: str = "", engine: str = "formualizer") -> Check:
    """Everything known of one returned workbook; NotAWorkbook when it cannot be read."""
    raw, former = as_current(unseen(read(path)))
    ours = raw.custom.get("lkjip_formulir") == book.TEMPLATE_ID
    recomputed = start(path, raw, engine) if ours else None
    located, intake = _taken(raw, former)
    # A foreign workbook is not worth an engine's time: its figures are not looked at.
    recomputed = recomputed or start(path, raw, engine if located.layout.tables else "-")
    own = _own_profile(raw, intake)
    policies, asked = _policies(profil, own)
    verdicts = compare(raw, located.layout, intake, recomputed, partial=_partial(located, intake.inputs.forms, policies))
    return Check(str(path), raw, located, policies, own, verdicts, intake.values, profile_asked=asked)


def content(path: Source) -> Check:
    """What one workbook holds, and what our engine makes of it: no witness is asked, so nothing can be said of formulas; NotAWorkbook when it cannot be read."""
    with collector_paused():
        raw, former = as_current(unseen(read(path)))
        located, intake = _taken(raw, former)
        own = _own_profile(raw, intake)
        stored = Engine(intake.inputs, partial=True)
        verdicts = Verdicts(intake.inputs, stored, Engine(intake.inputs, use_overrides=False, partial=True), intake, Recomputed("", {}))
        return Check(str(path), raw, located, _policies("", own)[0], own, verdicts, intake.values)


def _taken(raw: RawBook, former: Former) -> tuple[Located, Intake]:
    located = locate(raw, former.headers)
    return located, take_in(raw, located, former.formulas)


def _own_profile(raw: RawBook, intake: Intake) -> str:
    return raw.custom.get("lkjip_profil", "") or str(intake.inputs.forms.get("Kebijakan", {}).get("profil", ""))


def _partial(located: Located, forms: dict[str, dict[str, Any]], policies: Profile) -> bool:
    """True when parts are missing or a policy cell has another type than its profile gives it."""
    cells = forms.get("Kebijakan", {})
    return bool(located.flaws) or any(type(cells.get(k, "")) is not type(v) and v != "" for k, v in policies.cells.items())


def _policies(asked: str, own: str) -> tuple[Profile, bool]:
    if asked:
        return profile.load(asked), True
    try:
        return profile.load(own or profile.DEFAULT), False
    except SpecError:
        return profile.load(profile.DEFAULT), False


def _unread(path: Path, what: str, advice: str) -> Check:
    nothing = Inputs()
    engine = Engine(nothing, partial=True)
    verdicts = Verdicts(nothing, engine, engine, Intake(), Recomputed("", {}))
    return Check(str(path), RawBook(), Located(Layout()), profile.load(profile.DEFAULT), "", verdicts, failure=what, remedy=advice)


def validate(path: Path, profil: str = "", engine: str = "formualizer") -> FileReport:
    """Findings of one file; a file that cannot be read is a report with its LK001 finding, never an exception."""
    with collector_paused():
        try:
            check = examine(path, profil, engine)
        except NotAWorkbook as error:
            return unreadable(path, error.what, error.advice)
        return _report(check)


def unreadable(path: Path, what: str, advice: str) -> FileReport:
    """Report of a file that cannot be read, or whose check had to be stopped: its one finding says what it is and what to do."""
    return _report(_unread(path, what, advice))


def _report(check: Check) -> FileReport:
    findings = tuple(run_rules(check))
    identity = check.form("Identitas", "instansi")
    template, version = check.identity
    return FileReport(
        file=check.file, template=f"{template} {version}".strip(), instansi=identity if isinstance(identity, str) else "", tahun=check.year,
        periode=str(check.form("Identitas", "periode") or ""), saved_by=_saved_by(check.raw),
        status=_status(check, findings), findings=findings,
    )


FRESH = ("Microsoft Excel", "12.0000")
"""What xlsxwriter writes as application: a file that nobody has saved since we wrote it (Excel 2007 would say the same)."""


def _saved_by(raw: RawBook) -> str:
    if (raw.application, raw.app_version) == FRESH:
        return "belum disimpan ulang sejak ditulis lkjip"
    return f"{raw.application} {raw.app_version}".strip()


def _status(check: Check, findings: tuple[Finding, ...]) -> str:
    if check.failure:
        return UNREADABLE
    if check.stopped:
        return FOREIGN
    if check.blank:
        return EMPTY
    return FOUND if findings else CLEAN


def run_rules(check: Check) -> list[Finding]:
    """Findings of every rule that applies, in reading order."""
    chosen = [
        r for r in CATALOGUE
        if r.structural or (not check.failure and not check.stopped and (r.blank_too or not check.blank))
    ]
    found = [finding for r in chosen for finding in r.findings(check)]
    return arranged([*found, *second_look(check, chosen, found)])


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """One formula cell with what each witness says."""

    place: str
    stored: Any
    recomputed: Any
    own: Any
    verdict: str
    formula: str


def recompute_table(path: Path, engine: str = "formualizer", *, everything: bool = False) -> list[WitnessRow]:
    """The three witnesses of every used formula cell of a workbook, or only of those that disagree or deviate."""
    from lkjip_xl.witness.verdicts import formula_cells  # noqa: PLC0415

    check = examine(path, engine=engine)
    if check.verdicts.recomputed.failure:
        raise LkjipError(f"{engine} tidak dapat menghitung ulang {path}: {check.verdicts.recomputed.failure}")
    rows: list[WitnessRow] = []
    for key, sheet, row, col in formula_cells(check.layout):
        found = check.raw.sheet(sheet)
        cell = found.cells.get((row, col)) if found else None
        mark, said = check.verdicts.marks.get(key), check.verdicts.disputes.get(key)
        own = own_value(check.truth if mark else check.stored, key)
        if not everything and mark is None and said is None:
            continue
        if everything and mark is None and said is None and own == "":
            continue
        verdict = str(mark or (said.dispute if said else "") or "sama")
        if said is not None and said.judge != "":
            verdict += f" (formulas: {said.judge})"
        recomputed = check.verdicts.recomputed.sheets.get(sheet, {}).get((row, col))
        rows.append(WitnessRow(
            check.sheet_spot(sheet, row, col).address, stored_value(cell), recomputed, "tidak dinilai" if own is UNTYPED else own, verdict,
            cell.formula if cell is not None and cell.formula else ""))
    return rows


def samples() -> list[str]:
    """Names of the shipped samples, sorted."""
    return sorted({p.parent.name for root in _sample_roots() for p in root.glob("*/data.toml")})


def _sample_roots() -> tuple[Path, Path]:
    here = Path(__file__).resolve().parent
    return here / "samples", here.parent / "samples"


def sample(name: str) -> Path:
    """Folder of a shipped sample: inside the wheel, or in the checkout; LkjipError when there is none."""
    for root in _sample_roots():
        if (root / name).is_dir():
            return root / name
    raise LkjipError(f"Contoh {name} tidak ada.")
