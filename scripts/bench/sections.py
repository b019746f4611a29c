"""The measured sections of the results page, each a function from measurements to Markdown."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from scripts.bench.files import OFFICE, TIMED_TO_FIRST_PAGE, Sample
from scripts.bench.page import mebibytes, median, seconds, share_of, table, times
from scripts.bench.pressing import PRESSED, Pressed
from scripts.bench.site import SiteRun, Visit
from scripts.bench.stock import Pair
from scripts.bench.weights import Weight

ALL = "all"


def groups(chosen: Iterable[Sample]) -> list[str]:
    """The groups that occur, in the order in which people think of them."""
    there = {sample.group for sample in chosen}
    known = [group for group in OFFICE if group in there]
    return known + sorted(there - set(known))


def speed(done: list[Pressed], rates: dict[str, float]) -> str:
    """How fast the press is as a library, two at a time."""
    lines = [f"- {name}: **{rate:.2f} documents/s**" for name, rate in rates.items()]
    rows = []
    for group in groups(each.sample for each in done):
        made = [each for each in done if each.sample.group == group and each.outcome == PRESSED]
        firsts = [each.first_page for each in made if each.first_page is not None]
        wholes = [each.seconds for each in made]
        if made:
            rows.append(
                [
                    group,
                    len(made),
                    *(seconds(share_of(firsts, part)) for part in (0.5, 0.95)),
                    *(seconds(share_of(wholes, part)) for part in (0.5, 0.95)),
                ]
            )
    head = ["Program", "Files", "First page p50", "p95", "Whole p50", "p95"]
    return "\n".join(lines) + "\n\n" + table(head, rows)


def against_stock(pairs: list[Pair], visits: list[Visit]) -> str:
    """Medians of both sides, and the median of each file's own ratio."""
    to_pdf = {seen.sample.path: seen.to_pdf for seen in visits if seen.to_pdf}
    sides: dict[str, Callable[[Pair], float | None]] = {
        "engine step": lambda pair: pair.engine,
        "`wenfang press --pages 1-3`, the whole command": lambda pair: pair.command,
        "in the site, job start to PDF": lambda pair: to_pdf.get(pair.sample.path),
    }
    goals = ("≥ 2.3×", "≥ 1.5×", "≥ 3×")
    rows = []
    for (name, ours), goal in zip(sides.items(), goals, strict=True):
        both = [(pair.stock, spent) for pair in pairs if (spent := ours(pair))]
        theirs, own = median([stock for stock, _ in both]), median([spent for _, spent in both])
        ratio = median([stock / spent for stock, spent in both])
        rows.append(
            [
                name,
                len(both),
                seconds(theirs),
                seconds(own),
                times(theirs / own),
                times(ratio),
                goal,
            ]
        )
    head = ["Ours", "Files", "Stock p50", "Ours p50", "Of medians", "Median of ratios", "Goal"]
    return table(head, rows) + "\n\nEngine step by program:\n\n" + _engine_by_program(pairs)


def _engine_by_program(pairs: list[Pair]) -> str:
    rows = []
    for group in groups(pair.sample for pair in pairs):
        some = [pair for pair in pairs if pair.sample.group == group]
        ratios = [pair.stock / pair.engine for pair in some if pair.engine]
        stock, engine = (median([getattr(pair, side) for pair in some]) for side in SIDES)
        rows.append([group, len(some), seconds(stock), seconds(engine), times(median(ratios))])
    return table(["Program", "Files", "Stock p50", "Engine p50", "Median of ratios"], rows)


SIDES = ("stock", "engine")


def in_the_site(run: SiteRun) -> str:
    """What somebody who uploads sees."""
    rows = []
    for name, chosen in _by_group(run.visits):
        visible = [seen.visible for seen in chosen if seen.visible is not None]
        firsts = [seen.first_page for seen in chosen if seen.first_page is not None]
        cells = [seconds(share_of(some, part)) for some in (visible, firsts) for part in PARTS]
        rows.append([name, len(visible), *cells])
    head = ["Program", "Files", "Upload to first page p50", "p95", "Job start to first page p50"]
    return (
        table([*head, "p95"], rows)
        + f"\n\nFirst start of an empty site {seconds(run.first_start)}, second start "
        + f"{seconds(run.second_start)} (goal 5 s)."
    )


PARTS = (0.5, 0.95)


def _by_group(visits: Sequence[Visit]) -> list[tuple[str, list[Visit]]]:
    timed = [seen for seen in visits if seen.sample.group in TIMED_TO_FIRST_PAGE]
    named = [("decks and Word files together", timed)]
    for group in groups(seen.sample for seen in visits):
        named.append((group, [seen for seen in visits if seen.sample.group == group]))
    return named


def counts(done: list[Pressed]) -> str:
    """Our page counts against the recorded ones, by kind of file."""
    rows = []
    for kind in sorted({each.sample.kind for each in done if each.sample.recorded_pages}):
        misses = [
            float("inf") if each.pages is None else abs(each.pages - each.sample.recorded_pages)
            for each in done
            if each.sample.kind == kind and each.sample.recorded_pages
        ]
        hits = [sum(miss <= most for miss in misses) for most in (0, 1)]
        rows.append([kind, len(misses), *(f"{hit} ({hit / len(misses):.1%})" for hit in hits)])
    return table(["Kind", "Files", "Exact", "Within one"], rows)


def weight(found: list[Weight]) -> str:
    """Bytes per page at each width."""
    rows = []
    for width in sorted({each.width for each in found}):
        some = [each for each in found if each.width == width]
        ours, jpeg = (sum(getattr(each, side) for each in some) for side in ("webp", "jpeg"))
        rows.append(
            [
                f"{width} px",
                len(some),
                f"{median([each.webp for each in some]) / 1000:.1f} kB",
                f"{median([each.jpeg for each in some]) / 1000:.1f} kB",
                f"{ours / jpeg:.0%}",
            ]
        )
    return table(["Width", "Pages", "WebP p50", "JPEG 85 p50", "Our sum of theirs"], rows)


def memory(one: dict[str, int], run: SiteRun) -> str:
    """Peaks; what several processes share counts once."""
    rows = [[f"`wenfang press` of {name}", mebibytes(peak)] for name, peak in one.items()]
    rows.append(["the whole site while it converts, two at a time", mebibytes(run.peak_bytes)])
    return table(["What", "Peak"], rows)


def outcomes(done: list[Pressed]) -> str:
    """What became of every file: kinds down, outcomes across."""
    codes = Counter(each.outcome for each in done)
    head = [PRESSED, *sorted(set(codes) - {PRESSED})]
    rows = []
    for kind in sorted({each.sample.kind for each in done}):
        here = Counter(each.outcome for each in done if each.sample.kind == kind)
        rows.append([kind, sum(here.values()), *(here[code] or "" for code in head)])
    rows.append([f"**{ALL}**", len(done), *(codes[code] for code in head)])
    return table(["Kind", "Files", *(f"`{code}`" for code in head)], rows)
