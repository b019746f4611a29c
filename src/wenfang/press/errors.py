"""Why a document could not be pressed: one class per reason, each with whose fault it is."""

from typing import Any

from wenfang.kernel.errors import WenfangError


class PressError(WenfangError):
    """A document could not be pressed; its subclasses name the reasons."""

    http_status = 422


class EmptyFileError(PressError):
    code = "empty_file"
    exit_code = 10
    message_en = (
        "There is nothing in this file. Open it on your computer, check that it was saved, "
        "and upload it again."
    )
    message_zh = "这个文件里没有内容。请在电脑上打开它，确认已经保存，再重新上传。"


class UnsupportedFormatError(PressError):
    code = "unsupported_format"
    exit_code = 11
    message_en = (
        "This is not a kind of document that can be sold here, whatever its name says. Word, "
        "PowerPoint, Excel, OpenDocument, PDF, CSV, plain text and Markdown files are welcome."
    )
    message_zh = (
        "无论文件名怎么写，它的内容不是本站支持的文档类型。可以上传 Word、PowerPoint、Excel、"
        "OpenDocument、PDF、CSV、纯文本和 Markdown 文件。"
    )


class PasswordProtectedError(PressError):
    code = "password_protected"
    exit_code = 10
    message_en = (
        "This file is locked with a password, so readers could not open it either. "
        "Save a copy without the password and upload that."
    )
    message_zh = "这个文件设有打开密码，买家也无法打开。请另存一份不带密码的文件再上传。"


class DamagedFileError(PressError):
    code = "damaged_file"
    exit_code = 10
    message_en = (
        "This file is damaged or incomplete. Open it in the program that made it, "
        "save it again, and upload the new copy."
    )
    message_zh = "这个文件已损坏或不完整。请用制作它的软件打开，重新保存后再上传。"


class TooLargeError(PressError):
    code = "too_large"
    http_status = 413
    exit_code = 12
    message_en = (
        "This document is larger than this site can handle. Split it into parts, "
        "or make its pictures smaller, and upload it again."
    )
    message_zh = "这份文档超出了本站能处理的大小。请拆成几份，或压缩其中的图片后再上传。"


class ArchiveBombError(PressError):
    code = "archive_bomb"
    exit_code = 12
    message_en = (
        "This file unpacks to far more than a document holds, so it was not opened. "
        "If it is a real document, save it again in its own program and upload that copy."
    )
    message_zh = (
        "这个文件解压后的体积远远超出正常文档，因此没有打开它。"
        "如果它确实是文档，请用原软件重新保存后再上传。"
    )


class TimedOutError(PressError):
    code = "timed_out"
    exit_code = 13
    message_en = (
        "Turning this document into pages took longer than is allowed. Split it into parts or "
        "simplify its drawings and tables, then upload it again."
    )
    message_zh = (
        "把这份文档转换成页面所用的时间超过了上限。请拆成几份，或简化其中的图形和表格后再上传。"
    )


class OurFaultError(PressError):
    """Something on this machine failed; ``reason`` is for the log, never for the page."""

    code = "our_fault"
    http_status = 500
    exit_code = 20
    message_en = (
        "The file could not be turned into pages because of a fault on our side. "
        "Nothing is lost; please try again in a while."
    )
    message_zh = "由于我们这边的故障，文件暂时无法转换成页面。文件没有丢失，请稍后重试。"

    def __init__(self, reason: str = "", **details: Any) -> None:
        super().__init__(**details)
        self.reason = reason


class KilledError(OurFaultError):
    """A program of the press was killed from outside; if the file is why, it will happen again."""

    code = "press_killed"
    message_en = (
        "The program that turns this file into pages was stopped before it was done, perhaps "
        "because this machine ran out of memory. That is our fault; please try again in a while."
    )
    message_zh = (
        "把文件转换成页面的程序在完成之前被终止，可能是本机内存不足。"
        "这是我们这边的问题，请稍后重试。"
    )


REASONS: dict[str, type[PressError]] = {
    reason.code: reason
    for reason in (
        EmptyFileError,
        UnsupportedFormatError,
        PasswordProtectedError,
        DamagedFileError,
        TooLargeError,
        ArchiveBombError,
        TimedOutError,
        OurFaultError,
        KilledError,
    )
}
