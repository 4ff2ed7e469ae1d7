"""How many reports one person may make: a rate for all, a day's measure of those not accepted.

Every verdict is a row of the journal for good; what is turned away here is not judged at all and
stays with its sender.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from werkzeug.exceptions import HTTPException

from clearance.i18n import gettext as _
from clearance.i18n import ngettext
from clearance.rules.basics.actors import Who
from clearance.rules.basics.days import from_stamp, stamp
from clearance.settings import Desk
from clearance.store.journal import changes

#: Reports of one person are counted over this long, by each process of the server.
WINDOW = timedelta(minutes=5)
DAY = timedelta(days=1)
#: People counted at most before those of past windows are forgotten.
_MANY = 5_000


class TooMany(HTTPException):
    """Too many reports of one person: 429, with the time after which they are taken again."""

    code = 429

    def __init__(self, words: str, wait: timedelta) -> None:
        super().__init__(f"{words} {_todo(wait)}")
        self.seconds = max(1, -(-wait // timedelta(seconds=1)))


@dataclass(slots=True)
class Counter:
    """Reports of each person since the start of a window of his own."""

    began: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def count(self, person: str, reports: int, most: int, now: datetime) -> timedelta:
        """Count some more; gives how long to wait, and counts nothing, where they are too many."""
        with self.lock:
            start, known = self.began.get(person, (now, 0))
            if not timedelta() <= now - start < WINDOW:
                start, known = now, 0
            if known and known + reports > most:
                return start + WINDOW - now
            self._forget(now)
            self.began[person] = start, known + reports
        return timedelta()

    def _forget(self, now: datetime) -> None:
        if len(self.began) > _MANY:
            self.began = {p: told for p, told in self.began.items() if now - told[0] < WINDOW}


def check(desk: Desk, counter: Counter, who: Who, reports: int, now: datetime) -> None:
    """TooMany when a person's reports are too many, or too many of the last day did not stand."""
    settings = desk.settings
    most = settings.reports_most
    if most and (wait := counter.count(who.uid, reports, most, now)):
        raise TooMany(_("Tài khoản này gửi hơn %(most)s báo cáo trong năm phút.", most=most), wait)
    most = settings.refused_most
    last = changes.not_accepted(desk.store, who.uid, stamp(now - DAY), most) if most else None
    if last:
        raise TooMany(
            _("Trong 24 giờ qua, %(most)s báo cáo của tài khoản này không ghi được.", most=most),
            from_stamp(last) + DAY - now,
        )


def _todo(wait: timedelta) -> str:
    n = max(1, -(-wait // timedelta(minutes=1)))
    when = ngettext("%(n)s phút", "%(n)s phút", n, n=n)
    return _(
        "Lần gửi này chưa được xét, điện thoại giữ nguyên các mục và tự gửi lại. Hãy thử lại"
        " sau %(when)s.",
        when=when,
    )
