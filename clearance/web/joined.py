"""The map's modules sent as one file: over a weak line each file costs a way there and back.

On the disk each is a plain module that imports what it needs. Here they follow one another, each
in a scope of its own, with what they export around them; what another file imports from one of
them leads here as well, so that nothing is loaded twice.
"""

import hashlib
import re
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
IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.M)
EXPORT = re.compile(r"^export ((?:async )?(?:class|const|function) (\w+))", re.M)
_ALONE = re.compile(r"^ *//.*\n", re.M)


@blueprint.get("/map/scripts.js")
@opens("map")
def scripts() -> ResponseReturnValue:
    """The first view's modules as one."""
    answer = make_response(_kept()[0])
    answer.mimetype = "text/javascript"
    return answer


def addresses() -> dict[str, str]:
    """Where each module of the map is, by its plain path: what a page's import map says."""
    first = url_for("joined.scripts", v=mark())
    later = {_plain(name): url_for("static", filename=f"js/{name}.js") for name in LATER}
    return dict.fromkeys(map(_plain, FIRST), first) | later


def mark() -> str:
    """The mark of the modules' content now."""
    return _kept()[1]


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


def _kept() -> tuple[str, str]:
    folder = Path(current_app.static_folder or "") / "js"
    files = tuple(folder / f"{name}.js" for name in FIRST)
    return _made(files, tuple(file.stat().st_mtime for file in files))


@lru_cache(maxsize=2)
def _made(files: tuple[Path, ...], changed: tuple[float, ...]) -> tuple[str, str]:
    """The text and the mark of its content."""
    text = join([file.read_text("utf-8") for file in files])
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]
