"""Turn one document into page images and text, without database, data folder or Django."""

import argparse
import dataclasses
import json
import re
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from wenfang.kernel.errors import WenfangError
from wenfang.press import (
    DESKTOP_WIDTH,
    Fidelity,
    Limits,
    OurFaultError,
    PressResult,
    press_document,
)
from wenfang.press.fidelity import report_lines

NEEDS_SITE = False


class UsageError(WenfangError):
    code = "usage"
    http_status = 400
    exit_code = 2
    message_en = "{problem} Usage: wenfang press FILE --out DIR [--json] [--pages 1-3]"
    message_zh = "{problem} 用法：wenfang press FILE --out DIR [--json] [--pages 1-3]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``wenfang press``."""
    parser.add_argument("file", type=Path, help="the document")
    parser.add_argument("--out", type=Path, required=True, help="folder for pages and PDF")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--pages", default="", help="pages that become images, such as 1-3 or 5")
    parser.add_argument(
        "--time-limit", type=float, default=Limits().time_seconds, help="seconds for everything"
    )


def run(args: argparse.Namespace) -> int:
    """Press one file; every failure is an error with its own code and exit status."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    first, last = _page_range(args.pages)
    if not args.file.is_file():
        raise UsageError(problem=f"There is no file {args.file}.")
    if not args.time_limit > 0:
        raise UsageError(problem="The time limit must be more than zero.")
    try:
        result = press_document(
            args.file,
            args.out,
            first=first,
            last=last,
            widths=(DESKTOP_WIDTH,),
            limits=Limits(time_seconds=args.time_limit),
        )
    except WenfangError as error:
        print(getattr(error, "reason", "") or repr(error.__cause__ or ""), file=sys.stderr)
        raise
    except Exception as error:  # noqa: BLE001 - people never see a traceback, whatever happens
        print(repr(error), file=sys.stderr)
        raise OurFaultError(repr(error)) from None
    print(json.dumps(_answer(result), ensure_ascii=False) if args.json else _summary(result))
    return 0


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """End as if asked to, so that folders are removed and sandboxes die."""
    raise SystemExit(128 + number)


def _page_range(pages: str) -> tuple[int, int | None]:
    """First and last page; no last one means all."""
    if not pages:
        return 1, None
    found = re.fullmatch(r"([1-9]\d{0,6})(?:-([1-9]\d{0,6})?)?", pages)
    if found is None:
        raise UsageError(problem=f"{pages!r} is not a range of pages.")
    first = int(found[1])
    last = int(found[2]) if found[2] else None if "-" in pages else first
    if last is not None and last < first:
        raise UsageError(problem=f"{pages!r} ends before it begins.")
    return first, last


def _answer(result: PressResult) -> dict[str, Any]:
    """The fixed shape that other programs read; ``images`` has one entry per page."""
    return {
        "format": result.format,
        "pages": result.pages,
        "page_sizes": [list(size) for size in result.page_sizes],
        "images": [
            {"page": image.page, "file": image.file, "width": image.width, "height": image.height}
            for image in result.images
        ],
        "text_chars": [len(text) for text in result.text],
        "recorded_pages": result.recorded_pages,
        "fonts": [use._asdict() for use in result.fonts],
        "warnings": result.warnings,
        "timings": result.timings,
        "outline": [heading._asdict() for heading in result.outline],
        "fidelity": _fidelity(result.fidelity),
    }


def _fidelity(fidelity: Fidelity) -> dict[str, Any]:
    """The figures, and in ``report`` the sentences that people read."""
    lines = report_lines(fidelity)
    return dataclasses.asdict(fidelity) | {
        "fonts": [use._asdict() for use in fidelity.fonts],
        "report": {"zh": [line.zh for line in lines], "en": [line.en for line in lines]},
    }


def _summary(result: PressResult) -> str:
    title = f"{result.title}: " if result.title else ""
    seconds = result.timings.get("total", 0.0)
    return f"{title}{result.format}, {result.pages} pages, {len(result.images)} images, {seconds} s"
