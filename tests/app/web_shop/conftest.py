"""A document on sale, and a way to pay for an order without a provider's server."""

from collections.abc import Callable

import pytest

from tests.factories.sales import a_listing, a_paid_answer, a_payment
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.sales.actions.settle_payment import settle_payment
from wenfang.sales.models import Order


@pytest.fixture
def listing(author: User) -> Listing:
    return a_listing(author)


@pytest.fixture
def free_listing(author: User) -> Listing:
    return a_listing(author, title="免费的讲话", price=0)


@pytest.fixture
def pay() -> Callable[[Order], Order]:
    """Settle an order from an honest answer, as the job does."""

    def settle(order: Order) -> Order:
        payment = a_payment(order)
        settle_payment(payment_id=payment.pk, answer=a_paid_answer(payment))
        order.refresh_from_db()
        return order

    return settle
