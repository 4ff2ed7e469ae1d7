"""What figures of a past day rest on: all recorded until now, or what was recorded by that day."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from flask import Flask, abort, g, request, url_for
from flask_login import current_user

from clearance.i18n import gettext as _
from clearance.record.known_then import Busy, TooLong, known_on
from clearance.reports.corridor.ground import held, main_on_day, on_day
from clearance.reports.corridor.ground_then import as_recorded, main_as_recorded
from clearance.reports.corridor.surveys import not_surveyed, not_surveyed_then
from clearance.rules.corridor.handover import CLEAR, Blocker, Handover, metres
from clearance.rules.corridor.surveys import Unsurveyed
from clearance.rules.records.permissions import may_open
from clearance.store.corridor import surveys
from clearance.web.frame.access import group_of
from clearance.web.frame.context import as_of, asked, desk, store, today

Row = dict[str, Any]
#: Pages of the road that give both by its ledger (?known=now|then), and those made of what was
#: recorded then alone.
_BOTH = ("corridor.index", "parts.index")
#: Pages with figures of ground, by blueprint.
_GROUND = {
    "corridor", "parts", "moves", "availability", "unlock", "clearing", "present", "packages",
    "segments", "milestones", "minutes", "communes", "maps", "sheet",
}  # fmt: skip
_THEN = ("moves.index", "availability.index")
#: Page groups that give both by a state folded from the journal of then.
FOLDED = (
    "households",
    "graves",
    "parcels",
    "late",
    "communes",
    "segments",
    "notes",
    "requests",
    "corridor",
)
_CASES = {f"{name}.show" for name in ("households", "graves", "parcels", "structures", "utilities")}
#: How long a reader waits for the fold of another's day.
_WAIT_S = 30


def is_then() -> bool:
    """Whether this page tells what was recorded by the day shown."""
    return request.endpoint in _THEN or (asked("known") == "then" and _gives_both())


def _gives_both() -> bool:
    endpoint = request.endpoint or ""
    return endpoint in _BOTH or (endpoint not in _THEN and group_of(endpoint) in FOLDED)


def _by_ledger() -> bool:
    return is_then() and request.endpoint in (*_BOTH, *_THEN)


def check() -> None:
    """400 when ?known= is no word, or asks a page for what it cannot tell."""
    if asked("known") not in ("", "now", "then"):
        abort(400, _("known: now (theo nay biết) hoặc then (như đã ghi khi ấy)."))
    if asked("known") == "then" and not is_then():
        abort(400, _("known: trang này chỉ có số liệu theo nay biết."))


def read_then() -> None:
    """Let the rest of this request read the state as it was recorded by the day shown."""
    if request.method not in ("GET", "HEAD") or not is_then() or _by_ledger():
        return
    if (day := as_of()) >= today():
        return
    g.reading_then = ExitStack()
    try:
        most = desk().settings.known_rows
        g.store = g.reading_then.enter_context(known_on(store(), day, most, _WAIT_S))
    except TooLong as error:
        words = _(
            "Sổ có %(n)s dòng đến ngày ấy, nhiều hơn số dòng (%(most)s, CLEARANCE_KNOWN_ROWS) mà"
            " trang này dựng lại khi có người chờ. Trên máy chủ: `flask report … --known then`.",
            n=error.rows,
            most=most,
        )
        abort(400, words)
    except Busy:
        abort(503, _("Máy chủ đang dựng lại sổ của một ngày khác. Hãy thử lại sau một phút."))


def _leave_then(_error: BaseException | None) -> None:
    if reading := g.pop("reading_then", None):
        g.pop("store", None)
        reading.close()


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    """Links of a past day to cases stay on that day; those of then stay with what was known."""
    if not request or not (day := request.args.get("as_of")):
        return
    if endpoint in _CASES and request.method == "GET":
        values.setdefault("as_of", day)
    if asked("known") == "then" and values.get("as_of") and group_of(endpoint) in FOLDED:
        values.setdefault("known", "then")


def state_of(road: Row, day: str) -> Handover:
    """Clear, blocked and unknown runs of a road on a day, as this page knows them."""
    return as_recorded(store(), road, day)[0] if _by_ledger() else on_day(store(), road, day)


def main_of(road: Row, day: str) -> Handover:
    """The same with things of the main scope of works alone in the way."""
    return main_as_recorded(store(), road, day) if is_then() else main_on_day(store(), road, day)


def held_of(road: Row, day: str) -> tuple[Blocker, ...]:
    """What still holds its metres on a day, as this page knows it."""
    return as_recorded(store(), road, day)[1] if _by_ledger() else held(store(), road, day)


def unsurveyed_of(road: Row, day: str) -> tuple[Unsurveyed, ...]:
    """Which kind that counts is not surveyed where on a road, as this page knows it."""
    return not_surveyed_then(store(), road, day) if _by_ledger() else not_surveyed(store(), road)


def is_uncounted() -> bool:
    """Whether this page has figures of ground of a project that counts no surveys yet."""
    return request.blueprint in _GROUND and surveys.is_uncounted(store())


def clear_m(road: Row, day: str) -> int:
    """Clear metres at the end of a day by all that is recorded now."""
    return metres(on_day(store(), road, day).full)[CLEAR]


def bar() -> Row:
    """What the bar of the day says, and where the other reading stands ('' where it is not)."""
    word: Row = {} if is_then() else {"known": "then"}
    given: Mapping[str, str] = request.args
    if _gives_both():
        kept = {k: v for k, v in given.items() if k not in ("known", "page", "format")}
        other = f"{request.path}?{urlencode(kept | word)}"
    else:
        may = current_user.is_authenticated and may_open(current_user.who.role, "corridor")
        other = url_for("corridor.index", as_of=given.get("as_of"), **word) if may else ""
    return {"is_then": is_then(), "other": other}


def notes(show: Any) -> list[str]:
    """The lines of a file with its day, its reading, and what its metres leave out."""
    return [_note(show), *left_out()]


def left_out() -> list[str]:
    """What the metres of this page leave out, in words; nothing once surveys are counted."""
    return [_("Mét sạch chưa tính khảo sát nhà, đường dây, mộ.")] if is_uncounted() else []


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


def init_app(app: Flask) -> None:
    """Give pages asked with ?known=then their store; they give it back."""
    app.before_request(_begin)
    app.teardown_request(_leave_then)
    app.url_defaults(_keep)


def _begin() -> None:
    if g.get("page_group") in FOLDED:
        check()
        read_then()
