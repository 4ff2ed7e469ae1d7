"""Cases, households and graves alike: one by its code, many by filters, on any day."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.store.cases.as_of import then
from clearance.store.cases.filters import COMMON, Filter, flag, given, table_of, tests, values
from clearance.store.cases.lateness import late_from
from clearance.store.cases.named_holder import holder_sql
from clearance.store.engine.connection import Row, Store
from clearance.store.engine.scope import bounds, within

#: What differs between the lists: where the thing lies, what else is shown.
_LISTS = {
    "household": {
        "km": "c.chainage_m",
        "place": "c.village",
        "more": "c.kind, c.is_relocating",
        "scope": "'main'",
    },
    "grave": {
        "km": "c.chainage_from_m",
        "place": "c.cemetery",
        "more": "c.kind, c.family, c.planned_on, c.planned_lunar, i.deceased_name",
        "scope": "COALESCE(c.scope, 'main')",
    },
}
#: What can be filtered and counted.
FILTERS = table_of(
    *COMMON,
    Filter("next", "COALESCE(d.next_step, 'none')"),
    Filter("stuck", flag("d.is_stuck = 1")),
    Filter("done", flag("d.cleared_on IS NOT NULL")),
    Filter("scope", "{scope}"),
)
_ORDERS = {
    "code": "c.code",
    "name": "i.sort_key",
    "km": "{km}",
    "due": "d.due_on",
    "late": late_from("c.uid"),
    "commune": "u.chainage_from_m",
    "place": "{place}",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: by whom, on which day, filtered and ordered how."""

    who: Who
    today: str
    as_of: str
    filters: dict[str, str] = field(default_factory=dict)
    sort: str = ""

    def given(self) -> dict[str, str]:
        """The filters that are known and not empty."""
        return given(FILTERS, self.filters)


#: Names of the case and of its holder, for lists that show them.
_NAMED = (
    " LEFT JOIN identity i ON i.subject_uid = c.uid LEFT JOIN identity wi ON wi.subject_uid = w.uid"
)


def _source(subject: str, asked: Asked, named: str = "") -> str:
    """FROM and WHERE of a list; `d` holds the derived columns of the day asked for."""
    derived = (
        then(subject, "c.uid") if asked.as_of < asked.today else f"{subject} d ON d.uid = c.uid"
    )
    return (
        f" FROM {subject} c JOIN {derived}"
        " LEFT JOIN unit u ON u.uid = c.unit_uid"
        f" LEFT JOIN person w ON w.uid = {holder_sql(subject, 'c')}"
        f"{named} WHERE {within('c.unit_uid')}"
    )


def _parts(subject: str) -> dict[str, str]:
    """SQL that differs between the lists' filters."""
    return {"uid": "c.uid", "scope": _LISTS[subject]["scope"]}


def _values(asked: Asked) -> dict[str, Any]:
    return {"as_of": asked.as_of, **bounds(asked.who, asked.today)}


def count_cases(store: Store, subject: str, asked: Asked) -> tuple[int, dict[str, dict[str, int]]]:
    """How many cases match, and for each filter how many per value if only that one changed."""
    parts = _parts(subject)
    names = ", ".join(f"{row.value.format(**parts)} AS {name}" for name, row in FILTERS.items())
    sql = f"SELECT {names}, COUNT(*) AS n{_source(subject, asked)} GROUP BY {_grouping()}"
    groups, chosen = store.query(sql, **_values(asked)), asked.given()
    counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
    total = 0
    for group in groups:
        missed = [name for name, value in chosen.items() if group[name] != value]
        total += 0 if missed else group["n"]
        for name in FILTERS if not missed else missed if len(missed) == 1 else ():
            counts[name][group[name]] += group["n"]
    return total, {name: dict(counter) for name, counter in counts.items()}


def _grouping() -> str:
    return ", ".join(str(place) for place in range(1, len(FILTERS) + 1))


def list_cases(
    store: Store, subject: str, asked: Asked, most: int = -1, skip: int = 0
) -> list[Row]:
    """Matching cases in order, with names."""
    part, chosen = _LISTS[subject], asked.given()
    more = "".join(f" AND {test}" for test in tests(FILTERS, chosen, _parts(subject)))
    return store.query(
        f"SELECT c.uid, c.code, {part['km']} AS chainage_m, {part['place']} AS place,"
        f" {part['more']}, i.full_name, u.name AS unit_name, u.code AS unit_code,"
        " COALESCE(wi.full_name, w.name) AS holder, d.stage, d.next_step, d.due_on,"
        f" {late_from('c.uid')} AS late_from,"
        f" d.cleared_on, d.is_stuck{_source(subject, asked, _NAMED)}{more}"
        f" ORDER BY {_order(asked.sort, part)}"
        " LIMIT :most OFFSET :skip",
        most=most if most >= 0 else 10**9,
        skip=skip,
        **_values(asked),
        **values(chosen),
    )


def _order(sort: str, part: dict[str, str]) -> str:
    """ORDER BY from the white list; things without a value last, then by code."""
    name = sort.removeprefix("-")
    column = _ORDERS.get(name, "c.code").format(**part)
    turn = "DESC" if sort.startswith("-") else "ASC"
    return f"CASE WHEN {column} IS NULL THEN 1 ELSE 0 END, {column} {turn}, c.code"
