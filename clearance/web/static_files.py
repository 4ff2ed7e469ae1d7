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

_PACKED = ("text/css", "text/javascript", "image/svg+xml")
_NOT_NEEDED = ("Content-Disposition", "Last-Modified", "Accept-Ranges", "Date")
_FEWEST = 500


def is_marked() -> bool:
    """Whether the request is for a static file, or several as one, by the mark of its content."""
    return request.endpoint in ("static", "joined.scripts") and "v" in request.args


def head(response: Response) -> Response:
    """The few headers of a marked file, and its text packed where the browser takes it so."""
    for name in _NOT_NEEDED:
        response.headers.pop(name, None)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
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


def _stamp(endpoint: str, values: dict[str, Any]) -> None:
    """Give each static file's address its content's mark, so that it may be kept for ever."""
    path = Path(current_app.static_folder or "") / str(values.get("filename", ""))
    if endpoint == "static" and path.is_file():
        values.setdefault("v", _mark(path, path.stat().st_mtime))


def init_app(app: Flask) -> None:
    """Mark the addresses of static files."""
    app.url_defaults(_stamp)
