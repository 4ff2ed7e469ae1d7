"""The worlds the browser looks at: a cut-down demo and a town written to do harm, both served."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from waitress.server import create_server

from clearance import create_app
from clearance.demo import demo_changes, photos
from clearance.record import record_all, record_history
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.days import stamp
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.journal import evidence, meta
from clearance.store.people import accounts
from tests.given import OFFICE, a_change, by
from tests.web.frame.test_hostile import poison
from tests.web.town import a_town
from tests.worlds import SMALL

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TODAY = "2026-11-23"
#: A household added by hand: somebody to look for.
HUONG = "Đặng Thị Hường"
#: Each would show itself by setting `hacked`, in a page, a script or a template.
HOSTILE = (
    "<img src=x onerror=window.hacked=1>",
    "${window.hacked=1}",
    "{{7*7}}QZ{{'a'*3}}",
    "</script><script>window.hacked=1</script>",
    "\"'><svg onload=window.hacked=1>",
    "'-(window.hacked=1)-'",
)


@dataclass(frozen=True, slots=True)
class Served:
    """An application at an address of this machine."""

    app: Flask
    address: str

    @property
    def store(self) -> Store:
        """The store behind it, to look things up in."""
        store: Store = self.app.extensions["clearance"].store
        return store

    def one(self, sql: str, **values: Any) -> Any:
        """The first value of the first row."""
        row = self.store.first(sql, **values)
        assert row, sql
        return next(iter(row.values()))


def serve(app: Flask) -> Served:
    """Serve as `flask serve` does, on a free port, until the process ends."""
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    threading.Thread(target=server.run, daemon=True).start()
    return Served(app, f"http://127.0.0.1:{server.effective_port}")


def open_world(folder: Path) -> Flask:
    """The application on that folder, its clock stopped."""
    return create_app(read_settings({"CLEARANCE_DATA": str(folder)}), clock=lambda: NOW)


def build_demo(folder: Path) -> None:
    """The demo, cut down, with three households more."""
    app = open_world(folder)
    store = app.extensions["clearance"].store
    for photo in photos().values():
        evidence.keep(store, folder / "evidence", photo, "image/png", TERMINAL.uid, stamp(NOW))
    record_history(store, demo_changes(SMALL, 74, date.fromisoformat(TODAY)))
    cadre = next(p for p in accounts.list_people(store) if p["role"] == "cadre")
    _add_cases(store, Who(cadre["uid"], cadre["name"], "cadre"))
    meta.write(store, "demo", "1")
    store.close()


def _add_cases(store: Store, cadre: Who) -> None:
    """Households added by hand: one new, one to inventory and one to confirm this week."""
    unit = store.first("SELECT unit_uid FROM scope WHERE person_uid = :u", u=cadre.uid)
    place = {
        "unit_uid": unit and unit["unit_uid"],
        "village": "Thôn Trung",
        "kind": "household",
        "holder_uid": cadre.uid,
        "chainage_m": 45350,
    }
    for uid, code, name in (
        ("them", "HY-THEM", HUONG),
        ("kiem", "HY-KIEM", "Lục Thị Mây"),
        ("goc", "HY-GOC", "Tẩn Văn Xuân"),
    ):
        patch = {"code": code, "full_name": name, **place}
        record_all(store, [a_change("household", uid, "registered", patch=patch)], TERMINAL, NOW)
    minute = store.first("SELECT sha256 FROM evidence ORDER BY sha256")
    kept = (minute["sha256"],) if minute else ()
    told = [
        ("kiem", "notified", "2026-10-26"),
        ("goc", "notified", "2026-10-12"),
        ("goc", "inventoried", "2026-10-16"),
    ]
    steps = [
        a_change("household", uid, code, happened_on=day, evidence=kept) for uid, code, day in told
    ]
    record_all(store, steps, cadre, NOW)


def build_hostile(folder: Path) -> None:
    """A town where everything that can be written was written to do harm."""
    store = a_town(folder).store
    poison(store, HOSTILE)
    for at, text in enumerate(HOSTILE):
        moved = a_change(
            "segment", "sg", "promised", why=text, patch={"promised_on": f"2027-01-{at + 1:02}"}
        )
        noted = a_change("household", "h", "noted", why=text, patch={"note": text})
        assert all(by(OFFICE, store, change).is_accepted for change in (moved, noted))
    meta.write(store, "demo", "1")
    store.close()


BUILDERS: dict[str, Callable[[Path], None]] = {"demo": build_demo, "hostile": build_hostile}


def addresses(served: Served, role: str) -> list[str]:
    """Every page of the map of addresses with things of that world in it, one of each kind."""
    found = []
    for rule in served.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "sync.changes"):
            continue
        values = {name: _value(served, rule.rule, name, role) for name in rule.arguments}
        found.append(served.app.url_map.bind("").build(rule.endpoint, values))
    return sorted(dict.fromkeys(found))


#: What is named by neither a case nor a segment.
_ALONE = {("results", "code"): "canbo.bachxa", ("law", "code"): "2027"}


@lru_cache
def _value(served: Served, rule: str, name: str, role: str) -> str:
    """Something for a variable of an address; KeyError when the variable is new to us."""
    room = rule.split("/")[1]
    subjects = {
        "households": "household",
        "register": "household",
        "parcels": "parcel",
        "graves": "grave",
        "structures": "structure",
        "utilities": "utility",
        "segments": "segment",
        "offerings": "offering",
        "communes": "unit",
        "packages": "package",
        "notes": "decision_note",
        "requests": "request",
    }
    if (room, name) in _ALONE:
        return _ALONE[room, name]
    if name == "code":
        return _code(served, subjects[room], role)
    if name == "uid":
        return "nothing"
    fixed = {
        "step": "notified" if room == "households" else "handed_over",
        "sha256": "0" * 64,
        "token": "guess",
        "layer": "parcels",
        "target": "packages",
        "name": "canbo.bachxa",
        "z": 14,
        "x": 1,
        "y": 1,
        "kind": "package_recut" if room == "operations" else "households",
        "subject": "grave",
        "month": "2026-12",
        "size": 100,
    }
    return fixed[name]


def _code(served: Served, subject: str, role: str) -> str:
    """A case with a history, in the area of the demo's cadre where that matters."""
    sql = {
        "segment": "SELECT code FROM segment ORDER BY stage = 'offered' DESC, code",
        "household": "SELECT h.code FROM household h JOIN person p ON p.uid = h.holder_uid"
        " ORDER BY p.name LIKE 'canbo.bachxa%' DESC, h.is_stuck DESC, h.code",
        "offering": "SELECT code FROM offering ORDER BY stage = 'offered' DESC, code",
        "package": "SELECT code FROM package ORDER BY code",
        "unit": "SELECT u.code FROM unit u JOIN household h ON h.unit_uid = u.uid ORDER BY u.code",
        "decision_note": "SELECT code FROM decision_note ORDER BY code",
        "request": "SELECT code FROM request ORDER BY code DESC",
    }
    near = (
        f"SELECT c.code FROM {subject} c JOIN scope s ON s.unit_uid = c.unit_uid JOIN person p"
        " ON p.uid = s.person_uid WHERE p.role = 'cadre' ORDER BY p.name, c.code"
    )
    return str(served.one(f"{sql.get(subject, near)} LIMIT 1"))
