"""Every page of the three people at province scale, in-process."""

from collections.abc import Iterator

from flask.testing import FlaskClient

from tests.bench.registry import Figure, Setup, benchmark, tail, timed_ms
from tests.bench.world import a_demo, client_as
from tests.engines import ENGINES

PAGES = {
    "cadre": ("/", "/households/", "/graves/", "/search?q=nguyen"),
    "leader": ("/corridor", "/map", "/communes/", "/late"),
    "liaison": ("/segments/", "/corridor", "/segments/?format=csv"),
}


@benchmark("pages", ENGINES)
def pages(setup: Setup) -> Iterator[Figure]:
    """p95 of each page, signed in as the person it is made for."""
    scale = "district" if setup.is_quick else "province"
    with a_demo(setup, scale) as app:
        for role, paths in PAGES.items():
            client = client_as(app, role)
            for path in paths:
                spent = timed_ms(lambda c=client, p=path: _got(c, p), setup.times(40))  # type: ignore[misc]
                yield Figure(f"page {path} p95", f"{scale}, {role}", tail(spent, 95), "ms", 100)


def _got(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")
