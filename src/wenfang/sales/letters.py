"""What buyers are told by mail, in Chinese and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """Format strings; ``in_words`` fills them."""

    subject_zh: str
    subject_en: str
    body_zh: str
    body_en: str

    def in_words(self, language: str, **details: str) -> tuple[str, str]:
        """Subject and body; everything that is not English is Chinese, the site's language."""
        english = language.lower().startswith("en")
        subject = self.subject_en if english else self.subject_zh
        body = self.body_en if english else self.body_zh
        return subject.format(**details), body.format(**details)


DELIVERED = Letter(
    subject_zh="可以下载了：{title}",
    subject_en="Ready to download: {title}",
    body_zh="""您好：

您的订单 {number} 已完成，金额 {money}。

文档：{title}
下载：{link}

请保存这封邮件。上面的链接长期有效，换一台设备也能打开；下载中断后可以从断点继续。
请不要把链接转发给他人，打开链接的人可以看到这份订单。

如果文档无法下载，或内容与标题不符，请在订单页面告诉我们。
""",
    body_en="""Hello,

your order {number} is complete; the amount was {money}.

Document: {title}
Download: {link}

Please keep this mail. The link keeps working, also on another device, and an interrupted
download can be resumed. Please do not pass it on: whoever opens it can see this order.

If the document does not download, or is not what its title says, tell us on the order's page.
""",
)

MONEY_BACK = Letter(
    subject_zh="退款通知：订单 {number}",
    subject_en="Your money is on its way back: order {number}",
    body_zh="""您好：

我们收到了订单 {number} 的一笔付款 {money}，现正原路退回。
原因：{reason}

文档：{title}
订单：{link}

您无需做任何事情。
""",
    body_en="""Hello,

we received {money} for order {number}, and are sending it back the way it came.
Why: {reason}

Document: {title}
Order: {link}

There is nothing that you need to do.
""",
)

REASONS = {
    "paid_twice": (
        "这份订单此前已经付过款。",
        "this order had been paid before.",
    ),
    "bought_before": (
        "您已经购买过同一份文档，原来的订单可以继续下载。",
        "you had bought the same document before; the earlier order still downloads it.",
    ),
    "no_longer_sold": (
        "付款到达时订单已经关闭，文档也已停止出售。",
        "the money arrived after the order was closed, and the document is no longer on sale.",
    ),
    "unsafe": (
        "安全检查发现这份文件有问题，已停止出售。",
        "a safety check found something wrong with the file, so it is no longer sold.",
    ),
}


def reason_in_words(code: str, language: str) -> str:
    """The sentence for a reason that we gave ourselves; any other reason is told as it stands."""
    if code not in REASONS:
        return code
    chinese, english = REASONS[code]
    return english if language.lower().startswith("en") else chinese
