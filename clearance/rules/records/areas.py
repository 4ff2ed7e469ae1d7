"""Composition of an area: the chosen units and their predecessors.

Cases stay with the unit of the day they were recorded; a commune merged since is another unit
with cases of its own. A person given today's commune is therefore given its predecessors too, by
a dated assignment that names each. A unit divided among several is given only by itself: its
cases belong to more than one of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.rules.basics.names import fold
from clearance.rules.procedure.unit_kinds import LOCAL

Row = Mapping[str, Any]
#: Letters a commune's name needs before it is looked for in a login name.
LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Area:
    """Units to be given, the chosen ones first; `divided`: those that went into several."""

    given: tuple[str, ...]
    divided: tuple[str, ...] = ()


def area_of(chosen: Sequence[str], units: Iterable[Row], successions: Iterable[Row]) -> Area:
    """The units (uid, parent_uid) chosen and, by succession (old_uid, new_uid), all before them."""
    within, before, after = _relations(units, successions)
    given, divided = list(dict.fromkeys(chosen)), set[str]()
    seen = set().union(*(_under(uid, within) for uid in given))
    for uid in given:  # grows while it is walked
        below = _under(uid, within)
        seen |= below
        for old in sorted({old for new in below for old in before[new]} - seen):
            if not seen.issuperset(after[old]):
                divided.add(old)
            elif old not in given:
                given.append(old)
    return Area(tuple(given), tuple(sorted(divided - seen)))


def whole_project(units: Sequence[Row]) -> list[str]:
    """The units that are part of no other: given together, every case lies within."""
    known = {row["uid"] for row in units}
    return [row["uid"] for row in units if row["parent_uid"] not in known]


def own_commune(login: str, communes: Iterable[Row]) -> str:
    """The uid of the only commune whose name, without blanks and accents, is in a login name."""
    said = re.sub(r"[^a-z0-9]", "", fold(login))
    bare = ((unit["uid"], _bare(unit["name"])) for unit in communes if unit["kind"] in LOCAL)
    found = [uid for uid, name in bare if len(name) >= LEAST_LETTERS and name in said]
    return found[0] if len(found) == 1 else ""


def _bare(name: str) -> str:
    """A commune's name without its kind, blanks and accents."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^(xa|thi tran|phuong) ", "", fold(name)))


def with_days(unit: Row) -> str:
    """Name, code and the days that are known: `Thái Sơn (02407, 01/07/2025 –)`."""
    first, last = (_day(unit[name]) for name in ("valid_from", "valid_to"))
    days = ", " + f"{first} – {last}".strip() if first or last else ""
    return f"{unit['name']} ({unit['code']}{days})"


def labels(units: Sequence[Row]) -> dict[str, str]:
    """uid → name and code; with the days where another unit has the same name or code."""
    bearers: dict[tuple[str, str], int] = defaultdict(int)
    for unit in units:
        for mark in _marks(unit):
            bearers[mark] += 1
    return {
        unit["uid"]: with_days(unit)
        if any(bearers[mark] > 1 for mark in _marks(unit))
        else f"{unit['name']} ({unit['code']})"
        for unit in units
    }


def _marks(unit: Row) -> tuple[tuple[str, str], ...]:
    return ("code", str(unit["code"])), ("name", fold(str(unit["name"])))


def _day(text: str | None) -> str:
    return f"{text[8:10]}/{text[5:7]}/{text[:4]}" if text else ""


def _relations(units: Iterable[Row], successions: Iterable[Row]) -> Any:
    """parent → children, new → old, old → new."""
    within, before, after = (defaultdict[str, list[str]](list) for _ in range(3))
    for unit in units:
        within[unit["parent_uid"] or ""].append(unit["uid"])
    for row in successions:
        before[row["new_uid"]].append(row["old_uid"])
        after[row["old_uid"]].append(row["new_uid"])
    return within, before, after


def _under(uid: str, within: Mapping[str, list[str]]) -> set[str]:
    """A unit with all that is part of it."""
    found, rest = {uid}, [uid]
    while rest:
        below = [child for child in within.get(rest.pop(), ()) if child not in found]
        found |= set(below)
        rest += below
    return found
