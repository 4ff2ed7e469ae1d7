"""A world with every kind of figure in it, and reading the figures of its pages."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from tests.given import (
    CADRE,
    NOW,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    registered,
    step,
)
from tests.land import an_outline, over
from tests.web.conftest import Person

_TILE = re.compile(
    r'<(?:a|div) class="figure[^"]*"(?: href="([^"]*)")?>\s*<span class="label">([^<]*)</span>'
    r'\s*<span class="value">([\d.]+)(?:<small> / ([\d.]+)</small>)?(<small> m</small>)?'
)


def a_world(store: Store) -> Store:
    """Cases late, redated, stuck; a road with a ramp, gaps and short stretches."""
    an_outline(store)
    packages = (("pk2", "XL2", 4200, 10_000, 300), ("pk", "XL1", 0, 4200, None))
    for uid, code, from_m, to_m, usable in packages:
        place = {"chainage_from_m": from_m, "chainage_to_m": to_m, "usable_m": usable}
        if uid == "pk":
            change = a_change("package", uid, "revised", patch=place)
        else:
            change = registered("package", uid, code=code, name=code, alignment_uid="al", **place)
        record_all(store, [change], TERMINAL, NOW)
    for number in range(1, 5):
        at = {"chainage_from_m": 2000 * number, "chainage_to_m": 2000 * number + 2000}
        record_all(
            store,
            [registered("segment", f"s{number}", code=f"D-1{number}", alignment_uid="al", **at)],
            TERMINAL,
            NOW,
        )
    _a_ramp(store)
    _land(store)
    _cases(store)
    return store


def _a_ramp(store: Store) -> None:
    ramp = registered(
        "alignment", "rp", code="N1", name="Nhánh", start_m=0, length_m=400, kind="ramp"
    )
    record_all(store, [ramp], TERMINAL, NOW)
    place = {"alignment_uid": "rp", "chainage_from_m": 0, "chainage_to_m": 400, "side": "both"}
    a_parcel(store, "ramp", "h", **place, shape=None, crs=None)


def _land(store: Store) -> None:
    """Parcels over the whole width end to end; most handed over, some of them on this very day."""
    for number, (from_m, to_m, on) in enumerate(
        (
            (0, 90, None),
            (170, 1500, "2026-11-01"),
            (1500, 4600, "2026-11-02"),
            (4600, 4640, None),
            (4640, 5100, "2026-11-18"),
            (5100, 6100, "2026-11-03"),
            (6150, 8000, "2026-11-04"),
        )
    ):
        place = over(from_m, to_m, "both")
        uid = a_parcel(store, f"w{number}", "h", parcel_no=str(number), **place)
        if on:
            done = step(store, uid, "handed_over", subject="parcel", happened_on=on)
            assert done.is_accepted


def _cases(store: Store) -> None:
    """Household h late and redated, k late and stuck, d done, n new; one grave late."""
    for uid, unit in (("d", "a"), ("n", "b"), ("e", "b")):
        a_household(store, uid, unit)
    for uid, on in (("h", "2026-08-01"), ("k", "2026-08-11"), ("e", "2026-11-10")):
        assert step(store, uid, "notified", happened_on=on).is_accepted
    an_obstacle(store, "k")
    told = {"step": "inventoried", "category": "staff", "new_due_on": "2026-12-24"}
    change = a_change("household", "h", "explained", patch=told, why="Thiếu người đo")
    assert by(CADRE, store, change).is_accepted
    for code in ("notified", "inventoried", "origin_confirmed"):
        step(store, "d", code)
    a_grave(store, "late", "b", household_uid="k")
    for uid in ("g", "late"):
        assert step(store, uid, "discovered", subject="grave").is_accepted


def tiles(person: Person, url: str) -> Iterator[tuple[str, str, int, bool]]:
    """Words, address of the list, number and whether it is metres, of each tile of a page."""
    answer = person.get(url)
    for href, words, number, whole, unit in _TILE.findall(answer.get_data(as_text=True)):
        yield words, unescape(href), int(number.replace(".", "")), bool(unit)
        if whole:
            yield f"{words} / ", "", int(whole.replace(".", "")), bool(unit)


def rows(person: Person, url: str) -> list[dict[str, Any]]:
    """Every row of a list, page by page."""
    joint, found, page = "&" if "?" in url else "?", [], 1
    while True:
        answer = person.get(f"{url.split('#')[0]}{joint}format=json&page={page}")
        assert answer.status_code == 200, (url, answer.text[:300])
        told = answer.get_json()
        found += told["rows"]
        if page >= told["pages"]:
            return found
        page += 1


def is_list(person: Person, address: str) -> bool:
    """Whether an address gives the rows of a list to programs."""
    joint = "&" if "?" in address else "?"
    answer = person.get(f"{address.split('#')[0]}{joint}format=json")
    return answer.is_json and "rows" in answer.get_json()


def asked(url: str, day: str) -> str:
    """An address for a day."""
    return f"{url}{'&' if '?' in url else '?'}as_of={day}" if day else url
