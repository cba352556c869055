"""Commands that check workbooks: validate, recompute, rules, rule."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkjip_xl.cli.common import Engine, Force, Output, app, expand, one_of, stop, width
from lkjip_xl.errors import LkjipError, OutputError
from lkjip_xl.render import Format

if TYPE_CHECKING:
    from lkjip_xl.findings import FileReport


def _codes(values: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values or [] for code in value.split(",") if code.strip())


@app.command()
def validate(
    files: Annotated[list[str], typer.Argument(help="Buku kerja, folder, atau pola seperti 'kembali/*.xlsx'.")],
    form: Annotated[Format, typer.Option("--format", help="Bentuk hasil.")] = Format.TABLE,
    select: Annotated[list[str] | None, typer.Option(help="Hanya aturan ini (kode atau awalannya, dipisah koma).")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Tanpa aturan ini (kode atau awalannya, dipisah koma).")] = None,
    min_severity: Annotated[str, typer.Option(help="Tingkat terendah yang ditampilkan: info, peringatan, galat.")] = "info",
    fail_on: Annotated[str, typer.Option(help="Tingkat terendah yang membuat kode keluar 1: info, peringatan, galat.")] = "peringatan",
    profil: Annotated[str, typer.Option(help="Profil kebijakan yang seharusnya dipakai; kosong: profil berkas itu sendiri.")] = "",
    annotate: Annotated[Path | None, typer.Option(help="Tulis salinan setiap buku kerja dengan temuan yang ditandai ke folder ini.")] = None,
    engine: Engine = "formualizer",
    exceptions: Annotated[Path | None, typer.Option("--pengecualian", help="Berkas TOML berisi temuan yang diterima sebagai pengecualian.")] = None,
    day: Annotated[datetime.datetime | None, typer.Option("--pada-tanggal", formats=["%Y-%m-%d"], help="Tanggal untuk menilai masa berlaku pengecualian; kosong: hari ini.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tulis hasil ke berkas ini, bukan ke layar.")] = None,
    force: Force = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Berkas yang diperiksa sekaligus; 0: sebanyak prosesor.")] = 0,
    timeout: Annotated[float, typer.Option("--timeout", min=0, help="Batas waktu satu berkas dalam detik; 0: 20 (formulas: 300).")] = 0,
) -> None:
    """Memeriksa buku kerja yang kembali dan menampilkan temuan per sel."""
    from lkjip_xl import pipeline, waivers  # noqa: PLC0415
    from lkjip_xl.findings import Filter, Severity  # noqa: PLC0415
    from lkjip_xl.jobs import validate_files  # noqa: PLC0415
    from lkjip_xl.render import render  # noqa: PLC0415

    words = {s.word: s for s in Severity} | {s.value: s for s in Severity}
    chosen = Filter(
        _codes(select), _codes(ignore),
        words[one_of(min_severity, tuple(words), "--min-severity")], words[one_of(fail_on, tuple(words), "--fail-on")],
    )
    one_of(engine, ("formualizer", "formulas"), "--engine")
    if profil:
        from lkjip_xl import profile  # noqa: PLC0415

        profile.load(profil)
    accepted = waivers.load(exceptions) if exceptions else ()
    today = (day or datetime.datetime.now().astimezone()).date()
    paths = expand(files, lambda line: typer.echo(line, err=True))
    if not paths:
        stop("tidak ada berkas yang cocok.")
    if output is not None:
        _may_write(output, [*paths, *([exceptions] if exceptions else [])], force=force)
    tell = (lambda path: typer.echo(f"Memeriksa {path} ...", err=True)) if len(paths) > 1 and sys.stderr.isatty() else (lambda _: None)
    reports, idle = waivers.waive(validate_files(paths, profil, engine, jobs, timeout, tell), accepted, today)
    reports = [chosen.keep(r) for r in reports]
    terminal = output is None and sys.stdout.isatty()
    text = render(reports, form, idle=idle, width=width() if terminal else None, color=terminal)
    if output is None:
        typer.echo(text, nl=False)
    else:
        pipeline.save(output, text.encode(errors="replace"), force=force)
        typer.echo(f"Hasil pemeriksaan ditulis ke {output}.")
    if annotate is not None:
        _annotate(paths, reports, annotate, force=force)
    raise typer.Exit(chosen.exit_code(reports))


def _may_write(output: Path, read: list[Path], *, force: bool) -> None:
    """Stop before the work when the result could not be written, or would take the place of what is read."""
    from lkjip_xl import pipeline  # noqa: PLC0415

    if any(path.exists() and output.exists() and output.samefile(path) for path in read):
        stop(f"{output} ialah berkas yang diperiksa. Pilih nama lain untuk hasilnya.")
    pipeline.may_save(output, force=force)


def _annotate(paths: list[Path], reports: list[FileReport], folder: Path, *, force: bool) -> None:
    """Write marked copies and say on stderr where they are, and which file got none and why."""
    from lkjip_xl import marked  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for path, report, name in zip(paths, reports, marked.marked_names(paths), strict=True):
        try:
            done = marked.annotate(path, report, folder / name, force=force)
        except OutputError as error:
            stop(str(error))
        except LkjipError as error:
            typer.echo(f"lkjip: {path} tidak diberi tanda: {error}", err=True)
            continue
        written += done
        if not done:
            typer.echo(f"lkjip: {path} tidak diberi tanda karena tidak terbaca.", err=True)
    typer.echo(f"{written} salinan bertanda ditulis ke {folder}.", err=True)


@app.command()
def unmark(file: Annotated[Path, typer.Argument(help="Buku kerja bertanda.")], output: Output, force: Force = False) -> None:
    """Melepas tanda temuan dari salinan buku kerja; isi dan komentar pengguna tetap."""
    from lkjip_xl import marked, pipeline  # noqa: PLC0415

    pipeline.save(output, marked.remove_marks(file), force=force)
    typer.echo(f"Buku kerja tanpa tanda ditulis ke {output}.")


@app.command()
def recompute(
    file: Annotated[Path, typer.Argument(help="Buku kerja.")],
    engine: Engine = "formualizer",
    everything: Annotated[bool, typer.Option("--semua", help="Tampilkan semua sel rumus yang berisi, bukan hanya yang berbeda.")] = False,
) -> None:
    """Menampilkan tiga saksi setiap sel rumus: tersimpan, dihitung ulang, mesin sendiri."""
    from lkjip_xl import pipeline  # noqa: PLC0415
    from lkjip_xl.render.witnesses import render_witnesses  # noqa: PLC0415

    one_of(engine, ("formualizer", "formulas"), "--engine")
    rows = pipeline.recompute_table(file, engine, everything=everything)
    typer.echo(render_witnesses(rows, width=width() if sys.stdout.isatty() else None), nl=False)


@app.command()
def rules() -> None:
    """Menampilkan daftar semua aturan."""
    from lkjip_xl.rules import CATALOGUE, FAMILIES  # noqa: PLC0415

    family = ""
    for r in CATALOGUE:
        if r.code[:3] != family:
            family = r.code[:3]
            typer.echo(f"\n{family}xx  {FAMILIES[family]}")
        typer.echo(f"  {r.code}  {r.severity.word:<10}  {r.title}")


@app.command()
def rule(code: Annotated[str, typer.Argument(help="Kode aturan, misalnya LK201.")]) -> None:
    """Menampilkan halaman satu aturan."""
    from lkjip_xl.rules import RULES  # noqa: PLC0415

    found = RULES.get(code.upper())
    if found is None:
        stop(f"aturan {code} tidak ada. Lihat daftarnya dengan: lkjip rules")
    typer.echo(f"# {found.code} {found.title} ({found.severity.word})\n\n{found.page}")
