"""Declarations of surveys and unsurveyed places in words, each with its address."""

from typing import Any

from flask import url_for

from clearance.i18n import gettext as _
from clearance.rules.basics.chainage import span_text, to_text
from clearance.rules.corridor.surveys import NONE, Unsurveyed, Worth
from clearance.store import Store
from clearance.store.corridor import surveys
from clearance.web.corridor.survey_form import result_choices
from clearance.web.frame.labels import SUBJECTS, Words, say, unsurveyed_words

Row = dict[str, Any]
_FACTS: Words = {
    "registered": lambda: _("Khai"),
    "revised": lambda: _("Sửa"),
    "withdrawn": lambda: _("Rút lại"),
}


def declared_row(store: Store, row: Row) -> Row:
    """A declaration in words: `standing` counted, contradicted (found later), or withdrawn."""
    standing, words = _standing(store, row)
    return row | {
        "from_km": to_text(row["from_m"]),
        "to_km": to_text(row["to_m"]),
        "length_m": row["to_m"] - row["from_m"],
        "kind_words": say(SUBJECTS, row["kind"]),
        "result_words": dict(result_choices())[row["result"]],
        "standing": standing,
        "standing_words": words,
    }


def _standing(store: Store, row: Row) -> tuple[str, str]:
    if row["withdrawn_on"]:
        return "withdrawn", _("Đã rút lại")
    place = (row["from_m"], row["to_m"])
    if row["result"] == NONE and (
        code := surveys.first_recorded(store, row["kind"], row["alignment_uid"], place)
    ):
        return "found", _("Khai không có, sau đó có %(code)s", code=code)
    return "counted", _("Đang tính")


def said_words(change: Row) -> Row:
    """One recorded word about a declaration, for its history."""
    return {
        "what": _FACTS[change["fact"]](),
        "on": change["happened_on"] or change["recorded_at"][:10],
        "who": change["who"],
        "why": change["why"],
        "group": "stuck" if change["fact"] == "withdrawn" else "done",
    }


def place_words(road: Row, gap: Unsurveyed) -> Row:
    """Where some kinds are not surveyed, with the address of the form that declares them."""
    return {
        "from_m": gap.from_m,
        "to_m": gap.to_m,
        "place": span_text(gap.from_m, gap.to_m),
        "length_m": gap.length_m,
        "kinds": unsurveyed_words(gap.kinds),
        "url": declare_url(road, gap.from_m, gap.to_m, gap.kinds),
    }


def to_declare(road: Row, worth: Worth) -> Row:
    """A place whose survey would add clear metres, in words."""
    return {
        "place": span_text(worth.from_m, worth.to_m),
        "length_m": worth.length_m,
        "joined_m": worth.joined_m,
        "kinds": unsurveyed_words(worth.kinds),
        "url": declare_url(road, worth.from_m, worth.to_m, worth.kinds),
    }


def declare_url(road: Row, from_m: int, to_m: int, kinds: tuple[str, ...] = ()) -> str:
    """The page of surveys, its form filled with a place and kinds."""
    asked: Row = {
        "alignment": road["mark"],
        "kinds": [kind for kind in kinds if kind != "parcel"],
        "from": to_text(from_m),
        "to": to_text(to_m),
    }
    return url_for("surveys.index", **asked, _anchor="declare")
