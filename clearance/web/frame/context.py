"""What a view needs at hand: the store, the clock, who is here, which day is asked for."""

from datetime import datetime
from typing import Any, cast

from flask import abort, current_app, g, request
from flask_login import current_user
from werkzeug.exceptions import BadRequest

from clearance.i18n import label
from clearance.rules.basics.actors import Who
from clearance.rules.basics.asked_days import wrong_day
from clearance.rules.basics.days import local_day, stamp
from clearance.settings import Desk
from clearance.store import Store
from clearance.web.frame import report_rate


class BadDay(BadRequest):
    """An argument of the address that is no day to be shown."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(f"{name}: {words}")
        self.name_asked, self.words = name, words


def desk() -> Desk:
    """The desk of this application."""
    return cast(Desk, current_app.extensions["clearance"])


def store() -> Store:
    """The store: the live one, or the state of then that this request reads."""
    return cast(Store, g.get("store") or desk().store)


def now() -> datetime:
    """The instant this request is answered; one for the whole request."""
    if "now" not in g:
        g.now = desk().clock()
    return cast(datetime, g.now)


def now_stamp() -> str:
    """The same instant as stored."""
    return stamp(now())


def today() -> str:
    """The Vietnamese day of this request."""
    return local_day(now())


def as_of() -> str:
    """The day asked for by ?as_of=, today when none; 400 when there are no figures of it."""
    return asked_day("as_of") or today()


def asked_day(name: str, last: str = "") -> str:
    """A day of the address, YYYY-MM-DD, '' when none; 400 when it is no day up to `last` or today.

    Every argument that is a day is read here.
    """
    text = asked(name)
    fault = wrong_day(text, last or today()) if text else None
    if fault:
        raise BadDay(name, label(fault))
    return text


def who() -> Who:
    """The signed-in person; 401 when nobody is."""
    if not current_user.is_authenticated:
        abort(401)
    return cast(Who, current_user.who)


def allow(reports: int) -> None:
    """Count the reports of this request, once; TooMany when its sender has to wait."""
    if "is_counted" not in g:
        g.is_counted = True
        counter = current_app.extensions.setdefault("clearance.counter", report_rate.Counter())
        report_rate.check(desk(), counter, who(), reports, now())


def is_saving() -> bool:
    """Whether the page is drawn for a phone to keep: no number of an identity, no money."""
    return request.headers.get("X-Saving") == "1"


def asked(name: str, default: Any = "") -> str:
    """One argument of the address, trimmed."""
    return str(request.args.get(name, default)).strip()
