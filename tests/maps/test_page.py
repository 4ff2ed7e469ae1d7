import json
import re

import folium
import pytest

from clearance.maps import folium_page, page
from clearance.maps.layers import LAYERS, Look, MapLayer

BOUNDS = (104.9, 21.9, 105.2, 22.4)
HOSTILE = ["a b", "</script>", "${x}", "a'b", 'a"b', "", "xã", "a\n", "..", "{{7*7}}"]


def test_the_page_asks_no_other_host() -> None:
    parts = page.render(BOUNDS)
    whole = parts.header + parts.html + parts.script
    assert "://" not in whole
    assert not re.search(r"""(?:src|href)=["'](?!/static/)""", whole)


def test_the_page_holds_nothing_a_script_could_expand() -> None:
    parts = page.render(BOUNDS)
    assert "${" not in parts.script
    assert "`" not in parts.script
    assert "<" not in parts.script


def test_only_leaflet_is_loaded() -> None:
    header = page.render(BOUNDS, static=lambda name: f"/static/{name}?v=1").header
    assert re.findall(r'(?:src|href)="([^"]+)"', header) == [
        "/static/vendor/leaflet-1.9.4/leaflet.js?v=1"
    ]
    assert "<style" not in header


def test_making_maps_leaves_the_lists_of_the_classes_alone() -> None:
    before = [list(folium_page.CorridorMap.default_js), list(folium.Map.default_js)]
    page.render(BOUNDS, static=lambda name: f"/elsewhere/{name}")
    folium_page.CorridorMap(BOUNDS, "/x.js", []).add_js_link("leaflet", "/changed.js")
    assert [list(folium_page.CorridorMap.default_js), list(folium.Map.default_js)] == before
    assert page.render(BOUNDS) == page.render(BOUNDS)


def test_each_layer_is_made_once_and_put_on_the_map_when_it_starts_visible() -> None:
    script = page.render(BOUNDS).script
    for name, row in LAYERS.items():
        makers = {"tiles": "corridorTiles", "strips": "corridorStrips"}
        make = makers.get(row.source, "corridorLayer")
        assert script.count(f"const layer_{name} = {make}(") == 1
        assert (f"layer_{name}.addTo(map_corridor)" in script) == row.is_on


def test_strips_know_from_which_zoom_pieces_of_each_length_are_drawn() -> None:
    script = page.render(BOUNDS).script
    assert '"pieces": [[5000, 0], [500, 10], [100, 12]]' in script


def test_the_script_carries_codes_and_no_words() -> None:
    script = page.render(BOUNDS).script
    assert script.isascii()
    assert json.dumps(LAYERS["parcels"].vi, ensure_ascii=True)[1:-1] not in script


@pytest.mark.parametrize("text", HOSTILE)
def test_anything_but_a_plain_code_is_refused(text: str) -> None:
    row = MapLayer(text, "", "", "polygon", (Look("", "", "", "ink"),))
    with pytest.raises(ValueError):
        page.render(BOUNDS, layers=[row])


def test_a_tag_in_the_settings_cannot_end_the_script() -> None:
    row = MapLayer("x", "", "", "line", (Look("</script><img>", "", "", "ink"),))
    assert "</script>" not in page.render(BOUNDS, layers=[row]).script
