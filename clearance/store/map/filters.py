"""Filters of the map: those of every list and its own; layers, table, strip and counts ask them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.corridor.intervals import joined
from clearance.rules.corridor.pieces import spans_of
from clearance.store.cases.as_of import then
from clearance.store.cases.filters import COMMON, Filter, flag, table_of, tests, values
from clearance.store.cases.filters import given as known
from clearance.store.cases.named_holder import holder_sql
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.intervals import on_day
from clearance.store.engine.pieces import meets
from clearance.store.engine.scope import bounds, within

_OPEN = f"SELECT b.subject_uid FROM open_obstacle b WHERE {on_day('b')}"  # noqa: S608
#: Ground handed over stops nobody, whatever its household still disputes.
_STANDS = "NOT ({public} = 1 OR COALESCE(t.cleared_on, '9999') <= :as_of)"
_STUCK = f"((t.uid IN ({_OPEN}) OR {{household}} IN ({_OPEN})) AND {_STANDS})"
_SEGMENT = ("g.chainage_from_m", "g.chainage_to_m")


FILTERS = table_of(
    *COMMON,
    Filter("stuck", flag(_STUCK)),
    Filter("scope", "COALESCE(t.scope, 'main')"),
    Filter(
        "obstacle",
        "b.kind",
        f"open_obstacle b ON b.subject_uid IN (t.uid, {{household}}) AND {_STANDS}"
        f" AND {on_day('b')}",
    ),
    Filter("segment", "g.code", "segment g ON g.alignment_uid = t.alignment_uid AND {meets}"),
)
#: Whose case a thing is: subject of the case, its uid, its household and who follows it.
_CASES = {
    "parcel": ("household", "t.household_uid", "t.household_uid"),
    "structure": ("household", "t.household_uid", "t.household_uid"),
    "utility": ("utility", "t.uid", "NULL"),
    "grave": ("grave", "t.uid", "t.household_uid"),
}


@dataclass(frozen=True, slots=True)
class Sift:
    """Filters in force on a day. `is_past`: derived columns are those of that day."""

    given: tuple[tuple[str, str], ...] = ()
    is_past: bool = False

    def values(self) -> dict[str, str]:
        """What the conditions are bound with."""
        return values(dict(self.given))


NONE = Sift()


def sift(given: Mapping[str, str], as_of: str, today: str) -> Sift:
    """The known filters that are not empty."""
    return Sift(tuple(known(FILTERS, given).items()), as_of < today)


def passes(store: Store, table: str, sifted: Sift) -> str:
    """` AND …`: the row `t` of that table passes every filter; bind with :as_of and `values`."""
    if not sifted.given:
        return ""
    found = " AND ".join(tests(FILTERS, dict(sifted.given), _parts(store, table)))
    return f" AND EXISTS (SELECT 1 FROM (SELECT 1 AS one) o {_joins(table, sifted.is_past)} WHERE {found})"  # noqa: S608, E501


def _parts(store: Store, table: str) -> dict[str, str]:
    """SQL that differs between things: the household, whether public land, the segments met."""
    public = "COALESCE(t.is_public, 0)" if table == "parcel" else "0"
    _case, uid, household = _CASES[table]
    place = meets(store, "t", _SEGMENT)
    return {"uid": uid, "household": household, "public": public, "meets": place}


def _joins(table: str, is_past: bool) -> str:
    """The case `d` of the row `t` on the day, its unit `u` and who follows it `w`."""
    case, uid, _ = _CASES[table]
    derived = then(case, uid) if is_past else f"{case} d ON d.uid = {uid}"
    return (
        f"LEFT JOIN {case} c ON c.uid = {uid}"
        f" LEFT JOIN {derived}"
        " LEFT JOIN unit u ON u.uid = t.unit_uid"
        f" LEFT JOIN person w ON w.uid = {holder_sql(case, 'c')}"
    )


def count_parcels_by(
    store: Store, who: Who, today: str, as_of: str, name: str, sifted: Sift
) -> list[Row]:
    """How many parcels of the area have each value of a filter, the filters given holding."""
    row, parts = FILTERS[name], _parts(store, "parcel")
    more = f" JOIN {row.joined.format(**parts)}" if row.joined else ""
    return store.query(
        f"SELECT {row.value.format(**parts)} AS value,"  # noqa: S608
        f" COUNT(DISTINCT t.uid) AS n FROM parcel t {_joins('parcel', sifted.is_past)}{more}"
        f" WHERE {within('t.unit_uid')}{passes(store, 'parcel', sifted)} GROUP BY 1 ORDER BY 1",
        as_of=as_of,
        **sifted.values(),
        **bounds(who, today),
    )


def list_spans(
    store: Store, who: Who, today: str, as_of: str, alignment_uid: str, sifted: Sift
) -> list[tuple[int, int]]:
    """Where along an alignment the parcels that pass lie: disjoint [from, to) in metres."""
    rows = store.query(
        "SELECT DISTINCT t.chainage_from_m AS a, t.chainage_to_m AS b, t.parts FROM parcel t"  # noqa: S608
        " WHERE t.alignment_uid = :alignment AND t.chainage_from_m < t.chainage_to_m"
        f" AND {within('t.unit_uid')}{passes(store, 'parcel', sifted)}",
        alignment=alignment_uid,
        as_of=as_of,
        **sifted.values(),
        **bounds(who, today),
    )
    return joined(sorted(span for row in rows for span in _pieces(row)))


def _pieces(row: Row) -> list[tuple[int, int]]:
    return [(p.from_m, p.to_m) for p in spans_of(row["parts"])] or [(row["a"], row["b"])]


def list_matching(
    store: Store,
    who: Who,
    today: str,
    as_of: str,
    table: str,
    box: dict[str, Any],
    sifted: Sift,
    near: str,
    most: int,
) -> list[int]:
    """Ids of the shapes of one table that pass, in a box; `near` is the box's own condition."""
    rows = store.query(
        f"SELECT s.id FROM shape_box b JOIN shape s ON s.id = b.id JOIN {table} t"  # noqa: S608
        f" ON t.uid = s.subject_uid WHERE s.subject = :table AND {near}"
        f" AND {within('t.unit_uid')}{passes(store, table, sifted)} ORDER BY s.id LIMIT :most",
        table=table,
        as_of=as_of,
        most=most + 1,
        **box,
        **sifted.values(),
        **bounds(who, today),
    )
    return [row["id"] for row in rows]
