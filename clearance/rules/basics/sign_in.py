"""How long the next try to sign in waits: longer with each wrong one, by account and by address.

A device on which the account was signed in before answers for itself alone, so that nobody can
shut an owner out from elsewhere (OWASP, Authentication Cheat Sheet: device cookies).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearance.rules.basics.days import from_stamp


@dataclass(frozen=True, slots=True)
class Limit:
    """So many wrong tries cost nothing; from then on each doubles the wait, up to the longest."""

    free: int
    longest: timedelta


_FIRST = timedelta(minutes=1)
#: What is counted → its limit: tries for one account from one place; for one account from
#: anywhere; accounts tried from one address (not tries: one person's mistakes are one account).
LIMITS = {
    "here": Limit(10, timedelta(hours=1)),
    "account": Limit(30, timedelta(minutes=15)),
    "address": Limit(10, timedelta(minutes=15)),
}
#: What is asked of a device on which the account was signed in before, and of any other.
KNOWN_DEVICE, ANY_DEVICE = ("here",), tuple(LIMITS)
#: Wrong tries are forgotten after this long without another.
FORGOTTEN = timedelta(days=1)
#: Pairs of account and place kept at most; the oldest go first.
MOST = 20_000


def wait_after(what: str, count: int) -> timedelta:
    """How long the next try waits after so many."""
    limit = LIMITS[what]
    over = min(count - limit.free, 10)
    return min(_FIRST * 2**over, limit.longest) if over >= 0 else timedelta()


def still_to_wait(
    counted: Mapping[str, tuple[int, str]], asked: tuple[str, ...], now: datetime
) -> timedelta:
    """How much longer a try waits; `counted`: what → how many, and the stamp of the last."""
    left = (
        from_stamp(last_at) + wait_after(what, count) - now
        for what, (count, last_at) in counted.items()
        if what in asked and count
    )
    return max((timedelta(), *left))
