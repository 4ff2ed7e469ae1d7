"""An office with one bad shape: every page and file shows the others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
from flask import Flask

from clearance.maps.unsound import unsound
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from tests.geo.test_sound import BAD
from tests.given import a_change, a_parcel, a_shape, by
from tests.land import over
from tests.web.conftest import Person

As = Callable[[Any], Person]


@pytest.fixture
def emptied(store: Store) -> str:
    """The name of a commune whose shape is an empty polygon; its neighbour has a good one."""
    for at, uid in enumerate("ab"):
        box = shapely.box(399_000, 2438000 + 5000 * at, 401_000, 2443000 + 5000 * at)
        drawn = a_change("unit", uid, "revised", patch=a_shape(box))
        assert by(TERMINAL, store, drawn).is_accepted
    store.run(
        "UPDATE shape SET web_wkb = :w, legal_wkb = :w WHERE subject_uid = 'a'", w=BAD["empty"]
    )
    return str(store.value("SELECT name FROM unit WHERE uid = 'a'"))


def test_one_empty_commune_is_named_to_the_office_and_the_others_are_drawn(
    as_: As, emptied: str
) -> None:
    office = as_("office").get("/map/communes.geojson").get_json()
    cadre = as_("cadre").get("/map/communes.geojson").get_json()
    assert office["left"] == [emptied]
    assert office["features"] == cadre["features"] != []
    assert "left" not in cadre
    assert as_("office").get("/map").status_code == 200
    assert as_("office").get("/map/sheet").status_code in (200, 404)
    for page in ("/corridor", "/communes/"):
        assert as_("leader").get(page).status_code == 200


def test_the_doctor_names_what_cannot_be_drawn(app: Flask, store: Store, emptied: str) -> None:
    code = store.value("SELECT code FROM unit WHERE name = :name", name=emptied)
    assert unsound(store) == [("unit", code)]
    told = app.test_cli_runner().invoke(args=["doctor"])
    assert f"Không vẽ được unit {code}" in told.output


def test_a_drawing_goes_out_without_what_is_broken(
    app: Flask, store: Store, tmp_path: Path
) -> None:
    a_parcel(store, "x", "h", **over(0, 500, "both"))
    a_parcel(store, "y", "h", **over(500, 600, "both"))
    before = store.value("SELECT COUNT(*) FROM shape WHERE subject = 'parcel'")
    store.run("UPDATE shape SET legal_wkb = :w WHERE subject_uid = 'x'", w=BAD["garbage"])
    target = tmp_path / "x.gpkg"
    done = app.test_cli_runner().invoke(args=["export", "parcel", "-o", str(target)])
    assert done.exit_code == 0, done.output
    assert len(geopandas.read_file(target)) == before - 1
