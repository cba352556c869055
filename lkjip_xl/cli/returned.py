"""Commands that check workbooks: validate, recompute, rules, rule."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lkjip_xl.cli.common import Engine, app, expand, one_of, stop, width
from lkjip_xl.render import Format


def _codes(values: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values or [] for code in value.split(",") if code.strip())


@app.command()
def validate(
    files: Annotated[list[str], typer.Argument(help="Buku kerja, folder, atau pola seperti 'kembali/*.xlsx'.")],
    form: Annotated[Format, typer.Option("--format", help="table, json, atau csv.")] = Format.TABLE,
    select: Annotated[list[str] | None, typer.Option(help="Hanya aturan ini (kode atau awalannya, dipisah koma).")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Tanpa aturan ini (kode atau awalannya, dipisah koma).")] = None,
    min_severity: Annotated[str, typer.Option(help="Tingkat terendah yang ditampilkan: info, peringatan, galat.")] = "info",
    fail_on: Annotated[str, typer.Option(help="Tingkat terendah yang membuat kode keluar 1: info, peringatan, galat.")] = "peringatan",
    profil: Annotated[str, typer.Option(help="Profil kebijakan yang seharusnya dipakai; kosong: profil berkas itu sendiri.")] = "",
    engine: Engine = "formualizer",
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Berkas yang diperiksa sekaligus; 0: sebanyak prosesor.")] = 0,
    timeout: Annotated[float, typer.Option("--timeout", min=0, help="Batas waktu satu berkas dalam detik; 0: 20 (formulas: 300).")] = 0,
) -> None:
    """Memeriksa buku kerja yang kembali dan menampilkan temuan per sel."""
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
    paths = expand(files, lambda line: typer.echo(line, err=True))
    if not paths:
        stop("tidak ada berkas yang cocok.")
    tell = (lambda path: typer.echo(f"Memeriksa {path} ...", err=True)) if len(paths) > 1 and sys.stderr.isatty() else (lambda _: None)
    reports = [chosen.keep(r) for r in validate_files(paths, profil, engine, jobs, timeout, tell)]
    terminal = sys.stdout.isatty()
    typer.echo(render(reports, form, width=width() if terminal else None, color=terminal), nl=False)
    raise typer.Exit(chosen.exit_code(reports))


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
