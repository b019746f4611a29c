"""The table of an order's states, what money leads to, and how often to ask."""

from datetime import timedelta
from itertools import pairwise, product

import pytest

from wenfang.sales.gateway import Answer, Standing
from wenfang.sales.letters import DELIVERED, MONEY_BACK, REASONS, reason_in_words
from wenfang.sales.rules import (
    TRANSITIONS,
    Outcome,
    ask_gap,
    can_become,
    can_lose_commits,
    is_hopeless,
    mismatch,
    outcome_of_capture,
    pause_after,
)

STATES = sorted(TRANSITIONS)


def test_the_table_of_transitions_is_closed_and_complete() -> None:
    moves = {
        (state, wanted) for state, wanted in product(STATES, STATES) if can_become(state, wanted)
    }
    assert moves == {
        ("pending", "paid"),
        ("pending", "cancelled"),
        ("pending", "expired"),
        ("pending", "refunded"),
        ("paid", "refunded"),
        ("cancelled", "paid"),
        ("cancelled", "refunded"),
        ("expired", "paid"),
        ("expired", "refunded"),
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("is_on_sale", [True, False])
@pytest.mark.parametrize("is_safe", [True, False])
@pytest.mark.parametrize("has_it_already", [True, False])
def test_money_always_has_an_effect_that_the_state_allows(
    state: str, is_on_sale: bool, is_safe: bool, has_it_already: bool
) -> None:
    outcome = outcome_of_capture(
        state, is_on_sale=is_on_sale, is_safe=is_safe, has_it_already=has_it_already
    )
    if outcome is Outcome.DELIVER:
        assert can_become(state, "paid")
        assert is_safe
        assert not has_it_already
        assert is_on_sale or state == "pending"
    if outcome is Outcome.REFUND_ORDER:
        assert can_become(state, "refunded")
        assert has_it_already or not is_safe or not is_on_sale
    if outcome is Outcome.REFUND_PAYMENT:
        assert state in {"paid", "refunded"}


def test_the_plain_case_delivers() -> None:
    plain = {"is_on_sale": True, "is_safe": True, "has_it_already": False}
    for state in ("pending", "expired", "cancelled"):
        assert outcome_of_capture(state, **plain) is Outcome.DELIVER


def test_only_an_answer_that_fits_in_everything_fits() -> None:
    honest = Answer(Standing.PAID, "r", "n", "m", "t", 300, "CNY")
    assert mismatch(honest, honest) is None
    for name, other in {
        "reference": "x",
        "order": "x",
        "merchant": "x",
        "amount": 299,
        "currency": "USD",
    }.items():
        fields = {key: getattr(honest, key) for key in Answer.__slots__}
        assert mismatch(Answer(**(fields | {name: other})), honest) == name


def test_questions_begin_after_seconds_and_become_rare() -> None:
    ages = [timedelta(seconds=s) for s in (0, 29, 31, 299, 301, 3599, 3601, 86_399, 86_401)]
    gaps = [ask_gap(age) for age in ages]
    assert gaps[0] <= timedelta(seconds=5)
    assert all(earlier <= later for earlier, later in pairwise(gaps))
    assert gaps[-1] == timedelta(hours=1)
    # A buyer who pays at any time before the order expires waits no longer than this.
    assert ask_gap(timedelta(minutes=30)) <= timedelta(seconds=10)


def test_pauses_double_up_to_a_limit() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, 60)]
    assert pauses[0] == timedelta(seconds=2)
    assert pauses[1] == 2 * pauses[0]
    assert pauses[-1] == timedelta(minutes=30)
    assert not is_hopeless(1)
    assert is_hopeless(1000)


def test_an_sqlite_that_loses_commits_is_known() -> None:
    assert can_lose_commits((3, 40, 1))
    assert can_lose_commits((3, 51, 2))
    assert not can_lose_commits((3, 51, 3))
    assert not can_lose_commits((3, 53, 4))


@pytest.mark.parametrize("letter", [DELIVERED, MONEY_BACK])
@pytest.mark.parametrize("language", ["zh-hans", "en", "en-gb", "fr", ""])
def test_every_letter_is_complete_in_both_languages(letter, language: str) -> None:
    details = {
        "number": "N-1",
        "money": "¥3",
        "title": "{title}",
        "link": "https://x",
        "reason": "why",
    }
    subject, body = letter.in_words(language, **details)
    assert "{title}" in body
    assert "https://x" in body
    assert "¥3" in body
    assert ("您好" in body) == (not language.startswith("en"))
    assert "\n" not in subject


def test_every_reason_of_our_own_is_told_in_both_languages() -> None:
    for code in REASONS:
        assert reason_in_words(code, "en") != reason_in_words(code, "zh-hans") != code
    assert reason_in_words("not what the title says", "en") == "not what the title says"
