"""Name what is missing before this site can serve the public."""

import argparse

from wenfang.cli.house.findings import findings
from wenfang.cli.house.voice import say, told


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Takes none."""


def run(args: argparse.Namespace) -> int:
    missing = 0
    for finding in findings():
        state = told("ok", "正常") if finding.is_well else told("MISSING", "缺少")
        line = f"{state:<8} {finding.area}"
        print(line if finding.is_well else f"{line}: {finding.problem}")
        missing += not finding.is_well
    if missing:
        say(f"{missing} missing for site mode.", f"正式站点还缺 {missing} 项。")
        return 1
    say("Everything is ready for site mode.", "正式站点所需的一切均已就绪。")
    return 0
