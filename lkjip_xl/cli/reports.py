"""Commands that make what the office delivers, and its workbook of the next year: summary, report, rollover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkjip_xl.cli.common import FOUND, Force, Output, app, one_of, stop
from lkjip_xl.errors import ErrorsOpen

if TYPE_CHECKING:
    from lkjip_xl.tables import Tables

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
    tables = _tables(file, output, strict=strict, force=force)
    pipeline.save(output, reporting.summarize(tables, paper), force=force)
    _tell("Ringkasan", tables, output)


def _tables(file: Path, output: Path, *, strict: bool, force: bool) -> Tables:
    """The tables of a report, when the result may be written."""
    from lkjip_xl import pipeline, reporting  # noqa: PLC0415

    pipeline.may_save(output, force=force)
    try:
        return reporting.report_tables(file, strict=strict)
    except ErrorsOpen as error:
        stop(str(error), FOUND)


def _tell(what: str, tables: Tables, output: Path) -> None:
    """Say what was written, what marks it and what it does not hold."""
    subject = tables.subject
    typer.echo(f"{what} {subject.instansi} {subject.span} ditulis ke {output}.")
    if subject.warning:
        typer.echo(f"Buku kerja ini {subject.warning}; setiap halaman hasil ditandai.", err=True)
    for missing in tables.missing:
        if missing.key != "temuan":
            typer.echo(f"Tidak termuat: {missing.title} ({missing.reason}).", err=True)


@app.command()
def report(file: Workbook, output: Output, strict: Strict = False, force: Force = False) -> None:
    """Menulis LKjIP sebagai dokumen Word: Bab I sampai IV dari tabel yang sama dengan ringkasan; yang harus ditulis orang ditandai kuning."""
    from lkjip_xl import pipeline, reporting  # noqa: PLC0415

    tables = _tables(file, output, strict=strict, force=force)
    pipeline.save(output, reporting.write_report(tables), force=force)
    _tell("LKjIP", tables, output)


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
