"""Finding things by words, by place on the road, by sheet and parcel number."""

import re
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.names import fold
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.dialect import match_of, with_words
from clearance.store.engine.pieces import away_m
from clearance.store.engine.scope import bounds, within

#: What can be found, where it lies, and what is told of it.
_KINDS = {
    "household": ("c.chainage_m", "i.full_name", "c.village"),
    "grave": ("c.chainage_from_m", "COALESCE(i.deceased_name, i.full_name)", "c.cemetery"),
    "parcel": ("c.chainage_from_m", "i.full_name", "c.map_sheet_no || '/' || c.parcel_no"),
}


def matching(store: Store, words: str) -> str:
    """A full-text query: each folded word as a prefix; '' when nothing can be looked for."""
    return match_of(store, re.findall(r"\w+", fold(words), re.ASCII)[:8])


def _found(subject: str) -> str:
    """The columns and joins every search of a kind gives."""
    km, name, place = _KINDS[subject]
    owner = "c.household_uid" if subject == "parcel" else "c.uid"
    return (
        f"SELECT '{subject}' AS subject, c.uid, c.code, {km} AS chainage_m, {name} AS name,"  # noqa: S608
        f" i.sort_key, {place} AS place, u.name AS unit_name, c.stage, c.is_stuck, c.next_step"
        f" FROM {subject} c LEFT JOIN unit u ON u.uid = c.unit_uid"
        f" LEFT JOIN identity i ON i.subject_uid = {owner}"
    )


def by_words(store: Store, who: Who, today: str, words: str, most: int) -> list[Row]:
    """Households, graves and parcels with all the words, names in Vietnamese order."""
    match = matching(store, words)
    rows: list[Row] = []
    for subject in _KINDS if match else ():
        rows += store.query(
            f"{_found(subject)} WHERE c.uid IN ({with_words(store)}"
            f" AND t.subject = '{subject}') AND {within('c.unit_uid')}"
            " ORDER BY CASE WHEN LOWER(c.code) = :code THEN 0 ELSE 1 END,"
            " i.sort_key NULLS FIRST, c.code LIMIT :most",
            match=match,
            code=words.lower(),
            most=most,
            **bounds(who, today),
        )
    return rows


def near(store: Store, who: Who, today: str, metres: int, most: int) -> list[Row]:
    """The cases nearest to a place on the road; those that hold it are 0 m away."""
    rows: list[Row] = []
    for subject, (start, _name, _place) in _KINDS.items():
        is_point = subject == "household"
        away = "ABS(c.chainage_m - :metres)" if is_point else away_m(store, "c")
        found = _found(subject).replace("SELECT ", f"SELECT {away} AS away_m, ", 1)
        rows += store.query(
            f"{found} WHERE {start} IS NOT NULL AND {within('c.unit_uid')}"
            " ORDER BY away_m, c.code LIMIT :most",
            metres=metres,
            most=most,
            **bounds(who, today),
        )
    return sorted(rows, key=lambda row: (row["away_m"], row["code"]))[:most]


def by_sheet(store: Store, who: Who, today: str, sheet: str, parcel: str) -> list[Row]:
    """Parcels with that sheet and parcel number, and the households they are taken from."""
    place = "map_sheet_no = :sheet AND parcel_no = :parcel"
    values: dict[str, Any] = {"sheet": sheet, "parcel": parcel, **bounds(who, today)}
    parcels = store.query(
        f"{_found('parcel')} WHERE {place} AND {within('c.unit_uid')} ORDER BY c.code", **values
    )
    households = store.query(
        f"{_found('household')} WHERE c.uid IN"  # noqa: S608 – constant names
        f" (SELECT household_uid FROM parcel WHERE {place})"
        f" AND {within('c.unit_uid')} ORDER BY c.code",
        **values,
    )
    return households + parcels


def segments(store: Store, words: str, metres: int | None, most: int) -> list[Row]:
    """Handover segments by code, or those that hold a place on the road."""
    place = "chainage_from_m <= :metres AND chainage_to_m > :metres"
    test = place if metres is not None else "LOWER(code) LIKE :code ESCAPE '!'"
    plain = re.sub(r"([!%_])", r"!\1", words.strip().lower())
    values = {"metres": metres} if metres is not None else {"code": f"%{plain}%"}
    return store.query(
        "SELECT code, chainage_from_m, chainage_to_m, stage, promised_on FROM segment"  # noqa: S608
        f" WHERE {test} ORDER BY chainage_from_m NULLS FIRST, code LIMIT :most",
        most=most,
        **values,
    )
