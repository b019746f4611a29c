"""Why a report or a decision cannot be taken."""

from wenfang.kernel.errors import InvalidInputError


class UnknownReportKindError(InvalidInputError):
    code = "unknown_report_kind"
    field = "kind"
    message_en = "Please choose what the report is about."
    message_zh = "请选择反馈的类型。"


class ReportTextMissingError(InvalidInputError):
    code = "report_text_missing"
    field = "text"
    message_en = "Please say in a few words what is wrong."
    message_zh = "请简单说明问题所在。"


class ReportTooLongError(InvalidInputError):
    code = "report_too_long"
    field = "text"
    message_en = "Please keep the report under {limit} characters."
    message_zh = "反馈内容请控制在 {limit} 字以内。"


class ReportAddressMissingError(InvalidInputError):
    code = "report_address_missing"
    field = "email"
    message_en = "For a copyright report we need an e-mail address to answer to."
    message_zh = "版权反馈需要留下邮箱，以便我们答复。"


class ReturnReasonMissingError(InvalidInputError):
    code = "return_reason_missing"
    field = "reason"
    message_en = "Please tell the author why, so that it can be mended."
    message_zh = "请写明退回的原因，作者才知道如何修改。"


class ReturnReasonTooLongError(InvalidInputError):
    code = "return_reason_too_long"
    field = "reason"
    message_en = "Please keep the reason under {limit} characters."
    message_zh = "退回原因请控制在 {limit} 字以内。"
