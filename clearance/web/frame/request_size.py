"""How large a request may be: a drawing on the import page more than anything else."""

from flask import Flask, current_app, request

#: Endpoints that take drawings.
_DRAWINGS = ("imports.bring",)


def init_app(app: Flask) -> None:
    """Set the limit of each request before anybody reads its body; 413 above it."""
    app.before_request(_set_limit)


def _set_limit() -> None:
    if request.endpoint in _DRAWINGS:
        request.max_content_length = int(current_app.config["MAX_DRAWING_LENGTH"])
