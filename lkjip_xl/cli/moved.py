"""Commands that take two workbooks, or two versions of one: diff, migrate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lkjip_xl.cli.common import Force, Output, app, one_of, stop, width
from lkjip_xl.render.lists import ListFormat


@app.command()
def diff(
    lama: Annotated[Path, typer.Argument(help="Buku kerja yang dahulu.")],
    baru: Annotated[Path, typer.Argument(help="Buku kerja yang sekarang.")],
    form: Annotated[ListFormat, typer.Option("--format", help="table, json, atau csv.")] = ListFormat.TABLE,
    hanya: Annotated[str, typer.Option("--hanya", help="Bandingkan hanya isi atau hanya temuan.")] = "",
) -> None:
    """Menampilkan apa yang berubah antara dua buku kerja; kode keluar 1 bila ada yang berubah."""
    from lkjip_xl import diff as comparing  # noqa: PLC0415 - heavy modules are loaded by the command that needs them
    from lkjip_xl.render.lists import render_diff  # noqa: PLC0415

    if hanya:
        one_of(hanya, (comparing.CONTENT, comparing.FINDINGS), "--hanya")
    found = comparing.diff(lama, baru, hanya)
    terminal = sys.stdout.isatty()
    typer.echo(render_diff(found, form, width=width() if terminal else None, color=terminal), nl=False)
    raise typer.Exit(0 if found.same else 1)


@app.command()
def migrate(
    file: Annotated[Path, typer.Argument(help="Buku kerja versi lama yang sudah diisi.")],
    output: Output,
    daftar: Annotated[Path | None, typer.Option("--daftar", help="Tulis juga daftar yang tidak dibawa ke berkas CSV ini.")] = None,
    form: Annotated[ListFormat, typer.Option("--format", help="table, json, atau csv.")] = ListFormat.TABLE,
    profil: Annotated[str, typer.Option(help="Profil kebijakan formulir baru; kosong: profil berkas itu sendiri.")] = "",
    salin: Annotated[bool, typer.Option("--salin", help="Juga bila versinya sudah yang kini: tulis salinan bersih dengan isi yang sama.")] = False,
    force: Force = False,
) -> None:
    """Memindahkan isi buku kerja versi lama ke formulir versi kini; kode keluar 1 bila ada yang tidak dibawa apa adanya."""
    from dataclasses import replace  # noqa: PLC0415

    from lkjip_xl import migrate as moving  # noqa: PLC0415
    from lkjip_xl import pipeline  # noqa: PLC0415
    from lkjip_xl.render.lists import leftovers_csv, render_migration  # noqa: PLC0415

    targets = [path for path in (output, daftar) if path is not None]
    if len({path.resolve() for path in (file, *targets)}) <= len(targets):
        stop("berkas asal, berkas hasil dan daftar harus tiga berkas yang berlainan; berkas asal tidak pernah diubah.")
    for path in targets:
        pipeline.may_save(path, force=force)
    content, found = moving.migrate(file, profil=profil, copy=salin)
    pipeline.save(output, content, force=force)
    if daftar is not None:
        pipeline.save(daftar, leftovers_csv(found.leftovers).encode(), force=force)
    terminal = sys.stdout.isatty()
    typer.echo(render_migration(replace(found, output=str(output)), form, width=width() if terminal else None, color=terminal), nl=False)
    raise typer.Exit(0 if found.whole else 1)
