"""The map's filters in the address, and how many parcels each of their values leaves."""

from typing import Any

from clearance.reports.cache import until_next_change
from clearance.store.cases.as_of import stand
from clearance.store.map import filters
from clearance.store.map.filters import FILTERS, Sift, sift
from clearance.web.frame.case_filters import CASE_FILTERS
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.filters import Choice

Row = dict[str, Any]


def given() -> dict[str, str]:
    """The filters of the address."""
    return {name: asked(name) for name in FILTERS if asked(name)}


def sifted(but: str = "") -> Sift:
    """The same for the store; one of them left out."""
    kept = {name: value for name, value in given().items() if name != but}
    return sift(kept, as_of(), today())


def is_opened() -> bool:
    """Whether the page shows the filters' form: some are chosen, or it was asked for."""
    return bool(given() or asked("filters"))


def offered() -> list[Choice]:
    """Every filter with its values, their words, and how many parcels each would leave."""
    key = ("map filters", who(), today(), as_of(), tuple(given().items()))
    counts = until_next_change(store(), key, _counts)
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


def _counts() -> dict[str, list[tuple[str, int]]]:
    if as_of() < today():
        stand(store(), "household", as_of())
    of = (store(), who(), today(), as_of())
    return {
        name: [
            (row["value"], row["n"])
            for row in filters.count_parcels_by(*of, name, sifted(but=name))
        ]
        for name in FILTERS
    }
