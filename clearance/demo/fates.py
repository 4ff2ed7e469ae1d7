"""How a case stands at the end of the history: how far it came, and what holds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from clearance.rules.procedure.law_shipped import SHIPPED_LAW

#: The main line of a household's case, with the days each step takes after the one before.
MAIN = (
    ("notified", 0, 0),
    ("inventoried", 10, 31),
    ("origin_confirmed", 15, 38),
    ("plan_drafted", 8, 20),
    ("plan_posted", 1, 5),
    ("consulted", 5, 11),
    ("appraised", 10, 28),
    ("plan_approved", 2, 6),
    ("decision_delivered", 2, 6),
    ("paid", 7, 26),
    ("recovered", 3, 10),
    ("handed_over", 4, 20),
    ("closed", 3, 11),
)
GRAVE_MAIN = (
    ("discovered", 0, 0),
    ("inventoried", 4, 15),
    ("claimed", 6, 30),
    ("priced", 6, 20),
    ("posted", 2, 9),
    ("approved", 11, 28),
    ("paid", 8, 28),
    ("date_set", 3, 25),
    ("exhumed", 10, 70),
    ("reburied", 1, 1),
    ("accepted", 2, 9),
)
#: Steps that stand in for one of the main line, and steps put in after one.
INSTEAD = {
    "deposited": ("paid", 7, 31),
    "tenure_checked": ("origin_confirmed", 15, 38),
    "notified_publicly": ("notified", 0, 0),
    "contracted": ("paid", 8, 28),
    "unclaimed": ("claimed", 91, 120),
}
AFTER = {
    "resettled": ("paid", 20, 80),
    "refused": ("decision_delivered", 5, 20),
    "dialogue": ("consulted", 5, 26),
    "handover_persuasion": ("recovered", 4, 9),
    "handover_persuasion_ended": ("handover_persuasion", 10, 14),
    "coercion_decided": ("handover_persuasion_ended", 11, 16),
    "coerced": ("coercion_decided", 4, 8),
    "choice_registered": ("inventoried", 3, 12),
    "arrangement_posted": ("plan_posted", 1, 4),
    "lot_assigned": ("arrangement_posted", 16, 20),
    "lot_decision": ("plan_approved", 1, 4),
    "lot_handed_over": ("lot_decision", 3, 12),
    "searching": ("inventoried", 3, 12),
}

Path = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """Last steps a case may have reached, the obstacle that holds it, who gave ground early."""

    code: str
    last: tuple[str, ...]
    obstacle: str = ""
    is_early: bool = False
    extra: tuple[str, ...] = ()
    why: str = ""


_ROWS = (
    Fate("done", ("closed",)),
    Fate("just_done", ("handed_over",)),
    Fate(
        "price",
        ("refused",),
        "PRICE",
        extra=("refused",),
        why="Đơn giá đất thấp hơn đất liền kề, hộ chưa nhận tiền",
    ),
    Fate("resettle", ("paid",), "RESETTLE_AREA", why="Khu tái định cư chưa xong, chưa giao đất ở"),
    Fate("budget", ("appraised",), "BUDGET", why="Vượt tổng mức đầu tư, chờ điều chỉnh tiểu dự án"),
    Fate(
        "dispute",
        ("deposited",),
        "DISPUTE",
        extra=("deposited",),
        why="Đang tranh chấp ranh giới với hộ liền kề",
    ),
    Fate("inherit", ("inventoried",), "INHERIT", why="Thừa kế chưa phân chia"),
    Fate(
        "absent",
        ("notified_publicly",),
        "ABSENT",
        extra=("notified_publicly",),
        why="Chủ sử dụng đất đi làm ăn xa, chưa liên lạc được",
    ),
    Fate("waiting", ("paid", "recovered", "recovered")),
    Fate(
        "early_resettle",
        ("paid",),
        "RESETTLE_AREA",
        is_early=True,
        why="Đã bàn giao đất, ở tạm; khu tái định cư chưa xong",
    ),
    Fate(
        "early_budget",
        ("appraised",),
        "BUDGET",
        is_early=True,
        why="Đã bàn giao đất trước; vượt tổng mức, chờ điều chỉnh",
    ),
    Fate(
        "early_waiting",
        (
            "inventoried",
            "origin_confirmed",
            "plan_drafted",
            "plan_posted",
            "consulted",
            "decision_delivered",
        ),
        is_early=True,
    ),
    Fate(
        "forestry",
        ("tenure_checked",),
        extra=("tenure_checked",),
        why="Đất công ty lâm nghiệp, người dân đang sử dụng",
    ),
)
FATES: dict[str, Fate] = {row.code: row for row in _ROWS}
#: Chances of what holds a case that keeps its ground; the first only for a house to be moved.
HOLDING = (
    ("resettle", 0.30),
    ("price", 0.36),
    ("budget", 0.14),
    ("waiting", 0.08),
    ("dispute", 0.04),
    ("inherit", 0.04),
    ("absent", 0.04),
)


def path(main: Path, last: str, extra: Sequence[str] = ()) -> Path:
    """The steps up to `last` with the extra ones in their places, each with its days."""
    steps = list(main)
    for code in extra:
        if code in INSTEAD:
            other, least, most = INSTEAD[code]
            steps[_place(steps, other)] = (code, least, most)
        else:
            before, least, most = AFTER[code]
            steps.insert(_place(steps, before) + 1, (code, least, most))
    return tuple(steps[: _place(steps, last) + 1])


def _place(steps: Sequence[tuple[str, int, int]], code: str) -> int:
    return [row[0] for row in steps].index(code)


def term_days(subject: str, code: str) -> int:
    """Days the step allows, 0 when it has no term."""
    rows = SHIPPED_LAW.terms_of(subject, code, "within")
    return min((t.length for t in rows if not t.regimes or "R26" in t.regimes), default=0)
