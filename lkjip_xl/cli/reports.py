"""Commands that make what the office delivers, and its workbook of the next year: summary, rollover."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lkjip_xl.cli.common import FOUND, Force, Output, app, one_of, stop
from lkjip_xl.errors import ErrorsOpen

Workbook = Annotated[Path, typer.Argument(help="Buku kerja yang sudah diisi.")]
Strict = Annotated[bool, typer.Option("--strict", help="Tolak bila masih ada galat.")]


@app.command()
def summary(
    file: Workbook, output: Output,
    kertas: Annotated[str, typer.Option(help="Ukuran kertas: A4 atau F4.")] = "A4",
    strict: Strict = False, force: Force = False,
) -> None:
    """Menulis ringkasan siap cetak: ikhtisar dengan grafik, Perjanjian Kinerja, tabel-tabel Bab III, checklist reviu, dan temuan."""
    from lkjip_xl import pipeline, reporting  # noqa: PLC0415 - heavy modules are loaded by the command that needs them
    from lkjip_xl.summary import PAPERS  # noqa: PLC0415

    paper = one_of(kertas.upper(), tuple(PAPERS), "--kertas")
    pipeline.may_save(output, force=force)
    try:
        tables = reporting.report_tables(file, strict=strict)
    except ErrorsOpen as error:
        stop(str(error), FOUND)
    pipeline.save(output, reporting.summarize(tables, paper), force=force)
    subject = tables.subject
    typer.echo(f"Ringkasan {subject.instansi} {subject.span} ditulis ke {output}.")
    if subject.warning:
        typer.echo(f"Buku kerja ini {subject.warning}; setiap lembar ringkasan ditandai.", err=True)
    for missing in tables.missing:
        if missing.key != "temuan":
            typer.echo(f"Tidak termuat: {missing.title} ({missing.reason}).", err=True)


@app.command()
def rollover(
    file: Workbook, output: Output,
    tahun: Annotated[int, typer.Option(help="Tahun kinerja buku kerja yang baru.")],
    force: Force = False,
) -> None:
    """Menulis buku kerja tahun berikutnya: Renstra, IKU dan nama anggaran dibawa, target dan realisasi tahun ini menjadi pembanding."""
    from lkjip_xl import pipeline  # noqa: PLC0415
    from lkjip_xl.rollover import rollover as roll  # noqa: PLC0415

    pipeline.may_save(output, force=force)
    rolled = roll(file, tahun)
    pipeline.save(output, rolled.content, force=force)
    typer.echo(f"Buku kerja tahun {tahun} ditulis ke {output}.")
    for note in rolled.notes:
        typer.echo(f"Perhatikan: {note}")
    if rolled.findings:
        typer.echo(f"\nTemuan yang masih terbuka di {file} ({len(rolled.findings)}):")
    for f in rolled.findings:
        typer.echo(f"  {f.code} {f.severity.word} {f.place}: {f.message}")
