"""How large a file may be: told beside the field, the same in the program and at its door."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

As = Callable[..., Any]
KB = 1024


@pytest.fixture(autouse=True)
def small(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits a thousandth of the true ones: the test's client would keep larger bodies on disk."""
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100 * KB)
    monkeypatch.setitem(app.config, "MAX_DRAWING_LENGTH", 400 * KB)


def brought(office: Any, target: str, content: bytes, name: str) -> str:
    """The preview of a file."""
    sent = office.press("/import/", target=target, file=(BytesIO(content), name))
    assert sent.status_code == 302
    return str(office.client.get(sent.headers["Location"]).text)


def test_the_limits_stand_beside_the_field(as_: As) -> None:
    page = as_("office").client.get("/import/").text
    assert "tới 8 MB" in page
    assert "tới 100 MB" in page
    assert 'data-list-mb="8"' in page


def test_a_drawing_larger_than_any_other_file_is_taken_on_the_import_page(as_: As) -> None:
    drawing = b'{"type": "FeatureCollection", "features": [] ' + b" " * (300 * KB) + b"}"
    assert "bản vẽ không có hình nào" in brought(as_("office"), "parcels", drawing, "a.geojson")


@pytest.mark.parametrize(("url", "size"), [("/logout", 110), ("/import/", 410)])
def test_above_the_limit_of_its_page_a_request_is_refused(as_: As, url: str, size: int) -> None:
    answer = as_("office").client.post(url, data={"uid": "x" * (size * KB)})
    assert answer.status_code == 413
