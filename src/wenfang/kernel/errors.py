"""The one tree of errors: what went wrong, whose fault it is, and what to do, in zh and en."""

from collections.abc import Mapping
from typing import Any, ClassVar


class WenfangError(Exception):
    """A failure that a person can act on; subclasses name one reason each.

    Messages are format strings filled from ``details``. ``field`` names what of a form the error
    is about, where it is about one field; ``fields`` say what is wrong with each of several.
    """

    code: ClassVar[str] = "our_fault"
    http_status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 20
    field: ClassVar[str] = ""
    message_en: ClassVar[str] = "Something broke on our side. Nothing was lost; please try again."
    message_zh: ClassVar[str] = "我们这边出了问题，您的数据没有丢失，请稍后重试。"

    def __init__(self, *, fields: Mapping[str, str] | None = None, **details: Any) -> None:
        self.fields = dict(fields or {})
        self.details = details
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """The sentence for people in ``language``; anything that starts with zh is Chinese."""
        template = self.message_zh if language.lower().startswith("zh") else self.message_en
        return template.format(**self.details)


class NotFoundError(WenfangError):
    code = "not_found"
    http_status = 404
    exit_code = 2
    message_en = "There is nothing here under that name, or it is not yours to see."
    message_zh = "没有找到这个内容，或者您无权查看。"


class SignInRequiredError(WenfangError):
    code = "sign_in_required"
    http_status = 401
    exit_code = 2
    message_en = "Please sign in first."
    message_zh = "请先登录。"


class NotAllowedError(WenfangError):
    code = "not_allowed"
    http_status = 403
    exit_code = 2
    message_en = "Your account does not have the role that this needs."
    message_zh = "您的账号没有执行此操作所需的角色。"


class InvalidInputError(WenfangError):
    code = "invalid_input"
    http_status = 422
    exit_code = 2
    message_en = "Some of what was sent cannot be used; the fields say which and why."
    message_zh = "提交的内容有误，请按各项提示修改。"


class ConflictError(WenfangError):
    code = "conflict"
    http_status = 409
    exit_code = 2
    message_en = "This does not fit the present state; reload to see what changed."
    message_zh = "当前状态不允许此操作，请刷新后查看最新状态。"


class TooManyRequestsError(WenfangError):
    code = "too_many_requests"
    http_status = 429
    exit_code = 2
    message_en = "That was too often in a short time. Please wait {seconds} seconds."
    message_zh = "操作过于频繁，请在 {seconds} 秒后再试。"


class UnavailableError(WenfangError):
    code = "unavailable"
    http_status = 503
    message_en = "This part is not available right now; nothing was lost. Please try again shortly."
    message_zh = "该功能暂时不可用，数据没有丢失，请稍后重试。"
