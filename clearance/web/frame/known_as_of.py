"""What figures of a past day rest on: all recorded until now, or what was recorded by that day."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask_login import current_user

from clearance.i18n import gettext as _
from clearance.reports.corridor.ground import held, on_day
from clearance.reports.corridor.ground_then import as_recorded
from clearance.reports.corridor.surveys import not_surveyed, not_surveyed_then
from clearance.rules.corridor.handover import CLEAR, Blocker, Handover, metres
from clearance.rules.corridor.surveys import Unsurveyed
from clearance.rules.records.permissions import may_open
from clearance.store.corridor import surveys
from clearance.web.frame.context import as_of, asked, store, today

Row = dict[str, Any]
#: Pages that tell both, by ?known=now|then, and pages made of what was recorded then alone.
_BOTH = ("corridor.index", "parts.index")
#: Pages with figures of ground, by blueprint.
_GROUND = {
    "corridor", "parts", "moves", "availability", "unlock", "clearing", "present", "packages",
    "segments", "milestones", "minutes", "communes", "maps", "sheet",
}  # fmt: skip
_THEN = ("moves.index", "availability.index")


def is_then() -> bool:
    """Whether this page tells what was recorded by the day shown."""
    is_asked = request.endpoint in _BOTH and asked("known") == "then"
    return request.endpoint in _THEN or is_asked


def check() -> None:
    """400 when ?known= is no word, or asks a page for what it cannot tell."""
    if asked("known") not in ("", "now", "then"):
        abort(400, _("known: now (theo nay biết) hoặc then (như đã ghi khi ấy)."))
    if asked("known") == "then" and not is_then():
        abort(
            400,
            _(
                "known: trang này chỉ có số liệu theo nay biết. Như đã ghi khi ấy có ở trang"
                " Tuyến và Theo gói thầu, xã, đoạn."
            ),
        )


def state_of(road: Row, day: str) -> Handover:
    """Clear, blocked and unknown runs of a road on a day, as this page knows them."""
    return as_recorded(store(), road, day)[0] if is_then() else on_day(store(), road, day)


def held_of(road: Row, day: str) -> tuple[Blocker, ...]:
    """What still holds its metres on a day, as this page knows it."""
    return as_recorded(store(), road, day)[1] if is_then() else held(store(), road, day)


def unsurveyed_of(road: Row, day: str) -> tuple[Unsurveyed, ...]:
    """Which kind that counts is not surveyed where on a road, as this page knows it."""
    return not_surveyed_then(store(), road, day) if is_then() else not_surveyed(store(), road)


def is_uncounted() -> bool:
    """Whether this page has figures of ground of a project that counts no surveys yet."""
    return request.blueprint in _GROUND and surveys.is_uncounted(store())


def clear_m(road: Row, day: str) -> int:
    """Clear metres at the end of a day by all that is recorded now."""
    return metres(on_day(store(), road, day).full)[CLEAR]


def bar() -> Row:
    """What the bar of the day says, and where the other reading stands ('' where it is not)."""
    word: Row = {} if is_then() else {"known": "then"}
    given = request.args
    if request.endpoint in _BOTH:
        kept = {k: v for k, v in given.items() if k not in ("known", "page", "format")}
        other = f"{request.path}?{urlencode(kept | word)}"
    else:
        may = current_user.is_authenticated and may_open(current_user.who.role, "corridor")
        other = url_for("corridor.index", as_of=given.get("as_of"), **word) if may else ""
    return {"is_then": is_then(), "other": other}


def notes(show: Any) -> list[str]:
    """The lines of a file with its day, its reading, and what its metres leave out."""
    left_out = [_("Mét sạch chưa tính khảo sát nhà, đường dây, mộ.")] if is_uncounted() else []
    return [_note(show), *left_out]


def _note(show: Any) -> str:
    """The line of a file with its day and which reading it holds; `show` writes a day."""
    if is_then():
        day = show(asked("known_on") or asked("to_day") or as_of())
        return _(
            "Số liệu tính đến ngày %(day)s, như đã ghi khi ấy (chỉ điều đã ghi đến hết ngày"
            " %(day)s)",
            day=day,
        )
    return _(
        "Số liệu tính đến ngày %(day)s, theo nay biết (mọi điều đã ghi đến ngày %(now)s)",
        day=show(as_of()),
        now=show(today()),
    )
