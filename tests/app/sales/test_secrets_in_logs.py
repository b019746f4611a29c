"""A purchase from end to end leaves nothing in the log that would let anybody else download."""

import logging
import logging.config

import pytest
from django.conf import settings as site_settings
from django.test import Client

from tests.factories.providers import Ear, RunningSandbox
from tests.factories.sales import GUEST, an_order
from wenfang.catalogue.models import Listing
from wenfang.notify.models import OutgoingMail
from wenfang.sales.actions.handle_notice import handle_notice
from wenfang.sales.actions.request_refund import request_refund
from wenfang.sales.actions.send_refund import send_refund
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.models import Notice
from wenfang.sales.queries import download_of_order


def test_no_key_signature_or_link_enters_a_log(
    sandbox: RunningSandbox, ear: Ear, listing: Listing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    order = an_order(listing, email=GUEST)
    start_payment(order=order, return_url="http://127.0.0.1/orders/o")
    sandbox.pay(order.payments.get().reference)
    headers, body = ear.hears(1)[0]
    client = Client()
    notices = "/orders/notices/sandbox"
    client.post(notices, b"x" + body, content_type="application/json", headers=headers)
    client.post(notices, body, content_type="application/json", headers=headers)
    handle_notice(notice_id=Notice.objects.get().pk)
    order.refresh_from_db()
    path = download_of_order(order) or ""
    guest_link = OutgoingMail.objects.get().body.partition("/orders/open/")[2].split()[0]
    for number in range(2):
        client.get(path)
        client.get(f"/orders/open/{guest_link}x")
        client.get(f"/orders/{order.pk}/nothing")
        if not number:
            send_refund(refund_id=request_refund(order=order, reason="because").pk)
    formatter = logging.config.DictConfigurator(site_settings.LOGGING).configure_formatter(
        site_settings.LOGGING["formatters"]["line"]
    )
    told = "\n".join(formatter.format(record) for record in caplog.records)
    log = sandbox.output.read_text()
    assert "Forbidden: /library/download/" in told
    secret = (sandbox.folder / "api-secret").read_text()
    token = path.rpartition("/")[2]
    for key in (order.pk, token, guest_link, secret, headers["sandbox-signature"]):
        assert key not in told
        assert key not in log
    # The control: without the formatter the links would be there.
    assert token in "\n".join(record.getMessage() for record in caplog.records)
