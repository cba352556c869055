"""Accepted exceptions: what they excuse, until when, what they never excuse, and how the file that holds them is read."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import right
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lkjip_xl import cli
from lkjip_xl.errors import DataFileError
from lkjip_xl.findings import EXCUSED, FOUND, FileReport, Finding, Idleness, Severity, Waiver
from lkjip_xl.rules import CATALOGUE
from lkjip_xl.waivers import loads, waivable, waive

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime.date(2026, 6, 30)
ENTRY = {"aturan": '"LK201"', "sel": '"Pengukuran!G8"', "alasan": '"Sudah dibahas."', "oleh": '"Inspektorat"', "sampai": "2026-12-31"}


def toml(*entries: dict[str, str]) -> str:
    return "\n".join("[[pengecualian]]\n" + "\n".join(f"{k} = {v}" for k, v in e.items()) for e in entries)


def but(**changes: str | None) -> dict[str, str]:
    """The right entry with some keys changed, added, or taken out."""
    return {k: v for k, v in {**ENTRY, **changes}.items() if v is not None}


# reading


def test_entry_is_read_whole() -> None:
    cell, sheet, subject = loads(toml(
        ENTRY, but(sel=None, lembar='"Data Dukung"', aturan='"lk505"', berkas='"kembali/*.xlsx"'), but(sel=None, subjek='" IK1.1 "', instansi='"Kecamatan Contoh"')))

    assert cell == Waiver(1, "LK201", "Sudah dibahas.", "Inspektorat", datetime.date(2026, 12, 31), place="Pengukuran!G8")
    assert sheet == Waiver(2, "LK505", "Sudah dibahas.", "Inspektorat", datetime.date(2026, 12, 31), sheet="Data Dukung", file="kembali/*.xlsx")
    assert subject == Waiver(3, "LK201", "Sudah dibahas.", "Inspektorat", datetime.date(2026, 12, 31), subject="IK1.1", instansi="Kecamatan Contoh")
    assert loads("") == ()


@pytest.mark.parametrize(("sel", "place"), [("pengukuran!$g$8", "pengukuran!G8"), ("'Data Dukung'!B4", "Data Dukung!B4"), ("Data Dukung!B4", "Data Dukung!B4"), ("'Jum''at'!A1", "Jum'at!A1")])
def test_cell_may_be_written_as_in_a_formula(sel: str, place: str) -> None:
    assert loads(toml(but(sel=json.dumps(sel))))[0].place == place


@pytest.mark.parametrize(("text", "said"), [
    (toml(but(aturan='"LK999"')), "nomor 1: aturan 'LK999' tidak ada"),
    (toml(ENTRY, but(alasn='"x"')), "nomor 2: kunci 'alasn' tidak dikenal"),
    (toml(but(alasan=None)), "nomor 1: alasan belum ditulis"),
    (toml(but(oleh=None)), "nomor 1: oleh belum ditulis"),
    (toml(but(sampai=None)), "nomor 1: sampai belum ditulis"),
    (toml(but(aturan=None)), "nomor 1: aturan belum ditulis"),
    (toml(but(sel=None)), "nomor 1: tulis salah satu saja dari sel, lembar, subjek; belum ada"),
    (toml(but(subjek='"IK1.1"')), "nomor 1: tulis salah satu saja dari sel, lembar, subjek; yang ditulis: sel, subjek"),
    (toml(but(alasan='"  "')), "nomor 1: alasan kosong"),
    (toml(but(oleh="5")), "nomor 1: oleh harus teks"),
    (toml(but(aturan='["LK201"]')), "nomor 1: aturan harus teks"),
    (toml(but(berkas="true")), "nomor 1: berkas harus teks"),
    (toml(but(sampai='"2026-12-31"')), "nomor 1: sampai harus tanggal tanpa tanda petik"),
    (toml(but(sampai="2026-12-31T00:00:00")), "nomor 1: sampai harus tanggal tanpa tanda petik"),
    (toml(but(sampai="2026")), "nomor 1: sampai harus tanggal tanpa tanda petik"),
    (toml(but(sel='"Pengukuran"')), "nomor 1: sel = 'Pengukuran' bukan alamat satu sel"),
    (toml(but(sel='"G8"')), "nomor 1: sel = 'G8' bukan alamat satu sel"),
    (toml(but(sel='"Pengukuran!G8:G9"')), "nomor 1: sel = 'Pengukuran!G8:G9' bukan alamat satu sel"),
    (toml(but(aturan='"LK001"')), "nomor 1: LK001 (Berkas tidak dapat dibaca) tidak dapat dikecualikan"),
    (toml(but(aturan='"LK010"')), "tidak dapat dikecualikan"),
    ("[pengecualian]\naturan = 'LK201'", "dua kurung siku"),
    ("pengecualian = [1]", "dua kurung siku"),
    ("[[pengecualian_lain]]", "bagian 'pengecualian_lain' tidak dikenal"),
    ("[[pengecualian]", "bukan TOML yang sah"),
])
def test_wrong_entry_is_named(text: str, said: str) -> None:
    with pytest.raises(DataFileError, match=re.escape(said)):
        loads(text, "kecuali.toml")


def test_what_speaks_of_the_file_is_never_excused() -> None:
    structural = {r.code for r in CATALOGUE if r.code < "LK020"}

    assert {r.code for r in CATALOGUE if not waivable(r.code)} == structural
    assert {r.code for r in CATALOGUE if r.structural} <= structural
    broken = FileReport("a.xlsx", "", "", None, "", "", "tidak terbaca", (Finding("LK001", Severity.ERROR, "", "", "Rusak.", ""),))
    assert waive([broken], [replace(loads(toml(ENTRY))[0], code="LK001", place="", sheet="")], DAY)[0] == [broken]


# applying


def finding(code: str = "LK201", place: str = "Pengukuran!G8", subject: str = "IK1.1") -> Finding:
    sheet, _, cell = place.rpartition("!")
    return Finding(code, Severity.ERROR, sheet or cell, cell if sheet else "", "Salah.", "Betulkan.", subject=subject)


def report(*findings: Finding, **more: Any) -> FileReport:
    return replace(FileReport("kembali/Muara.xlsx", "", "Kecamatan Muara  Contoh", 2025, "TAHUNAN", "", FOUND, findings), **more)


@pytest.mark.parametrize(("change", "excused"), [
    ({}, [0]),
    ({"sel": '"pengukuran!g8"'}, [0]),
    ({"sel": '"Pengukuran!G9"'}, [1]),
    ({"sel": '"Pengukuran!G7"'}, []),
    ({"sel": None, "lembar": '"pengukuran"'}, [0, 1]),
    ({"sel": None, "lembar": '"Efisiensi"', "aturan": '"LK207"'}, [3]),
    ({"sel": None, "subjek": '"ik1.1"'}, [0, 2]),
    ({"sel": None, "subjek": '"IK1"'}, []),
    ({"aturan": '"LK207"'}, []),
    ({"berkas": '"muara.xlsx"'}, [0]), ({"berkas": '"*.xlsx"'}, [0]), ({"berkas": '"kembali/*"'}, [0]), ({"berkas": '"lain/*"'}, []), ({"berkas": '"muara"'}, []),
    ({"instansi": '"kecamatan muara contoh"'}, [0]), ({"instansi": '"Kecamatan Muara"'}, []), ({"instansi": '"Kecamatan Muara Contoh"', "berkas": '"x.xlsx"'}, []),
    ({"sampai": "2026-06-30"}, [0]), ({"sampai": "2026-06-29"}, []),
])
def test_an_exception_excuses_what_it_names_and_nothing_else(change: dict[str, str | None], excused: list[int]) -> None:
    all_ = (finding(), finding(place="Pengukuran!G9", subject="IK1.2"), finding(place="Efisiensi!G8"), finding("LK207", "Efisiensi", ""))
    entries = loads(toml(but(**change)))

    (after,), idle = waive([report(*all_)], entries, DAY)

    assert [w.finding for w in after.waived] == [all_[i] for i in excused]
    assert after.findings == tuple(f for i, f in enumerate(all_) if i not in excused)
    assert {w.waiver for w in after.waived} <= set(entries)
    assert bool(idle) is not bool(excused)


def test_status_and_counts_say_that_something_is_excused() -> None:
    entries = loads(toml(ENTRY))
    (all_, some, none), _ = waive([report(finding()), report(finding(), finding("LK207")), report(finding("LK207"))], entries, DAY)

    assert [r.status for r in (all_, some, none)] == [EXCUSED, FOUND, FOUND]
    assert [r.counts for r in (all_, some, none)] == ["tidak ada temuan, 1 dikecualikan", "1 galat, 1 dikecualikan", "1 galat"]


@pytest.mark.parametrize(("change", "why", "said"), [
    ({"sampai": "2026-06-29"}, Idleness.EXPIRED, "berlaku sampai 29/06/2026) kedaluwarsa sejak 30/06/2026"),
    ({"sel": '"Pengukuran!G7"'}, Idleness.UNUSED, "(LK201 di Pengukuran!G7, oleh Inspektorat, berlaku sampai 31/12/2026) tidak terpakai: tidak ada temuan yang cocok"),
    ({"instansi": '"Kecamatan Entah"'}, Idleness.NO_FILE, "tidak terpakai: Kecamatan Entah tidak ada di antara berkas yang diperiksa"),
    ({"berkas": '"b*.xlsx"'}, Idleness.NO_FILE, "tidak terpakai: b*.xlsx tidak ada di antara berkas yang diperiksa"),
])
def test_exception_that_did_nothing_is_told(change: dict[str, str | None], why: Idleness, said: str) -> None:
    entries = loads(toml(ENTRY, but(**change)))

    _, idle = waive([report(finding())], entries, DAY)

    assert [(i.waiver, i.why) for i in idle] == [(entries[1], why)]
    assert said in idle[0].message
    assert idle[0].message.startswith("Pengecualian nomor 2 (")


def test_first_of_two_fitting_exceptions_is_shown_and_neither_is_called_unused() -> None:
    entries = loads(toml(but(sel=None, lembar='"Pengukuran"'), ENTRY))

    (after,), idle = waive([report(finding())], entries, DAY)

    assert [w.waiver.number for w in after.waived] == [1]
    assert idle == ()


PLACES = ("Pengukuran!G8", "Pengukuran!G9", "Efisiensi!G8", "Efisiensi")


@given(
    st.lists(st.builds(finding, st.sampled_from(("LK201", "LK207")), st.sampled_from(PLACES), st.sampled_from(("IK1.1", "IK1.2", ""))), max_size=8),
    st.lists(st.builds(
        but, aturan=st.sampled_from(('"LK201"', '"LK207"')), sel=st.sampled_from([json.dumps(p) for p in PLACES[:3]]), sampai=st.sampled_from(("2026-06-29", "2026-06-30")),
    ), max_size=4),
)
def test_nothing_gets_lost_or_doubled(findings: list[Finding], entries: list[dict[str, str]]) -> None:
    waivers = loads(toml(*entries))

    (after,), idle = waive([report(*findings)], waivers, DAY)

    def key(f: Finding) -> tuple[str, str, str]:
        return f.code, f.place, f.subject

    assert sorted(map(key, [*after.findings, *(w.finding for w in after.waived)])) == sorted(map(key, findings))
    assert all(w.waiver.until >= DAY for w in after.waived)
    assert {i.waiver.number for i in idle} == {w.number for w in waivers if w.until < DAY or not any((w.code, w.place) == (f.code, f.place) for f in findings)}


# the command


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def lkjip(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lkjip", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr()
        return int(stop.value.code or 0), said.out, said.err

    return lkjip


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook in which one capaian is wrong."""
    data, profil = right.annual()
    return right.write(tmp_path_factory.mktemp("salah") / "salah.xlsx", right.edit(right.few_rows(data), {"Pengukuran[2].capaian": 5}), profil)


def accepted(tmp_path: Path, found: list[dict[str, Any]]) -> Path:
    """An exception for every finding, as a file that a Windows editor saved."""
    path = tmp_path / "kecuali.toml"
    path.write_text(toml(*(but(aturan=f'"{f["code"]}"', sel=json.dumps(f"{f['sheet']}!{f['cell']}")) for f in found)), encoding="utf-8-sig")
    return path


def test_excused_findings_do_not_fail_the_run_until_their_day_is_over(run: Run, wrong: Path, tmp_path: Path) -> None:
    code, out, _ = run("validate", wrong, "--format", "json")
    found = json.loads(out)["files"][0]["findings"]
    assert (code, "LK201" in {f["code"] for f in found}) == (1, True)
    path = accepted(tmp_path, found)

    code, out, _ = run("validate", wrong, "--format", "json", "--pengecualian", path, "--pada-tanggal", "2026-12-31")
    file = json.loads(out)["files"][0]
    assert (code, file["status"], file["findings"]) == (0, "sesuai dengan pengecualian", [])
    assert [{k: v for k, v in f.items() if k != "waiver"} for f in file["waived"]] == found
    assert file["waived"][0]["waiver"] == {
        "number": 1, "code": found[0]["code"], "place": f"{found[0]['sheet']}!{found[0]['cell']}", "sheet": "", "subject": "", "file": "", "instansi": "",
        "reason": "Sudah dibahas.", "by": "Inspektorat", "until": "2026-12-31"}

    code, out, _ = run("validate", wrong, "--format", "json", "--pengecualian", path, "--pada-tanggal", "2027-01-01")
    document = json.loads(out)
    assert (code, document["files"][0]["findings"], document["files"][0]["waived"]) == (1, found, [])
    assert [(w["number"], w["why"]) for w in document["idle_waivers"]] == [(n, "expired") for n in range(1, len(found) + 1)]


def test_day_is_today_where_none_is_named(run: Run, wrong: Path, tmp_path: Path) -> None:
    today = datetime.datetime.now().astimezone().date()
    path = tmp_path / "kecuali.toml"
    said = []
    for until in (today - datetime.timedelta(days=2), today + datetime.timedelta(days=2)):
        path.write_text(toml(but(sel=None, lembar='"Pengukuran"', sampai=until.isoformat())), encoding="utf-8")
        said.append(json.loads(run("validate", wrong, "--format", "json", "--pengecualian", path)[1])["idle_waivers"])

    assert [[w["why"] for w in found] for found in said] == [["expired"], []]


def test_what_is_hidden_is_hidden_excused_or_not(run: Run, wrong: Path, tmp_path: Path) -> None:
    path = tmp_path / "kecuali.toml"
    path.write_text(toml(but(sel=None, lembar='"Pengukuran"')), encoding="utf-8")

    code, out, _ = run("validate", wrong, "--format", "json", "--pengecualian", path, "--pada-tanggal", "2026-01-01", "--ignore", "LK")
    document = json.loads(out)

    assert code == 0
    assert (document["files"][0]["findings"], document["files"][0]["waived"], document["idle_waivers"]) == ([], [], [])


def test_wrong_file_of_exceptions_stops_before_the_work(run: Run, wrong: Path, tmp_path: Path) -> None:
    path = tmp_path / "kecuali.toml"
    for text in (toml(but(aturan='"LK001"')), "x = 1"):
        path.write_text(text, encoding="utf-8")
        code, out, err = run("validate", wrong, "--pengecualian", path)
        assert (code, out) == (2, "")
        assert str(path) in err
    assert run("validate", wrong, "--pengecualian", tmp_path / "tidak-ada.toml")[0] == 2
    assert run("validate", wrong, "--pengecualian", path, "--pada-tanggal", "31/12/2026")[0] == 2


def test_output_goes_to_a_file_and_the_exit_code_stays(run: Run, wrong: Path, tmp_path: Path) -> None:
    for form in ("junit", "csv", "table"):
        target = tmp_path / f"hasil.{form}"
        _, shown, _ = run("validate", wrong, "--format", form)

        code, out, _ = run("validate", wrong, "--format", form, "-o", target)

        assert (code, out) == (1, f"Hasil pemeriksaan ditulis ke {target}.\n")
        assert target.read_bytes() == shown.encode()
    assert next(etree.fromstring((tmp_path / "hasil.junit").read_bytes()).iter("failure")).get("type")
    assert {r["keadaan"] for r in csv.DictReader(io.StringIO((tmp_path / "hasil.csv").read_text(encoding="utf-8")))} == {"terbuka"}


def test_output_never_takes_the_place_of_what_is_there(run: Run, wrong: Path, tmp_path: Path) -> None:
    target = tmp_path / "hasil.html"
    target.write_text("lama", encoding="utf-8")
    exceptions = tmp_path / "kecuali.toml"
    exceptions.write_text(toml(ENTRY), encoding="utf-8")
    before = wrong.read_bytes()

    code, out, err = run("validate", wrong, "--format", "html", "-o", target)
    assert (code, out, target.read_text(encoding="utf-8")) == (2, "", "lama")
    assert "--force" in err
    assert run("validate", wrong, "--format", "html", "-o", target, "--force")[0] == 1
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("validate", wrong, "-o", wrong, "--force")[0] == 2
    assert run("validate", wrong, "--pengecualian", exceptions, "-o", exceptions, "--force")[0] == 2
    assert run("validate", wrong, "-o", tmp_path, "--force")[0] == 2
    assert run("validate", wrong, "-o", tmp_path / "tidak" / "ada.html")[0] == 2
    assert (wrong.read_bytes(), exceptions.read_text(encoding="utf-8")) == (before, toml(ENTRY))


# the page


def test_example_of_the_page_is_read() -> None:
    page = (ROOT / "docs" / "pengecualian.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)

    assert [w.code for text in examples for w in loads(text)] == ["LK207", "LK505", "LK321"]
