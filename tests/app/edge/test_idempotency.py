"""A repeated POST gets the first one's answer."""

from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from wenfang.edge.idempotency import (
    BadKeyError,
    KeyReusedError,
    StillRunningError,
    answer_once,
)
from wenfang.edge.models import RememberedAnswer
from wenfang.kernel.clock import now

pytestmark = pytest.mark.django_db


def a_post(body: str = "{}", key: str | None = "k-1", address: str = "127.0.0.1") -> HttpRequest:
    headers = {} if key is None else {"Idempotency-Key": key}
    return RequestFactory().post(
        "/api/v1/orders", body, "application/json", headers=headers, REMOTE_ADDR=address
    )


class Act:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[int, dict[str, int]]:
        self.times += 1
        return 201, {"n": self.times}


def test_the_second_request_replays_the_first_answer() -> None:
    act = Act()
    assert answer_once(a_post(), act) == (201, {"n": 1})
    assert answer_once(a_post(), act) == (201, {"n": 1})
    assert act.times == 1


def test_without_a_key_each_request_acts() -> None:
    act = Act()
    answer_once(a_post(key=None), act)
    answer_once(a_post(key=None), act)
    assert act.times == 2


def test_a_key_cannot_answer_another_request() -> None:
    answer_once(a_post('{"a":1}'), Act())
    with pytest.raises(KeyReusedError):
        answer_once(a_post('{"a":2}'), Act())


def test_two_guests_with_the_same_key_do_not_see_each_other() -> None:
    act = Act()
    answer_once(a_post(address="127.0.0.1"), act)
    assert answer_once(a_post(address="127.0.0.2"), act) == (201, {"n": 2})


def test_a_failed_act_may_be_tried_again() -> None:
    def fail() -> tuple[int, None]:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        answer_once(a_post(), fail)
    assert answer_once(a_post(), Act()) == (201, {"n": 1})


def test_a_second_request_during_the_first_is_told_to_wait() -> None:
    def ask_again() -> tuple[int, None]:
        with pytest.raises(StillRunningError):
            answer_once(a_post(), Act())
        return 200, None

    answer_once(a_post(), ask_again)


def test_a_request_whose_process_died_is_taken_over() -> None:
    def abandon() -> tuple[int, None]:
        RememberedAnswer.objects.update(created_at=now() - timedelta(minutes=5))
        assert answer_once(a_post(), Act()) == (201, {"n": 1})
        return 200, None

    answer_once(a_post(), abandon)


@pytest.mark.parametrize("key", ["", "x" * 121])
def test_a_key_of_the_wrong_length_is_refused(key: str) -> None:
    with pytest.raises(BadKeyError):
        answer_once(a_post(key=key), Act())
