"""Start the whole site and keep it running until Ctrl-C or SIGTERM."""

import argparse

from django.conf import settings

from wenfang.cli.house import preparing, rules
from wenfang.cli.house.asking import check_port
from wenfang.cli.house.demo_start import load_once
from wenfang.cli.house.findings import conversion_findings, findings
from wenfang.cli.house.lock import only_one
from wenfang.cli.house.programs import write_configuration
from wenfang.cli.house.voice import say
from wenfang.cli.house.watching import StopAskedError, heed_signals, run_until_stopped
from wenfang.sales.database import refuse_unsafe_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--empty", action="store_true", help="start a demo without its library and accounts"
    )


def run(args: argparse.Namespace) -> int:
    heed_signals()
    try:
        _check()
        with only_one(settings.WENFANG_DATA):
            _run_site(empty=args.empty)
    except StopAskedError:
        say("Stopped.", "已停止。")
    return 0


def _check() -> None:
    """Raises why this configuration must not run."""
    given = rules.Configuration(
        mode=settings.WENFANG_MODE,
        bind=settings.WENFANG_BIND,
        gateways=settings.WENFANG_GATEWAYS,
        mail_scheme=settings.WENFANG_MAIL_SCHEME,
    )
    if refused := rules.refusal(given):
        raise refused
    refuse_unsafe_database()


def _run_site(*, empty: bool) -> None:
    data = settings.WENFANG_DATA
    check_port()
    preparing.make_folders(data)
    preparing.forget_old_life(data)
    preparing.work_on_the_data_disk(data)
    preparing.migrate()
    preparing.collect_static()
    lines: list[str] = []
    if settings.WENFANG_MODE == "demo" and not empty:
        lines = load_once(data)
    say("Starting the site ...", "正在启动站点……")
    run_until_stopped(write_configuration(data), lambda: _greet(lines))


def _greet(lines: list[str]) -> None:
    say(f"Wenfang is ready: {settings.WENFANG_URL}", f"文坊已就绪：{settings.WENFANG_URL}")
    for line in lines:
        say(line, line)
    shown = findings() if settings.WENFANG_MODE == "site" else conversion_findings()
    for finding in shown:
        if not finding.is_well:
            say(
                f"  missing: {finding.area}: {finding.problem}",
                f"  缺少：{finding.area}：{finding.problem}",
            )
    say("Stop with Ctrl-C.", "按 Ctrl-C 停止。")
