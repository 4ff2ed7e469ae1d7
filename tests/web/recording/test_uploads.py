import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from clearance.store import Store
from clearance.store.journal import evidence
from tests import given
from tests.given import CADRE_B
from tests.web.conftest import Person

As = Callable[[object], Person]
Photo = Callable[..., tuple[BytesIO, str]]
URL = "/households/HY-0042/steps/notified"


def _sent(cadre: Person, store: Store, *files: tuple[BytesIO, str]) -> list[str]:
    cadre.send(URL, {**cadre.fields(URL), "photo": list(files)})
    rows = store.query("SELECT sha256 FROM evidence WHERE size > 1")
    return [row["sha256"] for row in rows]


def test_a_photo_is_kept_without_place_and_device(
    as_: As, store: Store, photo: Photo, tmp_path: Path
) -> None:
    (sha,) = _sent(as_("cadre"), store, photo())
    content = evidence.path_of(tmp_path / "evidence", sha).read_bytes()
    assert b"SecretPhone" not in content
    with Image.open(BytesIO(content)) as image:
        assert image.size == (64, 48)
        assert not dict(image.getexif())


def test_a_photo_is_served_so_that_nothing_in_it_can_run(
    as_: As, store: Store, photo: Photo
) -> None:
    cadre = as_("cadre")
    (sha,) = _sent(cadre, store, photo())
    assert f"/evidence/{sha}?of=h" in cadre.read("/households/HY-0042")
    for url in (f"/evidence/{sha}", f"/evidence/{sha}?of=h"):
        answer = cadre.get(url)
        assert answer.status_code == 200
        assert answer.content_type == "image/jpeg"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("inline")


def test_a_file_is_shown_to_those_of_the_area_only(as_: As, store: Store, photo: Photo) -> None:
    (sha,) = _sent(as_("cadre"), store, photo())
    assert as_("leader").get(f"/evidence/{sha}").status_code == 200
    assert as_(CADRE_B).get(f"/evidence/{sha}").status_code == 404
    assert as_(CADRE_B).get(f"/evidence/{sha}?of=k").status_code == 404
    assert as_("liaison").get(f"/evidence/{sha}").status_code == 403
    assert as_("cadre").get(f"/evidence/{sha}?of=k").status_code == 404


def test_a_file_nobody_reported_is_not_served(as_: As) -> None:
    assert as_("cadre").get(f"/evidence/{given.PHOTO}").status_code == 404
    for name in ("%", "_" * 64, "..%2f..%2fclearance.sqlite"):
        assert as_("cadre").get(f"/evidence/{name}").status_code == 404


def test_several_files_and_a_pdf_go_with_one_report(as_: As, store: Store, photo: Photo) -> None:
    pdf = (BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"), "bien ban.pdf")
    cadre = as_("cadre")
    shas = _sent(cadre, store, photo(), pdf)
    assert len(shas) == 2
    kinds = {cadre.get(f"/evidence/{sha}").headers["Content-Disposition"][:6] for sha in shas}
    assert kinds == {"inline", "attach"}


def _bomb() -> bytes:
    """A PNG that says it is 30,000 × 30,000 in a few bytes."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(b"0"))
        + part(b"IEND", b"")
    )


def _large() -> bytes:
    out = BytesIO()
    Image.new("1", (6000, 5000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"<script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.jpg", b""),
        ("a.jpg", b"\xff\xd8\xff\xe0 cut off"),
        ("a.png", _bomb()),
        ("a.png", _large()),
        ("a.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
        ("../../x.html", b"<html>"),
    ],
)
def test_a_file_that_is_no_photo_is_refused_in_words(
    as_: As, store: Store, name: str, content: bytes
) -> None:
    cadre = as_("cadre")
    answer = cadre.send(URL, {**cadre.fields(URL), "photo": (BytesIO(content), name)})
    assert answer.status_code == 422
    assert "Hãy chụp lại hoặc chọn tệp khác" in answer.text
    assert given.the(store, "household", "h")["stage"] is None


def test_a_picture_that_hides_a_page_is_served_without_it(
    as_: As, store: Store, photo: Photo, tmp_path: Path
) -> None:
    content = photo()[0].getvalue() + b"<script>alert(1)</script>"
    (sha,) = _sent(as_("cadre"), store, (BytesIO(content), "a.jpg"))
    assert b"<script>" not in evidence.path_of(tmp_path / "evidence", sha).read_bytes()
