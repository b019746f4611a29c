"""Why a report cannot be taken."""

from wenfang.kernel.errors import InvalidInputError


class UnknownReportKindError(InvalidInputError):
    code = "unknown_report_kind"
    message_en = "Please choose what the report is about."
    message_zh = "请选择反馈的类型。"


class ReportTextMissingError(InvalidInputError):
    code = "report_text_missing"
    message_en = "Please say in a few words what is wrong."
    message_zh = "请简单说明问题所在。"


class ReportTooLongError(InvalidInputError):
    code = "report_too_long"
    message_en = "Please keep the report under {limit} characters."
    message_zh = "反馈内容请控制在 {limit} 字以内。"


class ReportAddressMissingError(InvalidInputError):
    code = "report_address_missing"
    message_en = "For a copyright report we need an e-mail address to answer to."
    message_zh = "版权反馈需要留下邮箱，以便我们答复。"
