"""Which files are measured: the corpus that WENFANG_CORPUS names, or samples of our own making."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wenfang.cli.demo.library import build_library

GROUPS = {
    "docx": "Word docx",
    "doc": "Word doc",
    "rtf": "RTF",
    "ppt": "slides",
    "pps": "slides",
    "pptx": "slides",
    "ppsx": "slides",
    "xls": "sheets",
    "xlsx": "sheets",
    "csv": "sheets",
    "pdf": "PDF",
    "txt": "text",
    "md": "text",
    "odt": "OpenDocument",
    "ods": "OpenDocument",
    "odp": "OpenDocument",
}
OFFICE = ("Word docx", "Word doc", "RTF", "slides", "sheets", "OpenDocument")
TIMED_TO_FIRST_PAGE = ("Word docx", "Word doc", "slides")
OTHER = "other"
# Kinds of the corpus that are there to be refused; how fast that goes is no measure.
UNFIT = ("hostile", "odd", "ofd", "epub")


@dataclass(frozen=True, slots=True)
class Sample:
    """One file; ``group`` is what people call such a file, ``recorded_pages`` what it says."""

    path: Path
    kind: str
    recorded_pages: int | None = None

    @property
    def group(self) -> str:
        if self.kind in UNFIT:
            return OTHER
        return GROUPS.get(self.path.suffix.lower().lstrip("."), OTHER)


def corpus_samples(corpus: Path) -> list[Sample]:
    """Every file of the corpus, by its manifest."""
    rows = json.loads((corpus / "manifest.json").read_text("utf-8"))
    rows.sort(key=lambda row: (row["kind"], row["size"], row["file"]))
    return [
        Sample(corpus / row["file"], row["kind"], row.get("recorded_pages") or None) for row in rows
    ]


def own_samples(folder: Path) -> list[Sample]:
    """The documents of the demo library, made on the spot."""
    return [Sample(document.path, "generated") for document in build_library(folder)]


def samples(folder: Path) -> tuple[str, list[Sample]]:
    """What to call the files, and the files; ``folder`` is for those that have to be made."""
    corpus = os.environ.get("WENFANG_CORPUS")
    if corpus:
        return "the corpus", corpus_samples(Path(corpus))
    return "samples made by the project", own_samples(folder)


def every(chosen: Iterable[Sample], step: int) -> list[Sample]:
    """Each ``step``-th of the files; sorted by kind and size, they stay as mixed as before."""
    return list(chosen)[step // 2 :: step]


def of_groups(chosen: Iterable[Sample], groups: Iterable[str]) -> list[Sample]:
    wanted = set(groups)
    return [sample for sample in chosen if sample.group in wanted]
