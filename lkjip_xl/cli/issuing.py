"""Commands that make workbooks: template, fill, extract, demo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lkjip_xl.cli.common import Force, Output, app, one_of, stop, width
from lkjip_xl.render import Format


def _rows(settings: list[str]) -> dict[str, int]:
    """`["anggaran=300"]` as a mapping; usage error for anything else."""
    rows: dict[str, int] = {}
    for setting in settings:
        name, _, count = setting.partition("=")
        if not count.isdigit():
            stop(f"--baris {setting!r}: tulis tabel=jumlah, misalnya anggaran=300.")
        rows[name.strip()] = int(count)
    return rows


@app.command()
def template(
    output: Output,
    instansi: Annotated[str, typer.Option(help="Nama instansi, misalnya 'Kecamatan Sungai Raya'.")],
    tahun: Annotated[int, typer.Option(help="Tahun kinerja.")],
    profil: Annotated[str, typer.Option(help="Profil kebijakan kabupaten.")] = "netral",
    kode: Annotated[str, typer.Option(help="Kode instansi.")] = "",
    jenis: Annotated[str, typer.Option(help="kecamatan, dinas, badan, ...")] = "kecamatan",
    baris: Annotated[list[str] | None, typer.Option(help="Jumlah baris sebuah tabel, misalnya anggaran=300; boleh diulang.")] = None,
    force: Force = False,
) -> None:
    """Menulis formulir kosong untuk satu instansi."""
    from lkjip_xl import pipeline  # noqa: PLC0415 - heavy modules are loaded by the command that needs them
    from lkjip_xl.spec.lists import LISTS  # noqa: PLC0415

    one_of(jenis, LISTS["jenis_instansi"], "--jenis")
    content = pipeline.make_template({"instansi": instansi, "kode": kode, "jenis": jenis, "tahun": tahun}, profil, _rows(baris or []))
    pipeline.save(output, content, force=force)
    typer.echo(f"Formulir {instansi} {tahun} ditulis ke {output}.")


@app.command()
def fill(data: Annotated[Path, typer.Argument(help="Berkas data TOML.")], output: Output, force: Force = False) -> None:
    """Mengisi formulir dengan berkas data TOML."""
    from lkjip_xl import pipeline  # noqa: PLC0415

    pipeline.save(output, pipeline.fill(data), force=force)
    typer.echo(f"Buku kerja ditulis ke {output}.")


@app.command()
def extract(file: Annotated[Path, typer.Argument(help="Buku kerja yang sudah diisi.")], output: Output, force: Force = False) -> None:
    """Mengambil isi buku kerja menjadi berkas data TOML."""
    from lkjip_xl import pipeline  # noqa: PLC0415

    pipeline.save(output, pipeline.extract(file).encode(), force=force)
    typer.echo(f"Berkas data ditulis ke {output}.")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Folder hasil; berkas demo lama di dalamnya diganti.")] = Path("lkjip-demo"),
) -> None:
    """Menjalankan seluruh jalan: formulir kosong, diisi laporan nyata, lalu diperiksa; juga laporan contoh lainnya."""
    from lkjip_xl import pipeline  # noqa: PLC0415
    from lkjip_xl.render import render  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    blank, returned = folder / "kosong.xlsx", folder / "sungai-raya-2024.xlsx"
    identity = {"instansi": "Kecamatan Sungai Raya", "jenis": "kecamatan", "tahun": 2024}
    pipeline.save(blank, pipeline.make_template(identity, "hss"), force=True)
    typer.echo(f"1. Formulir kosong: {blank}")
    pipeline.save(returned, pipeline.fill(pipeline.sample("sungai-raya-2024") / "data.toml"), force=True)
    typer.echo(f"2. Diisi laporan Kecamatan Sungai Raya 2024: {returned}")
    report = pipeline.validate(returned)
    typer.echo("3. Yang salah dalam laporan itu:\n")
    terminal = sys.stdout.isatty()
    typer.echo(render([report], Format.TABLE, width=width() if terminal else None, color=terminal), nl=False)
    others = folder / "laporan-lain"
    others.mkdir(exist_ok=True)
    typer.echo(f"4. Laporan lain, juga disalin apa adanya, di {others}:\n")
    for name in pipeline.samples():
        if name != returned.stem:
            path = others / f"{name}.xlsx"
            pipeline.save(path, pipeline.fill(pipeline.sample(name) / "data.toml"), force=True)
            found = pipeline.validate(path)
            typer.echo(f"   {name}: {found.instansi} {found.tahun} {found.periode}, {found.counts}")
