"""Choices that forms offer: units, officers, days."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from clearance.i18n import label
from clearance.rules.basics.days import VIETNAM, stamp
from clearance.rules.records.areas import labels
from clearance.rules.records.lateness import LATE_CATEGORIES
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


def one_officer() -> list[tuple[str, str]]:
    """The same after an empty first line."""
    return [("", "–"), *officers()]


def late_causes() -> list[tuple[str, str]]:
    """Why something is late, after an empty first line."""
    return [("", "–"), *labelled(LATE_CATEGORIES)]


def labelled(rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rows of a table of rules as code and label."""
    return [(code, label(row)) for code, row in rows.items()]
