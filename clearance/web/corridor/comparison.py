"""The strip as it was on an earlier day (?ghost=), and what has changed since, in words."""

from datetime import date, timedelta
from typing import Any

from clearance.i18n import gettext as _
from clearance.rules.corridor.handover import Handover, Run, moved
from clearance.web.frame.context import as_of, asked_day
from clearance.web.frame.known_as_of import state_of

Row = dict[str, Any]
_CHOICES = (1, 7, 28)


def ghost_day() -> str:
    """The earlier day to compare with, "" when none or not earlier than the day shown."""
    day = asked_day("ghost")
    return day if day < as_of() else ""


def ghost_runs(road: Row) -> tuple[Run, ...]:
    """The full width on the earlier day; nothing when none is asked for."""
    day = ghost_day()
    return state_of(road, day).full if day else ()


def compared(road: Row, state: Handover) -> Row:
    """What the page tells of the earlier day: metres won and lost, days to choose from."""
    then = ghost_runs(road)
    won, lost = moved(then, state.full) if then else (0, 0)
    words = {1: _("Hôm trước"), 7: _("Tuần trước"), 28: _("4 tuần trước")}
    now = date.fromisoformat(as_of())
    choices = [((now - timedelta(days)).isoformat(), words[days]) for days in _CHOICES]
    late = asked_day("ghost") if not then else ""
    return {"day": ghost_day(), "late": late, "won_m": won, "lost_m": lost, "choices": choices}
