"""Why something about a document was refused: one class per reason."""

from wenfang.kernel.errors import ConflictError, InvalidInputError, UnavailableError, WenfangError
from wenfang.press import OurFaultError

QUARANTINED = "quarantined"


class StorageFullError(WenfangError):
    code = "storage_full"
    http_status = 507
    message_en = (
        "This site's disk is full, so the file was not taken. That is our fault, not the file's; "
        "nothing was kept. Please try again later."
    )
    message_zh = (
        "本站的存储空间已满，文件没有保存。这是我们这边的问题，与您的文件无关，请稍后再上传。"
    )


class SameFileError(ConflictError):
    code = "same_file"
    message_en = (
        "This is exactly the file that the document already has. Choose the changed file instead."
    )
    message_zh = "这个文件与文档现有的版本完全相同，请选择修改后的文件。"


class NothingToRetryError(ConflictError):
    code = "nothing_to_retry"
    message_en = "Only a file whose processing failed can be tried again."
    message_zh = "只有处理失败的文件才能重试。"


class QuarantinedFileError(OurFaultError):
    """The press died over this content more than once; nobody but an operator tries again."""

    code = QUARANTINED
    message_en = (
        "Processing stopped twice while working on this file, so it was set aside. That is our "
        "fault, not yours. Save it again in its own program and upload the new copy, "
        "or ask the operators of this site."
    )
    message_zh = (
        "处理这个文件时程序两次中断，因此已暂停处理。这是我们这边的问题，不是您的错。"
        "请用原软件重新另存后上传新文件，或联系本站运营者。"
    )


class RetryQuarantinedError(ConflictError):
    code = QUARANTINED
    message_en = (
        "This file was set aside because processing stopped over it twice. Upload a newly saved "
        "copy, or ask the operators of this site."
    )
    message_zh = (
        "处理这个文件时程序曾两次中断，因此不能再次重试。请上传重新保存的文件，或联系本站运营者。"
    )


class TitleTooLongError(InvalidInputError):
    field = "title"
    message_en = "The title is longer than {limit} characters."
    message_zh = "标题超过了 {limit} 个字。"


class IntroductionTooLongError(InvalidInputError):
    field = "introduction"
    message_en = "The introduction is longer than {limit} characters."
    message_zh = "简介超过了 {limit} 个字。"


class FreePagesOutOfRangeError(InvalidInputError):
    field = "free_pages"
    message_en = "The number of free pages must be between 0 and {limit}."
    message_zh = "免费页数应在 0 到 {limit} 之间。"


class ScannerUnavailableError(UnavailableError):
    code = "scanner_unavailable"
    message_en = "The malware scanner cannot be reached; the file stays unscanned for now."
    message_zh = "暂时无法连接查毒服务，文件仍是未查毒的状态。"
