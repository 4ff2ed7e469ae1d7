"""The map's filters in the address, and how many parcels each of their values leaves."""

from collections.abc import Callable, Mapping
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.cache import until_next_change
from clearance.rules.procedure.steps import steps_of
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.store.cases.as_of import stand
from clearance.store.engine import scope
from clearance.store.map import filters
from clearance.store.map.filters import FILTERS, Sift, sift
from clearance.store.people.accounts import list_people
from clearance.web.frame.context import as_of, asked, store, today, who

Row = dict[str, Any]
Words = Mapping[str, str]


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


def offered() -> list[Row]:
    """Every filter with its values, their words, and how many parcels each would leave."""
    key = ("map filters", who(), today(), as_of(), tuple(given().items()))
    counts = until_next_change(store(), key, _counts)
    return [
        {
            "name": name,
            "label": title(),
            "selected": asked(name),
            "options": [
                (value, words.get(value, value), n)
                for value, n in counts[name]
                if value in words or name == "segment"
            ],
        }
        for name, (title, known) in _WORDS.items()
        for words in (known(),)
    ]


def segments_offered(rows: list[Row]) -> list[Row]:
    """What somebody who sees no case may filter by: the segment."""
    options = [(row["code"], row["code"], 1) for row in rows]
    return [
        {
            "name": "segment",
            "label": _WORDS["segment"][0](),
            "selected": asked("segment"),
            "options": options,
        }
    ]


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


def _communes() -> Words:
    return {unit["code"]: unit["name"] for unit in scope.list_units(store(), who(), today())}


def _stages() -> Words:
    return {"none": _("Chưa bắt đầu")} | {s.code: label(s) for s in steps_of("household")}


def _people() -> Words:
    return {p["name"]: p["full_name"] or p["name"] for p in list_people(store())}


_WORDS: dict[str, tuple[Callable[[], str], Callable[[], Words]]] = {
    "late": (lambda: _("Hạn"), lambda: {"1": _("Trễ hạn")}),
    "stuck": (lambda: _("Vướng mắc"), lambda: {"1": _("Có vướng mắc")}),
    "commune": (lambda: _("Xã"), _communes),
    "stage": (lambda: _("Đã đến bước"), _stages),
    "obstacle": (
        lambda: _("Lý do vướng"),
        lambda: {code: label(kind) for code, kind in OBSTACLE_KINDS.items()},
    ),
    "segment": (lambda: _("Đoạn"), dict),
    "holder": (lambda: _("Người phụ trách"), _people),
}
