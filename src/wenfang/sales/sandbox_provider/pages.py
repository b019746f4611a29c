"""The page where the buyer pays, in Chinese and English, by what the browser prefers."""

from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from wenfang.kernel.money import Money

HERE = Path(__file__).resolve().parent

WORDS = {
    "zh": {
        "lang": "zh-Hans",
        "brand": "沙箱收银台",
        "title": "沙箱支付",
        "badge": "仅供试用，不会扣除真实资金",
        "order": "订单号",
        "pay": "确认支付 {money}",
        "fail": "模拟支付失败",
        "note": "这是文坊自带的模拟支付服务，用来走完整个购买流程。"
        "它不连接任何银行，也不需要填写任何账户信息。",
        "paid": "这笔订单已经支付",
        "paid_note": "无需再次支付。返回订单页面即可下载。",
        "closed": "这笔支付已经关闭",
        "closed_note": "订单已取消或超过付款时间，没有扣款。请返回重新下单。",
        "missing": "找不到这笔支付",
        "missing_note": "链接可能不完整，请从订单页面重新打开。",
        "back": "返回订单",
    },
    "en": {
        "lang": "en",
        "brand": "Sandbox checkout",
        "title": "Sandbox payment",
        "badge": "For trying out: no real money moves",
        "order": "Order number",
        "pay": "Pay {money}",
        "fail": "Let the payment fail",
        "note": "This is the simulated payment service that comes with Wenfang, so that a purchase "
        "can be tried from end to end. It talks to no bank and asks for no account.",
        "paid": "This order has been paid",
        "paid_note": "There is nothing left to pay. Go back to the order to download.",
        "closed": "This payment is closed",
        "closed_note": "The order was cancelled or its time ran out. Nothing was charged. "
        "Go back and order again.",
        "missing": "There is no such payment",
        "missing_note": "The link may be incomplete. Open it again from your order.",
        "back": "Back to the order",
    },
}


def stylesheet() -> bytes:
    return (HERE / "pay.css").read_bytes()


def content_policy(return_url: str) -> str:
    """Our style sheet alone; the form may post here and be sent on to the order's page."""
    parts = urlsplit(return_url)
    onward = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self'{onward}"
    )


def prefers_chinese(accept_language: str) -> bool:
    """Chinese is the default; the first language that we speak wins."""
    for item in accept_language.lower().split(","):
        if item.strip().startswith("en"):
            return False
        if item.strip().startswith("zh"):
            return True
    return True


def pay_page(row: dict[str, Any], accept_language: str) -> str:
    """The page of one transaction, in the state that it is in."""
    words = WORDS["zh" if prefers_chinese(accept_language) else "en"]
    money = str(Money(row["amount"], row["currency"]))
    parts = {
        "subject": escape(row["subject"]),
        "order": escape(row["order_number"]),
        "return_url": escape(row["return_url"]),
        "money": escape(money),
        "pay": escape(words["pay"].format(money=money)),
        "message": escape(words.get(row["state"], "")),
        "message_note": escape(words.get(f"{row['state']}_note", "")),
    }
    inner = _filled("pay_open.html" if row["state"] == "open" else "pay_over.html", words, parts)
    return _filled("pay.html", words, {"inner": inner})


def missing_page(accept_language: str) -> str:
    words = WORDS["zh" if prefers_chinese(accept_language) else "en"]
    message = {"message": words["missing"], "message_note": words["missing_note"]}
    return _filled("pay.html", words, {"inner": _filled("pay_missing.html", words, message)})


def _filled(name: str, words: dict[str, str], parts: dict[str, str]) -> str:
    template = Template((HERE / name).read_text(encoding="utf-8"))
    told = {f"t_{key}": escape(value) for key, value in words.items()}
    return template.substitute(told, **parts)
