"""A case as the law looks at it: its dated steps, its traits, the visits paid to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.procedure.case_facts import LAND_TRAITS, Dossier, traits_of
from clearance.rules.procedure.law import Law
from clearance.store.cases import steps
from clearance.store.engine.connection import Store


def load_dossier(
    store: Store,
    subject: str,
    row: Mapping[str, Any],
    dates: Mapping[str, str] | None = None,
    *,
    with_land: bool = True,
) -> Dossier:
    """The dossier of a case from its row; without `dates` those of today's steps."""
    uid = row["uid"]
    taken = steps.dates(store, uid) if dates is None else dates
    codes = _land_use(store, uid) if with_land and subject == "household" else ()
    return Dossier(subject, taken, traits_of(subject, row, codes), fields=row)


def asks_of_land(law: Law, subject: str, step: str) -> bool:
    """Whether a period of a step depends on the kind of land: only then is it worth reading."""
    return any(term.trait in LAND_TRAITS for term in law.by_step.get((subject, step), ()))


def list_visits(store: Store, subject_uid: str) -> tuple[str, ...]:
    """The days on which somebody visited a case."""
    rows = store.query(
        "SELECT happened_on, recorded_at FROM change WHERE subject_uid = :uid"
        " AND fact = 'visited' AND standing = 'accepted'",
        uid=subject_uid,
    )
    return tuple(row["happened_on"] or local_day(from_stamp(row["recorded_at"])) for row in rows)


def _land_use(store: Store, household_uid: str) -> Iterable[str | None]:
    rows = store.query(
        "SELECT DISTINCT land_use_code FROM parcel WHERE household_uid = :uid", uid=household_uid
    )
    return [row["land_use_code"] for row in rows]
