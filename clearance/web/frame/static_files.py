"""Our own scripts, styles and pictures: marked by their content, kept for ever, sent small.

Over a weak line the headers of thirty small files weigh as much as a page, so these carry only
what guards a file that is no page, and are packed once as tightly as can be.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, Response, current_app, request

from clearance.web.frame import bundles

_PACKED = ("text/css", "text/javascript", "image/svg+xml")
_NOT_NEEDED = ("Content-Disposition", "Last-Modified", "Accept-Ranges", "Date")
_FEWEST = 500
_KEPT = "public, max-age=31536000, immutable"


def is_marked() -> bool:
    """Whether the request is for a static file, or several as one, by a mark of its content."""
    is_file = request.endpoint == "static" or bundles.is_one(request.endpoint)
    return is_file and "v" in request.args


def _is_of_now() -> bool:
    """Whether that mark is of what is answered; a page of an older edition asks by its own."""
    if bundles.is_one(request.endpoint):
        return request.args["v"] == bundles.mark_of(request.endpoint)
    return request.args["v"] == _mark_of((request.view_args or {})["filename"])


def head(response: Response) -> Response:
    """The few headers of a marked file, and its text packed where the browser takes it so."""
    for name in _NOT_NEEDED:
        response.headers.pop(name, None)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = _KEPT if _is_of_now() else "no-cache"
    is_taken = "br" in request.accept_encodings and response.status_code == 200
    if is_taken and response.mimetype in _PACKED and (response.content_length or 0) >= _FEWEST:
        response.direct_passthrough = False
        response.set_data(_packed(response.get_data()))
        response.headers["Content-Encoding"] = "br"
    return response


@lru_cache(maxsize=256)
def _packed(content: bytes) -> bytes:
    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))


@lru_cache(maxsize=256)
def _mark(path: Path, changed: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _mark_of(filename: str) -> str:
    """The mark of a static file's content now, "" when there is none of that name."""
    path = Path(current_app.static_folder or "") / filename
    return _mark(path, path.stat().st_mtime) if path.is_file() else ""


def _stamp(endpoint: str, values: dict[str, Any]) -> None:
    """Give each static file's address its content's mark, so that it may be kept for ever."""
    if endpoint == "static" and (mark := _mark_of(str(values.get("filename", "")))):
        values.setdefault("v", mark)


def init_app(app: Flask) -> None:
    """Mark the addresses of static files."""
    app.url_defaults(_stamp)
