"""Every page each role can reach on a demo, written to a folder: two versions, two folders, a diff.

    CLEARANCE_DATA=instance/demo python -m tests.crawl build/pages 2026-12-01

What differs from one answer to the next (tokens, nonces, marks of files) is blanked.
"""

import re
import sys
from collections import Counter, deque
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from clearance import create_app
from clearance.settings import read_settings

ROLES = ("", "cadre", "leader", "office", "liaison", "admin")
#: Pages of one route, and of one set of argument names within it, that are looked at per role.
MOST, EACH = 12, 2
_LINK = re.compile(r"""(?:href|action|data-url|src)=["']([^"'#]+)""")
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
_BLANK = re.compile(
    "|".join(
        (
            r'(?<=nonce=")[^"]+',
            r"(?<=\?v=)[0-9a-f]+",
            r'(?<=name="csrf_token" value=")[^"]+',
            r'(?<=csrf_token" type="hidden" value=")[^"]+',
            r'(?<=name="csrf-token" content=")[^"]+',
            r'(?<=name="uid" value=")[^"]+',
            r"nonce-[\w+/=-]+",
        )
    )
)


def sign_in(client: FlaskClient, role: str) -> None:
    """Press the button of a role on the demo's first page."""
    token = _TOKEN.findall(client.get("/login").text)[0]
    client.post("/login/demo", data={"role": role, "csrf_token": token})


def crawl(client: FlaskClient, role: str, out: Path) -> Counter[str]:
    """Follow every link from the first page on; statuses by how often."""
    out.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    kinds, statuses = Counter[str](), Counter[str]()
    waiting = deque(["/", "/login", "/public/", "/health"])
    while waiting:
        url = waiting.popleft()
        kind = _kind(client, url)
        if url in seen or kind is None:
            continue
        route = kind.partition("?")[0]
        if kinds[kind] >= EACH or kinds[f"{route} in all"] >= MOST:
            continue
        seen.add(url)
        kinds.update((kind, f"{route} in all"))
        answer = client.get(url)
        statuses[str(answer.status_code)] += 1
        text = _BLANK.sub("…", answer.get_data(as_text=True) if _is_text(answer.mimetype) else "")
        name = re.sub(r"[^\w=&?.-]+", "_", url)[:180]
        (out / f"{role or 'nobody'}{name}").write_text(f"{answer.status_code} {text}", "utf-8")
        if "html" in (answer.mimetype or ""):
            waiting.extend(urljoin(url, unescape(link)) for link in _LINK.findall(text))
    return statuses


def _kind(client: FlaskClient, url: str) -> str | None:
    """The route and the names of the arguments; None for what is no page of ours to read."""
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost") or parts.path.startswith(("/static/", "/logout")):
        return None
    try:
        rule, _values = client.application.url_map.bind("localhost").match(
            parts.path, return_rule=True
        )
    except HTTPException:
        return None
    return f"{rule.rule}?{'&'.join(sorted({key for key, _ in parse_qsl(parts.query)}))}"


def _is_text(mimetype: str | None) -> bool:
    return (mimetype or "").startswith("text/") or (mimetype or "").endswith(("json", "svg+xml"))


def main(folder: str, day: str) -> int:
    """Crawl as every role at noon of a day (YYYY-MM-DD) and print what answered."""
    noon = datetime.fromisoformat(f"{day}T05:00:00+00:00")
    app = create_app(read_settings(), clock=lambda: noon)
    for role in ROLES:
        client = app.test_client()
        if role:
            sign_in(client, role)
        statuses = crawl(client, role, Path(folder))
        print(f"{role or 'nobody':8} {dict(statuses)}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
