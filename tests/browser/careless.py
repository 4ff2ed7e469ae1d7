"""A server behind a careless line: some reports come twice, some replies are cut off."""

from collections.abc import Callable, Iterable
from io import BytesIO
from random import Random
from typing import Any

from werkzeug.test import run_wsgi_app

TWICE, CUT = 0.1, 0.2
_PATHS = ("/sync", "/photo/")


class Careless:
    """Around a WSGI application; pages are let through, what phones send is not."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app, self.chance = app, Random()

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """One in ten is taken twice; of one in ten the reply ends in its first byte."""
        if not environ["PATH_INFO"].startswith(_PATHS):
            return self.app(environ, start)
        luck, body = self.chance.random(), environ["wsgi.input"].read()
        if luck < CUT:
            run_wsgi_app(self.app, environ | {"wsgi.input": BytesIO(body)}, buffered=True)
        if TWICE <= luck < CUT:
            start("200 OK", [("Content-Type", "application/json"), ("Content-Length", "999")])
            return [b"["]
        return self.app(environ | {"wsgi.input": BytesIO(body)}, start)
