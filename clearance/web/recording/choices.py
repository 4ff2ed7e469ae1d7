"""Choices that forms offer: units, officers, days."""

from datetime import date, datetime, time, timedelta
from typing import Any

from clearance.rules.basics.days import VIETNAM, stamp
from clearance.rules.records.areas import labels
from clearance.store.engine import scope
from clearance.store.responsibility import requests
from clearance.web.frame.context import as_of, store, today, who
from clearance.web.frame.layout import ROLE_WORDS

Row = dict[str, Any]

Place = tuple[str, str]


def end_of_day() -> str:
    """The instant at which the day asked for is over, as stored."""
    after = date.fromisoformat(as_of()) + timedelta(days=1)
    return stamp(datetime.combine(after, time(), VIETNAM))


def communes() -> list[Place]:
    """The communes of the person's area, for a choice with an empty first line."""
    units = scope.list_units(store(), who(), today())
    return [("", "–"), *labels(units).items()]


def officers() -> list[tuple[str, str]]:
    """Everybody who can be given a request: uid, name with role."""
    rows = requests.list_officers(store())
    return [(row["uid"], f"{row['full_name']} – {ROLE_WORDS[row['role']]()}") for row in rows]
