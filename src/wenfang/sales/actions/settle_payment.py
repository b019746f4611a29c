"""Believing the provider's answer: the one place where money starts to count."""

from django.db import transaction

from wenfang.catalogue.models import Listing
from wenfang.delivery.queries import other_entitlement
from wenfang.documents.models import Blob
from wenfang.kernel.clock import now
from wenfang.sales.errors import PaymentMismatchError
from wenfang.sales.gateway import Answer, Standing
from wenfang.sales.ledger_accounts import order_account, provider_account
from wenfang.sales.models import Order, OrderLine, Payment
from wenfang.sales.rules import Outcome, mismatch, outcome_of_capture
from wenfang.sales.steps.change_state import change_state
from wenfang.sales.steps.deliver_order import SOURCE, deliver_order
from wenfang.sales.steps.lock_order import lock_documents, lock_order
from wenfang.sales.steps.tell_buyer import tell_money_back
from wenfang.sales.steps.write_refund import write_refund
from wenfang.sales.steps.write_transfer import write_transfer


def settle_payment(*, payment_id: str, answer: Answer) -> Payment:
    """Bring a payment to where the provider says it is, any number of times.

    Locks the order, so that every notice, question and cancellation of it waits its turn.
    Raises PaymentMismatchError when the answer is not about this payment; nothing changes then.
    """
    with transaction.atomic(durable=True):
        order_id = Payment.objects.values_list("order_id", flat=True).get(pk=payment_id)
        order = lock_order(order_id)
        payment = Payment.objects.get(pk=payment_id)
        if answer.standing is Standing.PAID:
            _capture(order, payment, answer)
        elif answer.standing is Standing.CLOSED and payment.state == Payment.State.STARTED:
            payment.state = Payment.State.CLOSED
            payment.ask_again_at = None
            payment.save(update_fields=["state", "ask_again_at"])
        return payment


def _capture(order: Order, payment: Payment, answer: Answer) -> None:
    _check(order, payment, answer)
    if payment.state == Payment.State.CAPTURED:
        return
    payment.state = Payment.State.CAPTURED
    payment.provider_transaction = answer.transaction
    payment.captured_at = now()
    payment.ask_again_at = None
    payment.problem = ""
    payment.save()
    write_transfer(
        source=provider_account(payment),
        target=order_account(order),
        amount=payment.amount,
        currency=payment.currency,
        kind="capture",
        reference=payment.pk,
    )
    lock_documents(order)
    _act_on(order, payment)


def _check(order: Order, payment: Payment, answer: Answer) -> None:
    """Amount, currency, merchant and order must all be ours, and the transaction unspent."""
    expected = Answer(
        standing=answer.standing,
        reference=payment.reference,
        order=order.number,
        merchant=payment.merchant,
        amount=payment.amount,
        currency=payment.currency,
    )
    if what := mismatch(answer, expected):
        raise PaymentMismatchError(what=what)
    if payment.state == Payment.State.CAPTURED:
        if payment.provider_transaction != answer.transaction:
            raise PaymentMismatchError(what="transaction")
        return
    spent = Payment.objects.filter(
        provider=payment.provider, provider_transaction=answer.transaction
    )
    if spent.exists():
        raise PaymentMismatchError(what="transaction")


def _act_on(order: Order, payment: Payment) -> None:
    """Deliver, or send the money back at once with the reason."""
    lines = list(order.lines.select_related("revision__blob"))
    earlier = _earlier_order(order, lines)
    is_safe = all(line.revision.blob.scan != Blob.Scan.INFECTED for line in lines)
    outcome = outcome_of_capture(
        order.state,
        is_on_sale=_is_on_sale(lines),
        is_safe=is_safe,
        has_it_already=earlier is not None,
    )
    if outcome is Outcome.DELIVER:
        deliver_order(order)
        return
    if outcome is Outcome.REFUND_PAYMENT:
        reason = "paid_twice"
    else:
        reason = "bought_before" if earlier else "no_longer_sold" if is_safe else "unsafe"
        change_state(order, Order.State.REFUNDED)
    refund = write_refund(payment=payment, amount=payment.amount, reason=reason)
    tell_money_back(order, refund, instead=earlier)


def _earlier_order(order: Order, lines: list[OrderLine]) -> Order | None:
    """Another order through which this buyer holds every one of these revisions already."""
    found: Order | None = None
    for line in lines:
        held = other_entitlement(
            revision=line.revision, holder=order.buyer, email=order.email
        ).filter(source_kind=SOURCE)
        own = OrderLine.objects.exclude(order=order).filter(
            pk__in=[int(entitlement.source_id) for entitlement in held]
        )
        first = own.select_related("order").first()
        if first is None:
            return None
        found = found or first.order
    return found


def _is_on_sale(lines: list[OrderLine]) -> bool:
    documents = {line.document_id for line in lines}
    on_sale = Listing.objects.filter(pk__in=documents, state=Listing.State.PUBLISHED)
    return on_sale.count() == len(documents)
