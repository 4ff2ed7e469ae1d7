import re
from pathlib import Path

from clearance.maps.layers import ENDPOINT, LAYERS

STATIC = Path(__file__).parents[2] / "static"


def test_every_layer_has_labels_an_endpoint_and_a_legend() -> None:
    for name, row in LAYERS.items():
        assert row.name == name and re.fullmatch(r"[a-z]+", name)
        own = "posts.json" if row.source == "posts" else f"{name}.geojson"
        assert row.endpoint == f"{ENDPOINT}/{own}"
        assert row.vi and row.en and row.looks
        assert all(look.vi and look.en for look in row.looks)
        assert row.min_zoom <= row.max_zoom


def test_the_statuses_of_a_layer_differ_in_hatch_and_not_only_in_colour() -> None:
    for row in LAYERS.values():
        assert len({look.status for look in row.looks}) == len(row.looks)
        assert len({look.hatch for look in row.looks}) == len(row.looks)


def test_every_colour_and_hatch_named_is_drawn_by_page_and_legend() -> None:
    css = "".join(path.read_text() for path in (STATIC / "css").rglob("*.css"))
    looks = (STATIC / "js" / "map" / "looks.js").read_text()
    for look in [look for row in LAYERS.values() for look in row.looks]:
        assert f"--{look.tone}:" in css
        assert f".hatch-{look.hatch}" in css
        assert look.hatch in ("solid", "none") or f"{look.hatch}(ctx)" in looks


def test_a_panel_is_a_page_of_ours() -> None:
    assert all(re.fullmatch(r"(/[a-z]+/)?", row.panel) for row in LAYERS.values())
