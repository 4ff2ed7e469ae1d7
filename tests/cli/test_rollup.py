"""The roll-up that docs/rollup.md shows gives, for two offices, the figures of the app itself."""

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import shapely
from flask import Flask

from clearance import create_app
from clearance.record import record_all
from clearance.reports.corridor.communes import by_commune
from clearance.rules.basics.actors import TERMINAL
from clearance.settings import read_settings
from clearance.store import Store
from tests import engines, given
from tests.house.plan import ROOT
from tests.offices import an_office

PAGE = (ROOT / "docs/rollup.md").read_text("utf-8")
#: What dask calls inside pandas and will have to change before pandas 4.
DASK = "ignore:The inplace keyword:pandas.errors.Pandas4Warning"
#: Two offices and how many households each has.
OFFICES = {"ham-yen": 3, "bac-quang": 5}


def _worked(app: Flask, name: str, households: int) -> Store:
    """An office whose households have land of known area; the first has handed over."""
    store: Store = app.extensions["clearance"].store
    office = an_office(store, name, households)
    land = [
        office.register(
            "parcel",
            f"k{n}",
            code=f"K-{n}",
            unit_uid="a",
            household_uid=f"h{n % 2}",
            area_recovered_m2=100.1 * n + 0.2,
            **given.a_shape(shapely.box(400000 + n, 2438000, 400020 + n, 2438020)),
        )
        for n in range(1, households * 2)
    ]
    record_all(store, land, TERMINAL, given.NOW)
    with store.atomic():
        store.run("UPDATE parcel SET cleared_on = '2026-11-20' WHERE code IN ('K-1', 'K-2')")
        store.run("UPDATE parcel SET cleared_on = '2026-11-21' WHERE code = 'K-3'")
    return store


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Store]:
    """Two offices of one code whose facts lie in one folder, where the reader now stands."""
    stores = {}
    for name, households in OFFICES.items():
        settings = read_settings(engines.settings(tmp_path / name))
        app = create_app(settings, clock=lambda: given.NOW)
        store = stores[f"{name}-project"] = _worked(app, name, households)
        with store.atomic():
            store.run("UPDATE project SET code = 'DA'")
        words = ["export", "parquet", "-o", str(tmp_path / "rollup" / name)]
        done = app.test_cli_runner().invoke(args=words)
        assert done.exit_code == 0, done.output
    monkeypatch.chdir(tmp_path)
    return stores


def _blocks(language: str) -> Iterator[str]:
    yield from re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def _answers() -> dict[str, list[dict[str, Any]]]:
    """Rows of every statement of the page that begins with its name."""
    base, found = duckdb.connect(), {}
    for block in _blocks("sql"):
        name = re.match(r"-- (\w+)\n", block)
        cursor = base.execute(block)
        if name:
            columns = [column[0] for column in cursor.description or ()]
            found[name[1]] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    base.close()
    return found


def _own(store: Store) -> dict[str, Any]:
    """What the app itself says of the one commune of an office."""
    (row,) = by_commune(store, TERMINAL, given.TODAY, given.TODAY)
    return row


def test_the_figures_of_duckdb_are_those_of_the_app(offices: dict[str, Store]) -> None:
    told = _answers()
    assert set(told) == {"households", "land", "journal", "freshness"}
    assert len(told["households"]) == len(told["land"]) == len(told["freshness"]) == 2
    for project, store in offices.items():
        own = _own(store)
        rows = {
            name: next(r for r in told[name] if r["project_uid"] == project)
            for name in ("households", "land", "journal")
        }
        for name in ("households", "land"):
            assert rows[name]["unit_uid"] == own["uid"]
            assert rows[name]["commune"] == own["code"]
        assert rows["households"]["households"] == own["households"] > 0
        assert rows["households"]["handed_over"] == own["handed_over"] == 1
        assert rows["land"]["parcels"] == own["parcels"] > 0
        for name in ("area_m2", "area_cleared_m2"):
            assert isinstance(rows["land"][name], Decimal)
            assert float(rows["land"][name]) == own[name]
        assert own["area_m2"] > own["area_cleared_m2"] > 0
        assert rows["journal"]["rows"] == store.value("SELECT COUNT(*) FROM change")
        accepted = "SELECT COUNT(*) FROM change WHERE standing = 'accepted'"
        assert 0 < rows["journal"]["accepted"] == store.value(accepted)
    heads = sorted(store.value("SELECT MAX(seq) FROM change") for store in offices.values())
    assert sorted(row["seq"] for row in told["freshness"]) == heads
    assert {row["as_of"] for row in told["freshness"]} == {"2026-11-20T02:00:00.000Z"}


@pytest.mark.filterwarnings(DASK)
def test_the_figures_of_dask_are_those_of_duckdb_and_of_the_app(
    offices: dict[str, Store],
) -> None:
    names = _run_python()
    figures = names["figures"].reset_index().set_index("project_uid")
    assert len(figures) == 2
    for row in _answers()["land"]:
        told, own = figures.loc[row["project_uid"]], _own(offices[row["project_uid"]])
        assert told["unit_uid"] == row["unit_uid"]
        assert told["parcels"] == row["parcels"] == own["parcels"]
        for name in ("area_m2", "area_cleared_m2"):
            assert told[name] == row[name]
            assert float(told[name]) == own[name]
    west, south, east, north = names["extent"]
    assert 105 < west < east < 105.1
    assert 22 < south < north < 22.1


def test_an_office_that_is_there_twice_is_refused_by_name(offices: dict[str, Store]) -> None:
    shutil.copytree("rollup/ham-yen", "rollup/ham-yen-cu")
    with pytest.raises(duckdb.Error) as refused:
        _answers()
    with pytest.raises(SystemExit) as refused_too:
        _run_python()
    for said in (str(refused.value), str(refused_too.value)):
        assert "Dự án ham-yen" in said
        assert "ham-yen-cu" in said
        assert "bac-quang" not in said


def _run_python() -> dict[str, Any]:
    """What the names of the page's own lines hold after them."""
    names: dict[str, Any] = {}
    for block in _blocks("python"):
        exec(block, names)  # noqa: S102 – the page's own lines
    return names


def test_a_folder_with_other_files_is_refused(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["export", "parquet", "-o", str(tmp_path / "a")])
    assert refused.exit_code == 1
    assert str(tmp_path / "a") in refused.output
