"""The command line: arguments in, text and exit code out. Everything else is `pipeline`.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, 3 a file unreadable.
"""

from __future__ import annotations

import glob
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from lkjip_xl.errors import LkjipError, NotAWorkbook
from lkjip_xl.render import Format

app = typer.Typer(
    name="lkjip", no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Menerbitkan, menerima kembali dan memeriksa buku kerja LKjIP.",
)
USAGE, UNREADABLE = 2, 3

Output = Annotated[Path, typer.Option("-o", "--output", help="Berkas hasil.")]
Force = Annotated[bool, typer.Option("--force", help="Ganti berkas hasil bila sudah ada.")]
Engine = Annotated[str, typer.Option("--engine", help="Mesin hitung ulang: formualizer atau formulas (lambat).")]


def _stop(message: str, code: int = USAGE) -> NoReturn:
    typer.echo(f"lkjip: {message}", err=True)
    raise typer.Exit(code)


def _one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    if value not in allowed:
        _stop(f"{option} harus salah satu dari: {', '.join(allowed)}.")
    return value


def _rows(settings: list[str]) -> dict[str, int]:
    """`["anggaran=300"]` as a mapping; usage error for anything else."""
    rows: dict[str, int] = {}
    for setting in settings:
        name, _, count = setting.partition("=")
        if not count.isdigit():
            _stop(f"--baris {setting!r}: tulis tabel=jumlah, misalnya anggaran=300.")
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

    _one_of(jenis, LISTS["jenis_instansi"], "--jenis")
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


def expand(patterns: list[str]) -> list[Path]:
    """Files named by paths, folders (their .xlsx files) and globs, each once, in order; Excel's lock files are left out."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.is_dir():
            hits = sorted(path.rglob("*.xls[xm]"))
        elif path.exists() or not glob.has_magic(pattern):
            hits = [path]
        else:
            hits = sorted(Path(p) for p in glob.glob(pattern, recursive=True))
        found |= dict.fromkeys(p for p in hits if not p.name.startswith("~$"))
    return list(found)


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
) -> None:
    """Memeriksa buku kerja yang kembali dan menampilkan temuan per sel."""
    from lkjip_xl import pipeline, profile  # noqa: PLC0415
    from lkjip_xl.findings import Severity  # noqa: PLC0415
    from lkjip_xl.render import render  # noqa: PLC0415

    words = {s.word: s for s in Severity} | {s.value: s for s in Severity}
    chosen = pipeline.Filter(
        _codes(select), _codes(ignore),
        words[_one_of(min_severity, tuple(words), "--min-severity")], words[_one_of(fail_on, tuple(words), "--fail-on")],
    )
    _one_of(engine, ("formualizer", "formulas"), "--engine")
    if profil:
        profile.load(profil)
    paths = expand(files)
    if not paths:
        _stop("tidak ada berkas yang cocok.")
    tell = (lambda path: typer.echo(f"Memeriksa {path} ...", err=True)) if len(paths) > 1 and sys.stderr.isatty() else (lambda _: None)
    reports = [chosen.keep(r) for r in pipeline.validate_files(paths, profil, engine, tell)]
    terminal = sys.stdout.isatty()
    typer.echo(render(reports, form, width=_width() if terminal else None, color=terminal), nl=False)
    raise typer.Exit(chosen.exit_code(reports))


def _width() -> int:
    import shutil  # noqa: PLC0415

    return max(60, shutil.get_terminal_size((120, 24)).columns)


@app.command()
def recompute(
    file: Annotated[Path, typer.Argument(help="Buku kerja.")],
    engine: Engine = "formualizer",
    everything: Annotated[bool, typer.Option("--semua", help="Tampilkan semua sel rumus yang berisi, bukan hanya yang berbeda.")] = False,
) -> None:
    """Menampilkan tiga saksi setiap sel rumus: tersimpan, dihitung ulang, mesin sendiri."""
    from lkjip_xl import pipeline  # noqa: PLC0415
    from lkjip_xl.render.witnesses import render_witnesses  # noqa: PLC0415

    _one_of(engine, ("formualizer", "formulas"), "--engine")
    rows = pipeline.recompute_table(file, engine, everything=everything)
    typer.echo(render_witnesses(rows, width=_width() if sys.stdout.isatty() else None), nl=False)


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
        _stop(f"aturan {code} tidak ada. Lihat daftarnya dengan: lkjip rules")
    typer.echo(f"# {found.code} {found.title} ({found.severity.word})\n\n{found.page}")


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
    typer.echo(render([report], Format.TABLE, width=_width() if terminal else None, color=terminal), nl=False)
    others = folder / "laporan-lain"
    others.mkdir(exist_ok=True)
    typer.echo(f"4. Laporan lain, juga disalin apa adanya, di {others}:\n")
    for name in pipeline.samples():
        if name != returned.stem:
            path = others / f"{name}.xlsx"
            pipeline.save(path, pipeline.fill(pipeline.sample(name) / "data.toml"), force=True)
            found = pipeline.validate(path)
            typer.echo(f"   {name}: {found.instansi} {found.tahun} {found.periode}, {found.counts}")


def main() -> None:
    """Entry point: errors of ours become one line and an exit code."""
    try:
        app()
    except NotAWorkbook as error:
        typer.echo(f"lkjip: {error.reason}", err=True)
        sys.exit(UNREADABLE)
    except LkjipError as error:
        typer.echo(f"lkjip: {error}", err=True)
        sys.exit(USAGE)


if __name__ == "__main__":
    main()
