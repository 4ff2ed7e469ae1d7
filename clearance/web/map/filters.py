"""The map's filters in the address, and how many parcels each of their values leaves."""

from typing import Any

from clearance.rules.basics.actors import Who
from clearance.store import Store
from clearance.store.journal.cache import NEXT_CHANGE, cached
from clearance.store.map import filters
from clearance.store.map.filters import FILTERS, Sift, sift
from clearance.web.frame.case_filters import CASE_FILTERS
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.filters import Choice

Row = dict[str, Any]
#: Filters of an address: name, value.
Pairs = tuple[tuple[str, str], ...]


def given() -> dict[str, str]:
    """The filters of the address."""
    return {name: asked(name) for name in FILTERS if asked(name)}


def applied() -> Sift:
    """The same for the store."""
    return sift(given(), as_of(), today())


def is_opened() -> bool:
    """Whether the page shows the filters' form: some are chosen, or it was asked for."""
    return bool(given() or asked("filters"))


def offered() -> list[Choice]:
    """Every filter with its values, their words, and how many parcels each would leave."""
    counts = _counts(store(), who(), today(), as_of(), tuple(given().items()))
    return [_choice(name, counts[name]) for name in CASE_FILTERS if name in FILTERS]


def _choice(name: str, counts: list[tuple[str, int]]) -> Choice:
    title, values = CASE_FILTERS[name]
    words = values("household")
    known = [(v, str(words.get(v, v)), n) for v, n in counts if v in words or name == "segment"]
    return Choice(name, str(title), known, asked(name))


def segments_offered(rows: list[Row]) -> list[Choice]:
    """What somebody who sees no case may filter by: the segment."""
    options = [(row["code"], row["code"], 1) for row in rows]
    return [Choice("segment", str(CASE_FILTERS["segment"][0]), options, asked("segment"))]


@cached(NEXT_CHANGE)
def _counts(
    own: Store, me: Who, today: str, as_of: str, given: Pairs
) -> dict[str, list[tuple[str, int]]]:
    """Parcels that each value of each filter would leave, beside the other filters."""
    return {
        name: [
            (row["value"], row["n"])
            for row in filters.count_parcels_by(own, me, today, as_of, name, others)
        ]
        for name in FILTERS
        for others in (sift({k: v for k, v in given if k != name}, as_of, today),)
    }
