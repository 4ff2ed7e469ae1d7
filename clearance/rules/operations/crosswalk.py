"""Which unit stood on a day for each unit that ever was: figures asked in units of then or today.

A total over all units is the same on every day: each unit goes to one other, to itself, or to
nobody knows which (None), as when it was divided and its cases were not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]


def at_day(units: Iterable[Row], successions: Iterable[Row], day: str) -> dict[str, str | None]:
    """Unit (uid) → the unit that stood on that day; rows have uid, valid_from, valid_to."""
    known = {row["uid"]: row for row in units}
    after, before = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for row in successions:
        after[row["old_uid"]].append(row["new_uid"])
        before[row["new_uid"]].append(row["old_uid"])
    return {uid: _stood(uid, known, (after, before), day) for uid in known}


def _stood(
    uid: str, known: Mapping[str, Row], ways: tuple[Mapping[str, list[str]], ...], day: str
) -> str | None:
    """Follow the one successor of a unit that ended, the one forerunner of a later one."""
    met: set[str] = set()
    while uid not in met:
        met.add(uid)
        unit = known[uid]
        if (unit["valid_to"] or "9999") < day:
            way = ways[0]
        elif (unit["valid_from"] or "") > day:
            way = ways[1]
        else:
            return uid
        next_to = [other for other in way.get(uid, ()) if other in known]
        if len(next_to) != 1:
            return None if next_to else uid
        uid = next_to[0]
    return uid


def day_before(day: str) -> str:
    """The day before a day (YYYY-MM-DD)."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
