"""The certificate of the ground of a bid package, and copies of it that are kept."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.handover.certificate import certificate
from clearance.rules.basics.chainage import span_text, to_text
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.procedure.bodies import BODIES
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.certificate import Item, as_text, read
from clearance.rules.records.permissions import may_record
from clearance.store.corridor import corridor
from clearance.web.corridor.package_form import Kept
from clearance.web.corridor.road import place_url
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, who
from clearance.web.frame.labels import SIDES, SUBJECTS, say, unsurveyed_words
from clearance.web.frame.links import may_see_cases
from clearance.web.frame.road_labels import LEVELS
from clearance.web.recording import uploads as received
from clearance.web.recording.disambiguation import ask_if_several
from clearance.web.recording.keyed_forms import require
from clearance.web.recording.submit import submit

blueprint = Blueprint("packages", __name__, url_prefix="/packages")
Row = dict[str, Any]


@blueprint.get("/<code>/certificate")
@opens("corridor")
def show(code: str) -> Any:
    """The certificate on a day, one sheet to print; ?digest= says whether it is that one."""
    package = find_package(code)
    sheet = certificate(store(), package, _road(package), as_of())
    is_same = sheet["digest"].startswith(asked("digest")) if asked("digest") else None
    return _sheet(package, sheet, is_same)


@blueprint.post("/<code>/certificate")
@opens("corridor")
def keep(code: str) -> Any:
    """Keep a copy of the certificate of a day as it is, and show it."""
    require("package", "certified")
    package = find_package(code)
    sheet = certificate(store(), package, _road(package), as_of())
    sha256, day = received.keep_text(as_text(sheet)), sheet["as_of"]
    return submit(
        Kept(),
        partial(show, code),
        lambda: Change("package", package["uid"], "certified", happened_on=day, evidence=(sha256,)),
        url_for(".kept", code=package["uid"], sha256=sha256),
        _("Đã giữ một bản."),
    )


@blueprint.get("/<code>/certificates/<sha256>")
@opens("corridor")
def kept(code: str, sha256: str) -> Any:
    """A certificate as it was kept, whatever was recorded or ruled since."""
    package = find_package(code)
    copy = _copies(package).get(sha256) or abort(404)
    sheet = read(received.text_of(sha256))
    now = certificate(store(), package, _road(package), sheet["as_of"])
    own = {"code": sheet["package"], "name": "", "contractor": ""}
    spot = {name: sheet[name] for name in ("from_m", "to_m")}
    return _sheet(package | own | spot, sheet, now["digest"] == sha256, copy)


def _sheet(package: Row, sheet: Row, is_same: bool | None, copy: Row | None = None) -> str:
    road, copies = _road(package), _copies(package)
    return render_template(
        "corridor/certificate.html",
        package=package,
        road=road,
        sheet=sheet,
        is_same=is_same,
        level=LEVELS[sheet["level"]](),
        items=[_item_in_words(item, sheet["as_of"]) for item in sheet["items"]],
        unknown=[_unknown(road, *place) for place in sheet.get("unsurveyed") or sheet["unknown"]],
        from_km=to_text(package["from_m"]),
        to_km=to_text(package["to_m"]),
        place_url=place_url,
        copy=copy,
        copies=copies.values(),
        form=None if sheet["digest"] in copies else _keeping(),
        **({"show_as_of": False} if copy else {}),
    )


def _unknown(road: Row, a: int, b: int, kinds: Sequence[str] = ()) -> tuple[str, ...]:
    """An unsurveyed place in words, with its address and the kinds; a copy of before names none."""
    return to_text(a), to_text(b), place_url(road, a, b), unsurveyed_words(kinds)


def _keeping() -> Kept | None:
    """The form to keep a copy, for those who may."""
    return Kept.fresh() if may_record(who().role, "package", "certified") else None


def _copies(package: Row) -> dict[str, Row]:
    """The copies kept of a package's certificate by digest, each with the day it was first kept."""
    return {
        sha256: {
            "sha256": sha256,
            "as_of": row["happened_on"],
            "made_on": local_day(from_stamp(row["recorded_at"])),
        }
        for row in corridor.list_certified(store(), package["uid"])
        for sha256 in json.loads(row["evidence"])
        if received.is_text(sha256)
    }


def certificate_url(code: str) -> str:
    """The certificate of a package on the day shown."""
    return url_for("packages.show", code=code, as_of=asked("as_of") or None)


def find_package(code: str) -> Row:
    ask_if_several(
        code,
        lambda: corridor.find_packages(store(), code),
        lambda uid: url_for(".show", code=uid),
    )
    found = corridor.find_packages(store(), code)
    return found[0] if found else abort(404)


def _road(package: Row) -> Row:
    roads = corridor.list_alignments(store())
    named = (road for road in roads if road["uid"] == package["alignment_uid"])
    return next(named, None) or abort(404)


def _item_in_words(item: Item, on: str) -> Row:
    """One listed item in words: what it is, where, who must act, by when."""
    step = find_step(item.subject, item.step) or find_step("household", item.step)
    return {
        "what": say(SUBJECTS, item.subject),
        "code": item.code if may_see_cases() else "",
        "place": f"{span_text(item.from_m, item.to_m)}, {say(SIDES, item.side)}",
        "from_m": item.from_m,
        "to_m": item.to_m,
        "step": label(step) if step else "",
        "body": label(BODIES[item.body]) if item.body else "",
        "date": item.date,
        "basis": {
            "promised": _("ngày cam kết bàn giao"),
            "due": _("hạn của bước tiếp theo"),
            "": _("chưa ai hẹn ngày"),
        }[item.basis],
        "is_good": item.is_substantiated(on),
    }
