"""Telling the site what happened, again and again until it says that it heard."""

import http.client
import logging
import threading
import time
from urllib.parse import urlsplit

from wenfang.sales.sandbox_provider.keys import Identity
from wenfang.sales.sandbox_provider.store import Row, Store

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 300.0, 1800.0, 3600.0)
TIMEOUT = 10.0

log = logging.getLogger(__name__)


def pause_after(attempts: int) -> float:
    """Seconds until a notice that was refused ``attempts`` times before is sent again."""
    return PAUSES[min(attempts, len(PAUSES) - 1)]


class Messenger(threading.Thread):
    """Sends due notices; also those that an earlier process left behind."""

    def __init__(self, store: Store, identity: Identity) -> None:
        super().__init__(name="messenger", daemon=True)
        self._store = store
        self._identity = identity
        self._woken = threading.Event()

    def wake(self) -> None:
        """Look at the store now: something was committed."""
        self._woken.set()

    def run(self) -> None:
        while True:
            self._woken.clear()
            for notice in self._store.due_notices(time.time()):
                self._deliver(notice)
            due = self._store.next_notice_at()
            self._woken.wait(None if due is None else max(0.05, due - time.time()))

    def _deliver(self, notice: Row) -> None:
        try:
            heard = self._send(notice)
        except (OSError, http.client.HTTPException) as error:
            log.info("the site does not listen (%s); the notice stays", type(error).__name__)
            heard = False
        if heard:
            self._store.acknowledge(notice["id"], time.time())
        else:
            self._store.postpone(notice["id"], time.time() + pause_after(notice["attempts"]))

    def _send(self, notice: Row) -> bool:
        address = urlsplit(notice["notice_url"])
        timestamp = str(int(time.time()))
        signature = self._identity.sign("notice", timestamp, notice["id"], notice["body"])
        connection = http.client.HTTPConnection(address.netloc, timeout=TIMEOUT)
        try:
            connection.request(
                "POST",
                address.path,
                notice["body"],
                {
                    "Content-Type": "application/json",
                    "Sandbox-Timestamp": timestamp,
                    "Sandbox-Nonce": notice["id"],
                    "Sandbox-Signature": signature,
                },
            )
            return connection.getresponse().status == 200
        finally:
            connection.close()
