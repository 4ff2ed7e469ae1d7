"""How long the next try to sign in waits."""

from datetime import UTC, datetime, timedelta

import pytest

from clearance.rules.basics.days import stamp
from clearance.rules.basics.sign_in import (
    ANY_DEVICE,
    KNOWN_DEVICE,
    LIMITS,
    still_to_wait,
    wait_after,
)

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("what", "count", "minutes"),
    [
        ("here", 9, 0),
        ("here", 10, 1),
        ("here", 11, 2),
        ("here", 15, 32),
        ("here", 16, 60),
        ("here", 10**9, 60),
        ("account", 29, 0),
        ("account", 30, 1),
        ("account", 99, 15),
        ("address", 9, 0),
        ("address", 12, 4),
        ("address", 50, 15),
    ],
)
def test_each_wrong_try_doubles_the_wait_up_to_the_longest(
    what: str, count: int, minutes: int
) -> None:
    assert wait_after(what, count) == minutes * MINUTE


def test_the_longest_of_what_is_asked_counts_from_its_last_try() -> None:
    ago = {minutes: stamp(NOW - minutes * MINUTE) for minutes in (0, 1, 3)}
    counted = {"here": (11, ago[1]), "account": (33, ago[3]), "address": (10, ago[0])}
    assert still_to_wait(counted, ANY_DEVICE, NOW) == 5 * MINUTE
    assert still_to_wait(counted, KNOWN_DEVICE, NOW) == MINUTE
    assert still_to_wait(counted, KNOWN_DEVICE, NOW + MINUTE) == timedelta()


def test_where_nothing_went_wrong_nobody_waits() -> None:
    assert still_to_wait(dict.fromkeys(LIMITS, (0, "")), ANY_DEVICE, NOW) == timedelta()
