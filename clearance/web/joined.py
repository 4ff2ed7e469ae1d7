"""The map's modules and its styles sent as one file each: each file costs a way there and back.

On the disk each module imports what it needs. Here they follow one another, each in a scope of its
own, with what they export around them; what another file imports from one of them leads here as
well, so that nothing is loaded twice. Styles simply follow one another.
"""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, current_app, make_response, url_for
from flask.typing import ResponseReturnValue

from clearance.web.access import opens

blueprint = Blueprint("joined", __name__)
#: What the first view needs, each after what it imports. The others are asked for when first used.
FIRST = ("map/filter", "map/looks", "map/room", "map/mvt", "map/paint", "map/source",
         "map/statuses", "map/live", "map/labels", "map/endpoint", "map/strips", "map/tile_layer",
         "map/panel", "map/later", "map/view", "map/backdrop", "map")  # fmt: skip
LATER = ("map/cursor", "map/locate", "map/measure", "map/player", "map/road")
STYLES = ("css/map.css", "css/strip.css", "css/ribbon.css")
IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.M)
EXPORT = re.compile(r"^export ((?:async )?(?:class|const|function) (\w+))", re.M)
_ALONE = re.compile(r"^ *//.*\n", re.M)


@blueprint.get("/map/scripts.js")
@opens("map")
def scripts() -> ResponseReturnValue:
    """The first view's modules as one."""
    return _answer("joined.scripts")


@blueprint.get("/map/styles.css")
@opens("map")
def styles() -> ResponseReturnValue:
    """The map's styles as one; Leaflet's are not among them, as the page is painted before."""
    return _answer("joined.styles")


def addresses() -> dict[str, str]:
    """Where each module of the map is, by its plain path: what a page's import map says."""
    first = address("joined.scripts")
    later = {_plain(name): url_for("static", filename=f"js/{name}.js") for name in LATER}
    return dict.fromkeys(map(_plain, FIRST), first) | later


def address(endpoint: str) -> str:
    """Where one of the two is, by the mark of its content."""
    return url_for(endpoint, v=mark(endpoint))


def mark(endpoint: str) -> str:
    """The mark of its content now."""
    return _kept(endpoint)[1]


def join(texts: list[str]) -> str:
    """Modules, each after what it imports, as one that exports what any of them exports."""
    names = [found[1] for text in texts for found in EXPORT.findall(text)]
    return f"{''.join(map(_scoped, texts))}export {{ {', '.join(names)} }};\n"


def _scoped(text: str) -> str:
    names = ", ".join(found[1] for found in EXPORT.findall(text))
    body = EXPORT.sub(r"\1", IMPORT.sub("", _ALONE.sub("", text)))
    return f"const {{ {names} }} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _plain(name: str) -> str:
    return f"/static/js/{name}.js"


#: By the endpoint of each: what it is, the files it is made of and how they are put together.
KINDS: dict[str, tuple[str, tuple[str, ...], Callable[[list[str]], str]]] = {
    "joined.scripts": ("text/javascript", tuple(f"js/{name}.js" for name in FIRST), join),
    "joined.styles": ("text/css", STYLES, "".join),
}


def _answer(endpoint: str) -> ResponseReturnValue:
    answer = make_response(_kept(endpoint)[0])
    answer.mimetype = KINDS[endpoint][0]
    return answer


def _kept(endpoint: str) -> tuple[str, str]:
    folder = Path(current_app.static_folder or "")
    files = tuple(folder / file for file in KINDS[endpoint][1])
    return _made(endpoint, files, tuple(file.stat().st_mtime for file in files))


@lru_cache(maxsize=4)
def _made(endpoint: str, files: tuple[Path, ...], changed: tuple[float, ...]) -> tuple[str, str]:
    """The text and the mark of its content."""
    text = KINDS[endpoint][2]([file.read_text("utf-8") for file in files])
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]
