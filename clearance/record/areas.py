"""Assigning an area: the units it is made of today, and the changes that give each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.names import fold
from clearance.rules.records.areas import area_of, whole_project, with_days
from clearance.store import Store
from clearance.store.people import accounts, units

#: What stands for every unit of the project where an area is chosen.
WHOLE = "all"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Assigned:
    """Units to be given, and units divided among several that must be chosen apart; rows."""

    given: tuple[Row, ...]
    divided: tuple[Row, ...]

    def given_in_words(self) -> str:
        """Names and codes of the units given, with their days."""
        return "; ".join(map(with_days, self.given))

    def divided_in_words(self) -> str:
        """Names and codes of the units that must be chosen apart."""
        return "; ".join(map(with_days, self.divided))


def find_area(store: Store, chosen: Sequence[str]) -> Assigned:
    """The units that are given with those chosen; WHOLE among them stands for all."""
    known = units.list_all(store)
    rows = {row["uid"]: row for row in known}
    wanted = whole_project(known) if WHOLE in chosen else [uid for uid in chosen if uid in rows]
    area = area_of(wanted, known, units.list_successions(store))
    return Assigned(_in_order(area.given, rows, first=wanted), _in_order(area.divided, rows))


def _in_order(
    uids: Sequence[str], rows: dict[str, Row], first: Sequence[str] = ()
) -> tuple[Row, ...]:
    """Those chosen as they were chosen, the others by name."""
    others = [rows[uid] for uid in uids if uid not in first]
    chosen = [rows[uid] for uid in uids if uid in first]
    return (*chosen, *sorted(others, key=lambda row: (fold(row["name"]), row["code"])))


def assignment(
    store: Store, person_uid: str, area: Assigned, since: str, until: str | None, project_uid: str
) -> list[Change]:
    """A dated change for each unit of the area that the person does not have all that time."""
    has = {
        row["unit_uid"]
        for row in accounts.list_scopes(store, person_uid)
        if (row["valid_from"] or "") <= since and (row["valid_to"] or "9999") >= (until or "9999")
    }
    return [
        Change(
            "scope",
            new_uid(),
            "registered",
            project_uid=project_uid,
            patch={
                "person_uid": person_uid,
                "unit_uid": row["uid"],
                "valid_from": since,
                "valid_to": until,
            },
        )
        for row in area.given
        if row["uid"] not in has
    ]
