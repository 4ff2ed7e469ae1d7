"""Pages without signal: the worker, what it may save, what it falls back on."""

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_login import current_user

from clearance.i18n import LANGUAGES, locale_code
from clearance.i18n import gettext as _
from clearance.reports.corridor import offline_road
from clearance.rules.basics.lunar import lunar_words
from clearance.rules.basics.names import fold
from clearance.rules.records.permissions import may_record
from clearance.rules.records.register import FINDABLE
from clearance.web.cases.home import todays_cases
from clearance.web.frame import bundles
from clearance.web.frame.access import OPEN, opens
from clearance.web.frame.context import desk, is_saving, now_stamp, store, today, who
from clearance.web.recording.outbox_form import FIELD_ROLES
from clearance.web.recording.submit import address

blueprint = Blueprint("offline", __name__)
Row = dict[str, Any]
#: What every saved page is drawn with. Scripts of the outbox run in the worker too.
_WORKER_SCRIPTS = tuple(
    f"js/phones/{name}.js" for name in ("store", "wire", "photos", "sender", "assets", "keep")
)
_ASSETS = (
    "css/cases/case.css",
    "css/phones/outbox.css",
    "js/phones/photo.js",
    "favicon.svg",
    *(
        f"js/phones/{name}.js"
        for name in (
            "states",
            "told",
            "form",
            "list",
            "conflict",
            "export",
            "edition",
            "place",
            "phone",
        )
    ),
    *_WORKER_SCRIPTS,
)
_SHELL = ("offline.lost", "offline.outbox")
#: Pages a cadre's phone may keep; drawn for keeping they hold no number of an identity, no money.
_KEPT = (
    "home.index",
    "offline.roads",
    "found.new",
    *(
        f"{room}.{page}"
        for room in ("households", "graves")
        for page in ("show", "step", "obstacle", "visit", "contact")
    ),
)
#: Of these the phone keeps those of every case of the day.
_REPORTED = ("obstacle", "visit", "contact")
#: The days of the moon a phone can tell: a family plans a move some weeks ahead.
_LUNAR_DAYS = 60


@blueprint.get("/sw.js")
@opens(OPEN)
def worker() -> Any:
    """The worker with the list of what it keeps; asked for anew each time."""
    assets = [bundles.address(name) for name in ("page.css", "page.js")]
    assets += [url_for("static", filename=name) for name in _ASSETS]
    told = {
        "version": hashlib.sha256(" ".join(assets).encode()).hexdigest()[:12],
        "assets": assets,
        "scripts": [url_for("static", filename=name) for name in _WORKER_SCRIPTS],
        "pages": {
            url_for(name): {code: url_for(name, lang=code) for code, _words in LANGUAGES}
            for name in _SHELL
        },
    }
    body = (Path(current_app.static_folder or "") / "js/phones/worker.js").read_text("utf-8")
    answer = Response(f"const SHELL = {json.dumps(told)};\n{body}", mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.get("/manifest.webmanifest")
@opens(OPEN)
def manifest() -> Any:
    """How the page is put on a home screen."""
    sizes = [
        {
            "src": url_for("static", filename=f"icons/{name}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, size, purpose in (
            ("192", 192, "any"),
            ("512", 512, "any"),
            ("512-maskable", 512, "maskable"),
        )
    ]
    told = {
        "name": _("Theo dõi giải phóng mặt bằng"),
        "short_name": _("Theo dõi GPMB"),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": "vi",
        "background_color": "#f3f5f7",
        "theme_color": "#103654",
        "icons": sizes,
    }
    return Response(json.dumps(told), mimetype="application/manifest+json")


@blueprint.get("/offline")
@opens(OPEN)
def lost() -> Any:
    """Shown where a page was not saved and there is no signal."""
    return render_template("phones/outbox/lost.html")


@blueprint.get("/outbox")
@opens(OPEN)
def outbox() -> Any:
    """What this phone has not sent yet; filled by the phone itself."""
    return render_template("phones/outbox/list.html")


@blueprint.get("/offline/list")
@opens("home")
def to_save() -> Any:
    """The cases of the day with the pages to save, words to search in, and days of the moon."""
    cases = todays_cases() if who().role in FIELD_ROLES else []
    first = date.fromisoformat(today())
    days = [(first + timedelta(days=n)).isoformat() for n in range(_LUNAR_DAYS)]
    return {
        "user": who().name,
        "at": now_stamp(),
        "cases": list(map(_case, cases)),
        "pages": _own_pages(),
        "roads": offline_road.version(store()),
        "lang": locale_code(),
        "lunar": {day: lunar_words(day) for day in days},
    }


@blueprint.get("/offline/roads")
@opens("home")
def roads() -> Any:
    """The centrelines, by which a phone tells its place on the road."""
    return {"roads": offline_road.roads(store())}


def _own_pages() -> list[str]:
    """Forms that are of no case: what was found at the place."""
    role = who().role
    names = FINDABLE if role in FIELD_ROLES else ()
    return [url_for("found.new", subject=n) for n in names if may_record(role, n, "found")]


def _case(row: Row) -> Row:
    subject, code = row["subject"], row["code"]
    pages = [row["url"], *(address(subject, page, code) for page in _REPORTED)]
    if row["next_step"] and may_record(who().role, subject, row["next_step"]):
        pages.append(address(subject, "step", code, step=row["next_step"]))
    return {
        "url": row["url"],
        "title": row["title"],
        "hint": row["where"],
        "metres": row["chainage_m"],
        "words": fold(f"{row['title']} {row['where']}"),
        "pages": pages,
        "version": row["version"],
    }


@blueprint.after_app_request
def _mark(response: Response) -> Response:
    """Say which answers a phone may keep."""
    if response.status_code == 200 and request.method == "GET":
        is_shell = request.endpoint in _SHELL and set(request.args) <= {"lang"}
        is_kept = request.endpoint in _KEPT and is_saving() and not request.args
        if is_shell or (is_kept and current_user.is_authenticated and who().role in FIELD_ROLES):
            response.headers["X-Offline-OK"] = "1"
    return response


@blueprint.app_context_processor
def _frame() -> Row:
    """Names that the pages of the field use."""
    is_known = current_user.is_authenticated
    return {
        "is_saving": is_saving(),
        "rendered_at": now_stamp(),
        "is_field": is_known and current_user.who.role in FIELD_ROLES,
        "lunar_today": lunar_words(today()),
        "upload_mb": desk().settings.upload_mb,
    }
