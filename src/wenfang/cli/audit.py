"""Check in the database and on disk what must always hold."""

import argparse
import json
from collections.abc import Callable, Iterator

from wenfang.cli.house.voice import told
from wenfang.delivery import audit as rights
from wenfang.sales.auditing import ledger, orders

Check = Callable[[], Iterator[str]]

# By the number of the invariant in the design; each check yields one sentence per violation.
CHECKS: tuple[tuple[int, str, str, Check], ...] = (
    (
        1,
        "captured money delivers or goes back",
        "收到的钱已交付或已退回",
        orders.captured_money_has_an_effect,
    ),
    (2, "rights have a cause", "下载权均有来由", orders.rights_have_a_cause),
    (2, "grants name their reason", "赠予均写明理由", rights.grants_name_their_reason),
    (3, "a transaction credits once", "一笔交易只入账一次", orders.transactions_credit_once),
    (4, "payments match their orders", "支付与订单一致", orders.payments_match_their_orders),
    (9, "refunds stay within payments", "退款不超过支付", orders.refunds_stay_within_payments),
    (11, "nobody paid twice", "没有重复付费", orders.buyers_paid_once),
    (12, "the ledger is protected", "账本受保护", ledger.rows_are_protected),
    (12, "transfers are sound", "转账有效", ledger.transfers_are_sound),
    (12, "the ledger tells what happened", "账本与事实一致", ledger.transfers_match_what_happened),
    (15, "infected files are not on sale", "染毒文件未在售", rights.infected_files_are_not_on_sale),
    (17, "nothing is forgotten", "没有被遗忘的事项", orders.nothing_is_forgotten),
    (20, "clean files were scanned", "标为干净的文件均已扫描", rights.clean_files_were_scanned),
)
FILE_CHECKS: tuple[tuple[int, str, str, Check], ...] = (
    (18, "promised files are there and whole", "在售与已售文件完好", rights.promised_bytes_exist),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--no-files", action="store_true", help="do not read every sold file")


def run(args: argparse.Namespace) -> int:
    checks = CHECKS if args.no_files else CHECKS + FILE_CHECKS
    results = [(number, told(en, zh), list(check())) for number, en, zh, check in checks]
    if args.json:
        print(json.dumps(_as_json(results), ensure_ascii=False))
    else:
        _print(results)
    return 1 if any(found for _, _, found in results) else 0


def _print(results: list[tuple[int, str, list[str]]]) -> None:
    for number, title, found in results:
        state = told("WRONG", "异常") if found else told("ok", "正常")
        print(f"{state:<6} {number:>2} {title}")
        for sentence in found:
            print(f"          {sentence}")


def _as_json(results: list[tuple[int, str, list[str]]]) -> dict[str, object]:
    listed = [
        {"invariant": number, "title": title, "violations": found}
        for number, title, found in results
    ]
    return {"holds": not any(found for _, _, found in results), "checks": listed}
