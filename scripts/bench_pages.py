"""Compare page counts with those that the authoring programs recorded, over a corpus of files.

``WENFANG_CORPUS=folder python scripts/bench_pages.py [kind ...]``; the folder has a
``manifest.json``, a list of objects with ``file``, ``kind`` and ``recorded_pages``.
"""

import json
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from wenfang.press import PressError, press_document

AT_ONCE = 2
KINDS = ("zh-docx-pages", "intl-docx-pages")


class Count(NamedTuple):
    """The two page counts of one file; ``ours`` is None when the press refused it."""

    kind: str
    file: str
    recorded: int
    ours: int | None
    note: str

    @property
    def miss(self) -> float:
        return float("inf") if self.ours is None else abs(self.ours - self.recorded)


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def counted(corpus: Path, entry: dict[str, str], recorded: int) -> Count:
    """Press one file without drawing a page and count its pages."""
    with tempfile.TemporaryDirectory(prefix="wenfang-pages-") as out:
        try:
            pressed = press_document(corpus / entry["file"], Path(out) / "out", last=0)
        except PressError as error:
            return Count(entry["kind"], entry["file"], recorded, None, error.code)
    return Count(entry["kind"], entry["file"], recorded, pressed.pages, "")


def count_all(corpus: Path, kinds: tuple[str, ...]) -> list[Count]:
    entries = json.loads((corpus / "manifest.json").read_text("utf-8"))
    chosen = [entry for entry in entries if entry["kind"] in kinds and entry.get("recorded_pages")]
    with ProcessPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(counted, corpus, entry, entry["recorded_pages"]) for entry in chosen]
        return [one.result() for one in waiting]


def share(counts: list[Count], at_most: int) -> str:
    hits = sum(count.miss <= at_most for count in counts)
    return f"{hits}/{len(counts)} {hits / len(counts):6.1%}"


def report(counts: list[Count]) -> None:
    for kind in dict.fromkeys(count.kind for count in counts):
        chosen = [count for count in counts if count.kind == kind]
        say(f"{kind:<18} exact {share(chosen, 0)}   within one {share(chosen, 1)}")
    for count in sorted(counts, key=lambda count: -count.miss):
        if count.miss:
            ours = count.note if count.ours is None else count.ours
            say(f"  recorded {count.recorded:>4}, ours {ours!s:>4}  {count.file}")


def main() -> int:
    """Print one line per kind and one per miss."""
    corpus = os.environ.get("WENFANG_CORPUS")
    if not corpus:
        say("WENFANG_CORPUS names no folder, so there is nothing to compare.")
        return 0
    began = time.monotonic()
    counts = count_all(Path(corpus), tuple(sys.argv[1:]) or KINDS)
    report(counts)
    say(f"{len(counts)} files in {time.monotonic() - began:.0f} s, {AT_ONCE} at once")
    return 0


if __name__ == "__main__":
    sys.exit(main())
