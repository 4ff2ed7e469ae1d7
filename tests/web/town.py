"""One small town behind the application, with a thing of every kind in each of two communes."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from clearance import create_app
from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.days import stamp
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.journal import changes, evidence
from clearance.store.people import accounts as people
from clearance.store.people import secrets
from tests import given
from tests.given import CADRE, CADRE_B, FAMILY_A, FAMILY_B, NOW, Family, personal, registered
from tests.noted import a_note, a_request
from tests.web.conftest import BY_ROLE, Person

#: For each commune: what stands for a variable of an address, by the first part of the address.
CODES = {
    "a": {
        "households": "HY-h",
        "register": "HY-h",
        "parcels": "T-p",
        "graves": "M-g",
        "structures": "N-s",
        "utilities": "D-u",
        "segments": "D-01",
        "offerings": "BG-0001",
        "notes": "PQ-0001",
        "requests": "DT-0001",
    },
    "b": {
        "households": "HY-k",
        "register": "HY-k",
        "parcels": "T-q",
        "graves": "M-m",
        "structures": "N-t",
        "utilities": "D-v",
        "segments": "D-01",
        "offerings": "BG-0001",
        "notes": "PQ-0002",
        "requests": "DT-0002",
    },
}
#: What stands for the code where the address names no thing of a commune.
OTHERS = {"law.year": "2026"}
FAMILIES = {"a": FAMILY_A, "b": FAMILY_B}


@dataclass(slots=True)
class Town:
    """The application, and what is needed to walk through all of its addresses."""

    app: Flask
    photos: dict[str, str]
    obstacles: dict[str, str]
    people: dict[str, Person]
    tokens: dict[str, str]
    seq: int

    @property
    def store(self) -> Store:
        """The store behind the application."""
        return self.app.extensions["clearance"].store  # type: ignore[no-any-return]

    def rules(self, method: str = "GET") -> list[Rule]:
        """Every address that takes that method, static files left out."""
        rules = self.app.url_map.iter_rules()
        return [r for r in rules if method in (r.methods or ()) and r.endpoint != "static"]

    def url(self, rule: Rule, commune: str = "a") -> str:
        """An address with things of a commune put in; KeyError when a variable is new to us."""
        values = {
            "code": CODES[commune].get(rule.rule.split("/")[1], OTHERS.get(rule.endpoint, "D-01")),
            "sha256": self.photos[commune],
            "uid": self.obstacles[commune],
            "step": "notified" if "households" in rule.rule else "handed_over",
            "layer": "parcels",
            "target": "packages",
            "name": "canbo.b",
            "token": "guess",
            "key": "accepted",
            "kind": "households" if "/register/" in rule.rule else "package_recut",
            "subject": "grave",
            "month": "2026-12",
            "z": 10,
            "x": 812,
            "y": 450,
            "size": 100,
        }
        chosen = {name: values[name] for name in rule.arguments}
        with self.app.test_request_context():
            return str(self.app.url_map.bind("localhost").build(rule.endpoint, chosen))

    def as_program(self, role: str, url: str, method: str = "GET", **more: Any) -> TestResponse:
        """Ask as a program with a bearer token."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} | more.pop("headers", {})
        client: FlaskClient = self.app.test_client()
        return client.open(url, method=method, headers=headers, buffered=True, **more)


def a_town(
    folder: Path, alter: dict[str, Family] | None = None, settings: dict[str, str] | None = None
) -> Town:
    """The town, built through the door; `alter` gives other families than the usual ones."""
    chosen = settings or {"CLEARANCE_DATA": str(folder)}
    app = create_app(read_settings(chosen), clock=lambda: NOW)
    store = app.extensions["clearance"].store
    given.a_project(store)
    photos, obstacles = {}, {}
    for commune, names in (("a", "hpgsu"), ("b", "kqmtv")):
        family = (alter or FAMILIES)[commune]
        _things(store, commune, *names, family)
        photos[commune] = _photo(store, folder / "evidence", commune)
        met = f"Gặp {family.full_name}"[:1900]
        cadre = {"a": CADRE, "b": CADRE_B}[commune]  # who sent the photo
        told = given.step(store, names[0], "notified", cadre, evidence=(photos[commune],), why=met)
        assert told.is_accepted
        obstacles[commune] = given.an_obstacle(store, names[0])
    given.step(store, "sg", "offered", subject="segment")
    given.an_offering(store, "of", "p", "q")
    promise = given.a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-01"})
    given.by(given.OFFICE, store, promise)
    for commune, house, officer in (("a", "h", CADRE), ("b", "k", CADRE_B)):
        about = {"subject": "household", "subject_uid": house}
        assert a_note(store, f"n{commune}", officer, **about).is_accepted
        place = {"subject": "unit", "subject_uid": commune, "holder_uid": officer.uid}
        assert a_request(store, f"r{commune}", **place).is_accepted
    everyone = {role: Person(app, who) for role, who in BY_ROLE.items()}
    tokens = {role: _token(store, who) for role, who in BY_ROLE.items()}
    return Town(app, photos, obstacles, everyone, tokens, changes.head(store)[0])


def _things(
    store: Store,
    unit: str,
    house: str,
    parcel: str,
    grave: str,
    structure: str,
    utility: str,
    family: Family,
) -> None:
    """A household with all it has, in one commune."""
    holder = {"a": CADRE, "b": CADRE_B}[unit].uid
    at = {"a": 100, "b": 6100}[unit]
    given.a_household(
        store,
        house,
        unit,
        holder_uid=holder,
        chainage_m=at,
        approved_vnd=987654321,
        **personal(family),
    )
    place = {"unit_uid": unit, "chainage_from_m": at, "chainage_to_m": at + 60}
    given.a_parcel(store, parcel, house, **place)
    given.a_grave(store, grave, household_uid=house, **personal(family), **(place | {"unit": unit}))
    span = place | {"alignment_uid": "al", "side": "left"}
    batch = [
        registered("structure", structure, code=f"N-{structure}", household_uid=house, **span),
        registered("utility", utility, code=f"D-{utility}", kind="điện", **span),
        registered("member", f"{house}-m", household_uid=house, relation="con", birth_year=1990),
    ]
    record_all(store, batch, TERMINAL, NOW)


def _photo(store: Store, folder: Path, commune: str) -> str:
    out = BytesIO()
    Image.new("RGB", (8, 8), {"a": "#123", "b": "#456"}[commune]).save(out, "JPEG")
    who = {"a": CADRE, "b": CADRE_B}[commune].uid
    return evidence.keep(store, folder, out.getvalue(), "image/jpeg", who, stamp(NOW))


def _token(store: Store, who: Who) -> str:
    token, until = secrets.new_token(), stamp(NOW + timedelta(days=1))
    people.open_session(
        store,
        uid=f"token of {who.uid}",
        token_hash=secrets.token_hash(token),
        person_uid=who.uid,
        kind="token",
        device="chương trình",
        created_at=stamp(NOW),
        expires_at=until,
    )
    return token
