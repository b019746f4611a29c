"""Why an order, a payment or a refund was refused; one class per reason."""

from wenfang.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    UnavailableError,
)


class NotForSaleError(ConflictError):
    code = "not_for_sale"
    message_en = "This document is not on sale at the moment."
    message_zh = "这份文档目前不在售。"


class BadEmailError(InvalidInputError):
    code = "invalid_email"
    field = "email"
    message_en = "This is not an e-mail address that mail can be sent to."
    message_zh = "请填写可以收信的邮箱地址。"


class OrderKeyReusedError(ConflictError):
    code = "order_key_reused"
    message_en = "This key was used for an order of another document. Reload the page."
    message_zh = "该请求编号已用于另一份文档的订单，请刷新页面后重试。"


class OrderNotPayableError(ConflictError):
    code = "order_not_payable"
    message_en = "This order can no longer be paid; please order again."
    message_zh = "该订单已无法支付，请重新下单。"


class OrderStateError(ConflictError):
    code = "order_state"
    message_en = (
        "This order has changed meanwhile, so that is not possible any more. Reload to see it."
    )
    message_zh = "订单状态已经改变，无法再进行此操作，请刷新页面查看。"


class UnknownGatewayError(InvalidInputError):
    code = "unknown_gateway"
    message_en = "There is no payment provider named {name!r} on this site."
    message_zh = "本站没有名为 {name!r} 的支付渠道。"


class SandboxRefusedError(NotAllowedError):
    code = "sandbox_refused"
    message_en = (
        "The sandbox takes no real money and is refused because WENFANG_MODE is {mode!r}; "
        "it works in demo mode only. Configure a real provider in WENFANG_GATEWAYS."
    )
    message_zh = (
        "沙箱支付不涉及真实资金，只能在演示模式使用；当前 WENFANG_MODE 为 {mode!r}，因此被拒绝。"
        "请在 WENFANG_GATEWAYS 中配置真实的支付渠道。"
    )


class OldSQLiteError(UnavailableError):
    code = "old_sqlite"
    exit_code = 2
    message_en = (
        "SQLite {version} can lose a commit, so no money is taken; 3.51.3 or newer is needed. "
        "Run scripts/setup.sh runtime, or use PostgreSQL."
    )
    message_zh = (
        "SQLite {version} 可能丢失已提交的数据，因此不收款；需要 3.51.3 或更新版本。"
        "请运行 scripts/setup.sh runtime，或改用 PostgreSQL。"
    )


class ProviderUnavailableError(UnavailableError):
    code = "provider_unavailable"
    message_en = "The payment provider does not answer. Nothing was charged; try again shortly."
    message_zh = "支付渠道暂时没有响应，未发生扣款，请稍后重试。"


class NoticeRefusedError(InvalidInputError):
    code = "notice_refused"
    http_status = 400
    message_en = "This notice is not accepted: {reason}."
    message_zh = "通知未被接受：{reason}。"


class PaymentMismatchError(ConflictError):
    code = "payment_mismatch"
    message_en = "The provider's answer does not match the payment: {what}."
    message_zh = "支付渠道的答复与支付记录不符：{what}。"


class RefundTooLargeError(ConflictError):
    code = "refund_too_large"
    message_en = "Only {left} of this payment is left to refund."
    message_zh = "该笔支付最多还可退 {left}。"


class NothingToRefundError(ConflictError):
    code = "nothing_to_refund"
    message_en = "No money was collected for this order, or it is on its way back already."
    message_zh = "该订单没有可退的款项，或退款已在处理中。"


class RefundRefusedError(ConflictError):
    code = "refund_refused"
    message_en = "The payment provider refused the refund: {reason}."
    message_zh = "支付渠道拒绝了退款：{reason}。"
