"""Takes the pictures of the documents from a built demo: `python -m tests.browser.pictures`."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from clearance import create_app
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.visitor import PHONE, Visitor, sign_in
from tests.browser.world import Served, serve

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
WIDE, LAPTOP = {"width": 1366, "height": 900}, {"width": 1366, "height": 768}
#: Name, role, address, window, and where to press first.
PICTURES = (
    ("corridor", "leader", "/corridor", WIDE, ""),
    ("present", "leader", "/corridor/present", LAPTOP, ""),
    ("map", "leader", "/map", LAPTOP, ""),
    ("segments", "liaison", "/segments/", LAPTOP, ""),
    ("cadre-home", "cadre", "/", PHONE, ""),
    ("household", "cadre", "/", PHONE, ".task a.name[href*='/households/']"),
)


def small(picture: bytes) -> bytes:
    """The same picture in 128 colours."""
    out = BytesIO()
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def take(browser: Browser, served: Served, row: tuple[str, str, str, dict[str, int], str]) -> bytes:
    """One picture as its reader would see the page."""
    _name, role, path, size, press = row
    visitor = Visitor(browser, served, sign_in(browser, served, role), viewport=size)
    page = visitor.visit(path)
    if press:
        page.locator(press).first.click()
        page.locator(".way").first.wait_for()
    if path == "/map":
        assert visitor.until("painted")
        page.locator(".map-label.commune").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    picture = small(page.screenshot())
    visitor.close()
    return picture


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    served = serve(create_app())
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for row in PICTURES:
            (FOLDER / f"{row[0]}.png").write_bytes(take(browser, served, row))
        browser.close()


if __name__ == "__main__":
    main()
