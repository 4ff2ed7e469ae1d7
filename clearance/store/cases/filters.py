"""Filters of cases and of what is drawn of them: one row each, asked alike by lists and map.

In the SQL of a row `d` is the state of the case on :as_of, `u` the unit and `w` the holder of what
is listed; in braces stands what differs between lists (`uid` of the case, and what a table adds).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearance.store.cases.lateness import is_late


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its value, text in SQL, or what it is joined to when a thing can have several.

    `joined` is `table alias ON condition`.
    """

    name: str
    value: str
    joined: str = ""

    def test(self, parts: Mapping[str, str]) -> str:
        """The condition that the row has the value :f_<name>."""
        value = self.value.format(**parts)
        if not self.joined:
            return f"{value} = :f_{self.name}"
        source, condition = self.joined.format(**parts).split(" ON ", 1)
        return f"EXISTS (SELECT 1 FROM {source} WHERE {condition} AND {value} = :f_{self.name})"  # noqa: S608


def flag(condition: str) -> str:
    """A condition as the value '1' or '0'."""
    return f"CASE WHEN {condition} THEN '1' ELSE '0' END"


def table_of(*rows: Filter) -> dict[str, Filter]:
    """Filters by name."""
    return {row.name: row for row in rows}


#: What every list of cases and the map can be filtered by.
COMMON = (
    Filter("commune", "COALESCE(u.code, '')"),
    Filter("stage", "COALESCE(d.stage, 'none')"),
    Filter("late", flag(is_late("{uid}"))),
    Filter("holder", "COALESCE(w.name, '')"),
)


def tests(
    filters: Mapping[str, Filter], names: Iterable[str], parts: Mapping[str, str]
) -> list[str]:
    """The conditions of the filters in force; bind with `values`."""
    return [filters[name].test(parts) for name in names]


def given(filters: Mapping[str, Filter], asked: Mapping[str, str]) -> dict[str, str]:
    """The filters that are known and not empty, in the order of the table."""
    return {name: asked[name] for name in filters if asked.get(name)}


def values(chosen: Mapping[str, str]) -> dict[str, str]:
    """What the conditions are bound with."""
    return {f"f_{name}": value for name, value in chosen.items()}
