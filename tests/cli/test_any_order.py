"""Units and the alignment come in any order: the same communes along the same metres."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

from clearance.demo import geodata
from clearance.record.replay import differences
from clearance.reports.corridor.commune_bands import commune_bands
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.cli.conftest import GEODATA

Run = Callable[..., Result]


def placed(store: Store) -> dict[tuple[str, str | None], tuple[int | None, int | None]]:
    """Where every unit lies along the road."""
    rows = store.query("SELECT * FROM unit")
    return {
        (r["code"], r["valid_from"]): (r["chainage_from_m"], r["chainage_to_m"])
        for r in rows
        if r["kind"] != "district"
    }


@pytest.mark.parametrize("order", [("units", "alignment"), ("alignment", "units")])
def test_a_projects_communes_share_the_road_out_as_the_demos_do(
    app: Flask, run: Run, order: tuple[str, ...]
) -> None:
    store: Store = app.extensions["clearance"].store
    assert run("init", "--project", "Thử").exit_code == 0
    said = [run("import", target, GEODATA / f"{target}.geojson") for target in order]
    assert [done.exit_code for done in said] == [0, 0]
    assert ("chưa có tim tuyến" in said[0].output) == (order[0] == "units")
    land = geodata.read()
    units = [u for u in land.units if u.kind != "district"]
    assert placed(store) == {
        (u.code, u.valid_from): (u.chainage_from_m, u.chainage_to_m) for u in units
    }
    (road,) = corridor.list_alignments(store)
    bands = commune_bands(store, road)
    ends = [bands[0]["from_m"], *(band["to_m"] for band in bands)]
    assert [band["from_m"] for band in bands] == ends[:-1]
    assert (ends[0], ends[-1]) == (0, road["length_m"])
    assert [b["name"] for b in bands][:2] == ["Hùng Đức", "Thái Sơn"]
    assert differences(store) == []
    assert run("check").exit_code == 0
    again = [run("import", target, GEODATA / f"{target}.geojson") for target in order]
    assert ["sửa: 0" in done.output or "không đổi" in done.output for done in again]
