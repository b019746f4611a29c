"""Why bytes are not handed out; one class per reason."""

from wenfang.kernel.errors import NotAllowedError, NotFoundError, UnavailableError


class LinkExpiredError(NotFoundError):
    code = "link_expired"
    http_status = 410
    message_en = "This download link has run out. Open your order again to get a fresh one."
    message_zh = "下载链接已过期，请重新打开订单获取新的链接。"


class EntitlementClosedError(NotAllowedError):
    code = "entitlement_closed"
    message_en = "This download was closed because the order was refunded or the right taken back."
    message_zh = "该下载权已关闭：订单已退款，或权利已被收回。"


class FileMissingError(UnavailableError):
    code = "file_missing"
    message_en = (
        "The file is not where it should be. That is our fault; please tell the operators of "
        "this site."
    )
    message_zh = "文件暂时无法读取，这是我们的问题，请联系本站运营者。"
