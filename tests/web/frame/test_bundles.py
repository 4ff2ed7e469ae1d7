"""Files sent as one: all of them, in order, nothing twice."""

import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import urljoin

import pytest
from flask import Flask

from clearance.store import Store
from clearance.web.frame.bundles import EXPORT, FILES, FIRST, IMPORT, LATER, address, join, stack
from tests.house.plan import ROOT
from tests.web.conftest import Person

As = Callable[..., Person]
JS = ROOT / "static" / "js"


def text(name: str) -> str:
    return (JS / f"{name}.js").read_text("utf-8")


def imported(name: str) -> list[str]:
    """The modules a module imports, by their names."""
    near = PurePosixPath(name).parent
    return [str(near / path.removesuffix(".js")) for path in IMPORT.findall(text(name))]


def test_every_module_of_the_map_is_sent_once_with_the_first_view_or_later() -> None:
    found = {f"map/{path.stem}" for path in (JS / "map").glob("*.js")}
    assert sorted([*FIRST, *LATER]) == sorted(found)


def test_each_comes_after_what_it_imports() -> None:
    for at, name in enumerate(FIRST):
        assert set(imported(name)) <= set(FIRST[:at]), name
        assert text(name).count("import {") == len(imported(name))
    for name in LATER:
        assert set(imported(name)) <= {*FIRST, *LATER}, name


def test_no_two_modules_export_the_same_name_and_none_exports_what_is_not_seen() -> None:
    names = [found[1] for name in FIRST for found in EXPORT.findall(text(name))]
    assert len(names) == len(set(names))
    assert all(text(n).count("\nexport ") == len(EXPORT.findall(text(n))) for n in FIRST)


def test_joined_each_keeps_its_own_scope() -> None:
    texts = [
        "const SIZE = 1;\nexport const one = SIZE;\n",
        '// About it.\nimport { one } from "./one.js";\n\nconst SIZE = 2;\n'
        "export function both() {\n  return one + SIZE;\n}\n",
    ]
    assert join(texts) == (
        "const { one } = (() => {\nconst SIZE = 1;\nconst one = SIZE;\nreturn { one };\n})();\n"
        "const { both } = (() => {\n\nconst SIZE = 2;\nfunction both() {\n  return one + SIZE;\n}\n"
        "return { both };\n})();\nexport { one, both };\n"
    )


def test_styles_follow_one_another_and_find_their_pictures() -> None:
    plain = "a { background: url(data:image/png;base64,x); behavior: url(#default#VML) }\n"
    texts = {"css/a.css": plain, "vendor/b-1/b.css": "b { background: url(images/b.png) }"}
    assert stack(texts) == plain + "b { background: url(../vendor/b-1/images/b.png) }"


def test_each_picture_that_joined_styles_name_is_there(as_: As) -> None:
    pictures = re.findall(r"url\(([\w./-]+)\)", as_("leader").read("/static/joined/map.css"))
    assert pictures
    for picture in pictures:
        url = urljoin("/static/joined/", picture)
        assert as_("leader").get(url, buffered=True).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_who_has_not_signed_in_gets_it_too_marked_for_good_or_asked_again(
    app: Flask, name: str
) -> None:
    person = app.test_client()
    kinds = {"js": "text/javascript", "css": "text/css"}
    plain = person.get(f"/static/joined/{name}")
    assert (plain.status_code, plain.mimetype) == (200, kinds[name.rpartition(".")[2]])
    with app.test_request_context():
        now = address(name)
    assert "immutable" in person.get(now).headers["Cache-Control"]
    assert person.get(f"/static/joined/{name}?v=older").headers["Cache-Control"] == "no-cache"


def test_the_page_names_an_address_for_each_that_is_kept_for_good(as_: As, store: Store) -> None:
    leader = as_("leader")
    page = leader.read("/map")
    found = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page)
    assert found
    known = json.loads(found[1])["imports"]
    assert known.keys() == {f"/static/js/{name}.js" for name in (*FIRST, *LATER)}
    assert len({known[f"/static/js/{name}.js"] for name in FIRST}) == 1
    for url in set(known.values()):
        answer = leader.get(url, buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
        assert "immutable" in answer.headers["Cache-Control"]
