"""Scripts and styles that are needed together, sent as one: each file costs a way there and back.

On the disk each module imports what it needs. Here they follow one another, each in a scope of its
own, with what they export around them; what another file imports from one of them leads here as
well, so that nothing is loaded twice. Styles follow one another and find their pictures where they
were.
"""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, current_app, make_response, url_for
from flask.typing import ResponseReturnValue

from clearance.maps.page import LEAFLET
from clearance.web.frame.access import OPEN, opens

blueprint = Blueprint("joined", __name__, url_prefix="/static/joined")
#: The map's modules for its first view, each after what it imports.
FIRST = (
    "map/answer",
    "map/filter",
    "map/first",
    "map/looks",
    "map/room",
    "map/mvt",
    "map/paint",
    "map/source",
    "map/statuses",
    "map/live",
    "map/labels",
    "map/endpoint",
    "map/strips",
    "map/tile_layer",
    "map/panel",
    "map/later",
    "map/view",
    "map/backdrop",
    "map/map",
)
#: The others: asked for when first used.
LATER = ("map/cursor", "map/locate", "map/measure", "map/player", "map/road")
#: What is sent as one, by its name.
FILES = {
    "page.css": ("css/frame/app.css", "css/frame/parts.css"),
    "page.js": ("js/frame/keys.js", "js/frame/search.js", "js/phones/left.js"),
    "map.css": (
        f"{LEAFLET}/leaflet.css",
        "css/map/map.css",
        "css/corridor/strip.css",
        "css/map/ribbon.css",
    ),
    "map.js": tuple(f"js/{name}.js" for name in FIRST),
}
IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.M)
EXPORT = re.compile(r"^export ((?:async )?(?:class|const|function) (\w+))", re.M)
_ALONE = re.compile(r"^ *//.*\n", re.M)
_NEAR = re.compile(r"url\((?=[\w.])(?!data:)")


def is_one(endpoint: str | None) -> bool:
    """Whether an endpoint answers with several files as one."""
    return endpoint in _NAMES


def mark_of(endpoint: str | None) -> str:
    """The mark of the content of such an endpoint now."""
    return _kept(_NAMES[endpoint or ""])[1]


def addresses() -> dict[str, str]:
    """Where each module of the map is, by its plain path: what a page's import map says."""
    later = {_plain(name): url_for("static", filename=f"js/{name}.js") for name in LATER}
    return dict.fromkeys(map(_plain, FIRST), address("map.js")) | later


def address(name: str) -> str:
    """Where one of `FILES` is, by the mark of its content."""
    return url_for(_endpoint(name), v=_kept(name)[1])


def join(texts: list[str]) -> str:
    """Modules, each after what it imports, as one that exports what any of them exports."""
    names = [found[1] for text in texts for found in EXPORT.findall(text)]
    return f"{''.join(map(_scoped, texts))}export {{ {', '.join(names)} }};\n"


def stack(texts: dict[str, str]) -> str:
    """Styles by their files, one after another, for an address in a folder beside theirs."""
    folders = {name: name.rpartition("/")[0] for name in texts}
    return "".join(_NEAR.sub(f"url(../{folders[n]}/", text) for n, text in texts.items())


def _scoped(text: str) -> str:
    names = ", ".join(found[1] for found in EXPORT.findall(text))
    body = EXPORT.sub(r"\1", IMPORT.sub("", _ALONE.sub("", text)))
    return f"const {{ {names} }} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _plain(name: str) -> str:
    return f"/static/js/{name}.js"


def _endpoint(name: str) -> str:
    return f"joined.{name.replace('.', '_')}"


#: By endpoints.
_NAMES = {_endpoint(name): name for name in FILES}
#: By how a name ends: what it is and how it is put together.
_KINDS: dict[str, tuple[str, Callable[[dict[str, str]], str]]] = {
    ".js": ("text/javascript", lambda texts: join(list(texts.values()))),
    ".css": ("text/css", stack),
}


def _kept(name: str) -> tuple[str, str]:
    folder = Path(current_app.static_folder or "")
    return _made(name, folder, tuple((folder / file).stat().st_mtime for file in FILES[name]))


@lru_cache(maxsize=2 * len(FILES))
def _made(name: str, folder: Path, changed: tuple[float, ...]) -> tuple[str, str]:
    """The text and the mark of its content."""
    texts = {file: (folder / file).read_text("utf-8") for file in FILES[name]}
    text = _KINDS[Path(name).suffix][1](texts)
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]


def _route(name: str) -> None:
    @opens(OPEN)
    def show() -> ResponseReturnValue:
        answer = make_response(_kept(name)[0])
        answer.mimetype = _KINDS[Path(name).suffix][0]
        return answer

    blueprint.add_url_rule(f"/{name}", name.replace(".", "_"), show)


for _name in FILES:
    _route(_name)
