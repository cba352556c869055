"""Throw garbled workbooks and texts at the reader: `python tools/fuzz.py [--seconds 60] [--seed 1] [--keep]`.

Workbooks: parts of our form and of a small one, changed as XML (elements cut, doubled, moved, given other values), read, located and typed in this process; one in
forty goes through the whole check in a fork. Texts: built from what people and formulas write, given to `tests/targets.py`. Coverage decides what is
changed again: an input that reaches a new line of the tool joins the corpus. `--keep` writes what breaks something to tests/fuzz-temuan/, which the tests run.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import io
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import BOOK_RELS, LONG, NUMBERS, ROOT_RELS, SHEET, WORKBOOK, form_bytes, mini, zipped  # noqa: E402 - the checkout, installed or not
from measured import SECONDS, check  # noqa: E402
from targets import TARGETS, throw  # noqa: E402

from lkjip_xl.errors import NotAWorkbook  # noqa: E402
from lkjip_xl.intake import take_in  # noqa: E402
from lkjip_xl.locate import locate  # noqa: E402
from lkjip_xl.pipeline import validate  # noqa: E402
from lkjip_xl.reader import read  # noqa: E402

FOUND = ROOT / "tests" / "fuzz-temuan"
HANG = 60
"""Seconds after which a single input counts as hanging: the process ends with a traceback."""
CORPUS = 400
OFTEN = (SHEET, WORKBOOK, "xl/sharedStrings.xml", "xl/styles.xml", BOOK_RELS, ROOT_RELS)
PIECES = (
    "<f>", "</f>", "<v>", "</v>", "<c>", "<row>", "</row>", "<is><t>", "</t></is>", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>", "<f t='shared' si='0'/>", "<r><t>",
)
TOKEN = re.compile(r"<[^>]*>|[^<]+")
CELL = re.compile(r'<c((?: r="[A-Z]+\d+")(?: s="\d+")?)((?: t="\w+")?(?:/>|>.*?</c>))', re.DOTALL)
CONTROL = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
ATTRIBUTE = re.compile(r'([\w:.]+)="([^"]*)"')
VALUES = (*NUMBERS, "A1:XFD1048576", "XFD1048576", "A0", "rId1", "rId99", "../x", "/xl/workbook.xml", "s",
          "str", "inlineStr", "b", "e", "n", "shared", "array", "dataTable", "veryHidden", "_xlnm.Print_Area",
          "#REF!", "PK!$A$1:$A$1048576", "4:18", "B (64,59)", "Rp. 1.234,-", "44,44%", "\u202e", "_x0000_", "&#65;", "&amp;", "\t\n", "0", "1", "-1", "true", "4294967296", "x" * 300)
WORDS = ("4:18", "18 dari 20", "Rp", "Rp.", "1.234.567", "1,5", "%", " persen", "(", ")", "B", "BB", "AA", "CC", "nihil",
          "-", "–", "belum diukur", "/", ":", ",", ".", ";", "≥", "<", "=", "+", "x", "e", "E", "jt", "juta", "orang", "LKD",
         "31", "12", "2024", "Januari", "Des", "TW", "IV", "'", '"', "\u00a0", "\u200b", "\n", "\t", "½", "²", "٣", "１", "\u0301",
          "\U0001f600", "\ud7ff", "tahun", "s.d.", "7.01", "0001", "IK1.1", "0", "00", "000", "9" * 40, "0." + "3" * 30,
         "SUM(", "IF(", "A1", "$B$2", "A:A", "1:1", "'Data Dukung'!", "[1]", "{1,2;3}", "#REF!", "&", "^", "@", "cmd|", "!", "_xlfn.", "TRUE()", "REPT(", "XFD1048576")


class Reached:
    """Lines of the tool that were run, by a trace function; new ones since the last look."""

    def __init__(self) -> None:
        self.lines: set[tuple[int, int]] = set()
        self.fresh = False
        self.ours: dict[int, bool] = {}

    def trace(self, frame: FrameType, _event: str, _: Any) -> Any:
        code = frame.f_code
        ours = self.ours.get(id(code))
        if ours is None:
            name = code.co_filename
            ours = self.ours[id(code)] = "lkjip_xl" in name and "/spec/" not in name and "/engine/" not in name
        if not ours:
            return None
        return self.line

    def line(self, frame: FrameType, _event: str, _: Any) -> Any:
        at = (id(frame.f_code), frame.f_lineno)
        if at not in self.lines:
            self.lines.add(at)
            self.fresh = True
        return self.line


class Fuzzer:
    """One run: chance, corpora, what was found."""

    def __init__(self, seed: int, keep: bool) -> None:
        self.chance = random.Random(seed)
        self.keep = keep
        self.reached = Reached()
        with zipfile.ZipFile(io.BytesIO(form_bytes())) as archive:
            whole = {name: archive.read(name) for name in archive.namelist()}
        self.form = whole
        self.books: list[dict[str, bytes]] = [mini(), mini(), whole]
        self.texts: list[str] = [*WORDS, *(text for text in LONG.values() if len(text) < 2000)]
        self.counts: Counter[str] = Counter()
        self.found: dict[str, str] = {}

    def run(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        turn = 0
        while time.monotonic() < end:
            faulthandler.dump_traceback_later(HANG, exit=True)
            turn += 1
            if turn % 4:
                self.text()
            elif turn % 8:
                self.book(whole=turn % 160 == 4)
            else:
                self.filled()
        faulthandler.cancel_dump_traceback_later()

    # texts

    def text(self) -> None:
        text = self.made_text()
        target = self.chance.choice(list(TARGETS))
        self.counts[target] += 1
        said = self.traced(lambda: throw(target, text)) if self.chance.random() < 0.3 else throw(target, text)
        if said.startswith("slow"):
            said = throw(target, text)  # once more, without the tracer
        if said:
            self.note(f"{target}: {re.sub(r'[0-9.]+', 'N', said)}", f"{target}-{digest(text.encode())}.txt", text.encode(), said)
        elif self.reached.fresh and len(self.texts) < CORPUS * 5:
            self.texts.append(text)
        self.reached.fresh = False

    def made_text(self) -> str:
        """A text of the corpus changed, or a new one, no longer than a cell takes."""
        text = self.chance.choice(self.texts) if self.chance.random() < 0.6 else ""
        for _ in range(self.chance.randrange(1, 7)):
            piece = self.chance.choice(WORDS) if self.chance.random() < 0.8 else chr(self.chance.choice((self.chance.randrange(32, 127), self.chance.randrange(160, 0x3000))))
            at = self.chance.randrange(len(text) + 1)
            how = self.chance.random()
            if how < 0.7:
                text = text[:at] + piece + text[at:]
            elif how < 0.85:
                text = text[:at] + text[at + self.chance.randrange(1, 4):]
            else:
                text = (text + piece) * self.chance.choice((2, 3, 50)) if len(text) < 500 else text
        return text[:32_767]

    def traced(self, do: Any) -> Any:
        sys.settrace(self.reached.trace)
        try:
            return do()
        finally:
            sys.settrace(None)

    # workbooks

    def book(self, *, whole: bool) -> None:
        parts = dict(self.chance.choice(self.books))
        for _ in range(self.chance.choice((1, 1, 1, 2, 3, 6))):
            name = self.chance.choice(sorted(parts) if self.chance.random() < 0.4 else [n for n in OFTEN if n in parts])
            parts[name] = self.mutate(parts[name])
        content = zipped(parts)
        if self.chance.random() < 0.05:
            spoilt = bytearray(content)
            for _ in range(self.chance.randrange(1, 20)):
                spoilt[self.chance.randrange(len(spoilt))] = self.chance.randrange(256)
            content = bytes(spoilt)
        if whole:
            self.counts["seluruh"] += 1
            self.checked(content)
            return
        self.counts["baca"] += 1
        said = self.traced(lambda: self.taken(content)) if self.chance.random() < 0.2 else self.taken(content)
        if said:
            self.note(said.partition(" | ")[0], f"{digest(content)}.xlsx", content, said)
        elif self.reached.fresh and len(self.books) < CORPUS:
            self.books.append(parts)
        self.reached.fresh = False

    def taken(self, content: bytes) -> str:
        start = time.process_time()
        try:
            raw = read(io.BytesIO(content))
            take_in(raw, locate(raw))
        except NotAWorkbook:
            pass
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            return f"{type(error).__name__} at {last.filename.rpartition('/')[2]}:{last.lineno} | {error}"
        spent = time.process_time() - start
        return f"slow | {spent:.1f} s" if spent > 4 * SECONDS else ""

    def filled(self) -> None:
        """Our form with other figures and words in some cells, through all rules."""
        self.counts["terisi"] += 1
        parts = dict(self.form)
        for name in self.chance.sample(sorted(n for n in parts if n.startswith("xl/worksheets/sheet")), self.chance.randrange(1, 5)):
            pieces = CELL.split(parts[name].decode())
            for at in self.chance.sample(range(1, len(pieces), 3), min(self.chance.randrange(1, 40), len(pieces) // 3)):
                pieces[at + 1] = self.content()
            parts[name] = "".join(f"<c{p}" if n % 3 == 1 else p for n, p in enumerate(pieces)).encode()
        content = zipped(parts)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "berkas.xlsx"
            path.write_bytes(content)
            try:
                validate(path)
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                last = traceback.extract_tb(error.__traceback__)[-1]
                self.note(f"{type(error).__name__} at {last.filename.rpartition('/')[2]}:{last.lineno}", f"{digest(content)}.xlsx", content, str(error)[:200])

    def content(self) -> str:
        """The end of a start tag and what stands in the cell: nothing, a number, a text, a formula, an error."""
        how = self.chance.randrange(6)
        text = escape(CONTROL.sub("", self.made_text()[:2000]))
        if how == 0:
            return "/>"
        if how == 1:
            return f"><v>{self.chance.choice((0, 1, -1, 0.5, 100, 2024, 45291, 1e15, -3.5, 1e-9, 1e300, 12, 4.18))}</v></c>"
        if how == 2:
            return f"><f>{text or 1}</f><v>1</v></c>"
        if how == 3:
            return f' t="e"><v>{self.chance.choice(("#REF!", "#N/A", "#DIV/0!", "#APA"))}</v></c>'
        return f' t="str"><v>{text}</v></c>'

    def checked(self, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "berkas.xlsx"
            path.write_bytes(content)
            measured = check(path)
        if measured.complaint:
            self.note(measured.complaint[-160:], f"{digest(content)}.xlsx", content, str(measured))

    def mutate(self, data: bytes) -> bytes:
        """One part changed: as XML most of the time, as bytes else."""
        chance = self.chance
        if chance.random() < 0.1 or len(data) < 20:
            at = chance.randrange(len(data) + 1)
            return data[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(4))) + data[at + chance.randrange(4):]
        tokens = TOKEN.findall(data.decode("utf-8", "replace"))
        if not tokens:
            return data
        at = chance.randrange(len(tokens))
        how = chance.randrange(9)
        if how == 0:
            del tokens[at : at + chance.randrange(1, 5)]
        elif how == 1:
            tokens[at:at] = tokens[at : at + chance.randrange(1, 30)] * chance.choice((1, 2, 50))
        elif how == 2:
            other = chance.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif how == 3:
            tokens[at] = self.value(tokens[at])
        elif how in (4, 5, 6):
            tags = [n for n in range(max(0, at - 50), min(len(tokens), at + 50)) if "=" in tokens[n]]
            if tags:
                n = chance.choice(tags)
                tokens[n] = self.attribute(tokens[n])
        elif how == 7:
            tokens[at:at] = [chance.choice(PIECES)]
        else:
            tokens = tokens[:at]
        return "".join(tokens).encode("utf-8", "surrogatepass")

    def value(self, token: str) -> str:
        fresh = self.chance.choice(VALUES).replace("<", "&lt;")
        return fresh if not token.startswith("<") else re.sub(r"^<(/?)[\w:.]+", lambda m: f"<{m[1]}{self.chance.choice(('c', 'row', 'v', 'f', 'x:c', 'sheetData', 'si', 't', 'xf', 'sheet'))}", token)

    def attribute(self, token: str) -> str:
        found = list(ATTRIBUTE.finditer(token))
        if not found:
            return token
        m = self.chance.choice(found)
        if self.chance.random() < 0.2:
            return token[: m.start()] + token[m.end() :]
        fresh = self.chance.choice(VALUES).replace("<", "&lt;").replace('"', "")
        return token[: m.start(2)] + fresh + token[m.end(2) :]

    def note(self, kind: str, name: str, content: bytes, said: str) -> None:
        if kind in self.found:
            return
        self.found[kind] = name
        print(f"FOUND {kind}: {said} ({name})", flush=True)
        if self.keep:
            FOUND.mkdir(exist_ok=True)
            (FOUND / name).write_bytes(content)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    fuzzer = Fuzzer(options.seed, options.keep)
    fuzzer.run(options.seconds)
    print(f"{sum(fuzzer.counts.values())} inputs ({', '.join(f'{n} {k}' for k, n in fuzzer.counts.items())}), {len(fuzzer.reached.lines)} lines reached, "
          f"{len(fuzzer.texts)} texts and {len(fuzzer.books)} workbooks in the corpus, {len(fuzzer.found)} finds")
    return 1 if fuzzer.found else 0


if __name__ == "__main__":
    sys.exit(main())
