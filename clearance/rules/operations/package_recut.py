"""Re-cutting a package: its ends move, the neighbour on a shared boundary moves with it.

Chainages are whole metres [from, to) of one alignment. Segments that lie wholly in another package
follow it; one that the boundary cuts is asked about; a segment offered or accepted stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.rules.basics.chainage import span_text
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.faults import Fault
from clearance.rules.operations.plan import Line, Plan, Question, Total

Row = Mapping[str, Any]
Span = tuple[int, int]
_OUTSIDE = "gói thầu vượt ra ngoài tuyến {}"
_EMPTY = "gói {} sẽ không còn mét nào"
_OVERLAP = "chồng lên gói {} ({})"


@dataclass(frozen=True, slots=True)
class Recut:
    """The packages and segments of one alignment, and the ends one package is to have.

    Rows have uid, code, from_m, to_m; segments package_uid and `is_finished` besides.
    """

    road: Span
    packages: Sequence[Row]
    segments: Sequence[Row]
    uid: str
    to: Span


def recut(asked: Recut, plan: Plan, answers: Mapping[str, str]) -> Plan:
    """Fill a plan with the changes of packages and segments, or with what is wrong or asked."""
    before = {row["uid"]: _span(row) for row in asked.packages}
    after = before | _moved(before, asked.uid, asked.to)
    codes = {row["uid"]: str(row["code"]) for row in asked.packages}
    plan.faults += _faults(asked, before, after, codes)
    if plan.faults:
        return plan
    for uid in (uid for uid in before if after[uid] != before[uid]):
        patch = {"chainage_from_m": after[uid][0], "chainage_to_m": after[uid][1]}
        plan.changes.append(Change("package", uid, "revised", patch))
        plan.lines.append(_line("package", codes[uid], before[uid], after[uid]))
    segments = _Segments(plan, after, codes, answers)
    for row in asked.segments:
        segments.follow(row)
    plan.totals += _totals(asked, before, after, segments.made)
    return plan


def _span(row: Row) -> Span:
    return row["from_m"], row["to_m"]


def _line(subject: str, code: str, before: Span, after: Span) -> Line:
    return Line(subject, code, "span", span_text(*before), span_text(*after))


def _moved(before: Mapping[str, Span], uid: str, to: Span) -> dict[str, Span]:
    """The new ends of the package and of the neighbours that shared an end with it."""
    old = before[uid]
    moved = {uid: to}
    for other, (low, high) in before.items():
        if other != uid and high == old[0]:
            moved[other] = (low, to[0])
        elif other != uid and low == old[1]:
            moved[other] = (to[1], high)
    return moved


def _faults(
    asked: Recut, before: Mapping[str, Span], after: Mapping[str, Span], codes: Mapping[str, str]
) -> list[Fault]:
    low, high = asked.road
    faults = [
        Fault(_EMPTY.format(codes[uid]), "chọn lý trình khác", value=span_text(*span))
        for uid, span in after.items()
        if span != before[uid] and span[0] >= span[1]
    ]
    if asked.to[0] < low or asked.to[1] > high:
        faults.append(Fault(_OUTSIDE.format(span_text(low, high)), "ghi lý trình trong tuyến"))
    new, old = after[asked.uid], before[asked.uid]
    faults += [
        Fault(_OVERLAP.format(codes[uid], span_text(*span)), "chọn lý trình khác")
        for uid, span in after.items()
        if uid != asked.uid and _common(span, new) and not _common(before[uid], old)
    ]
    if not faults and after == before:
        faults.append(Fault("gói thầu đã có đúng lý trình này", "không phải cắt lại"))
    return faults


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


class _Segments:
    """Segments that follow the packages, one by one."""

    def __init__(
        self, plan: Plan, packages: Mapping[str, Span], codes: Mapping[str, str],
        answers: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.plan, self.packages, self.codes, self.answers = plan, packages, codes, answers
        self.made: list[Span] = []

    def follow(self, row: Row) -> None:
        """Keep a segment, give it to another package, or cut it as a person decides."""
        own, span = self.packages.get(row["package_uid"]), _span(row)
        if own is None or _common(own, span) == span[1] - span[0]:
            return
        if row["is_finished"]:
            self.plan.lines.append(Line("segment", row["code"], "finished", span_text(*span)))
            return
        other = max(self.packages, key=lambda uid: _common(self.packages[uid], span))
        if _common(self.packages[other], span) == span[1] - span[0]:
            self._give(row, other)
        else:
            self._decide(row, own, span)

    def _give(self, row: Row, package: str) -> None:
        self.plan.changes.append(Change("segment", row["uid"], "revised", {"package_uid": package}))
        told = (self.codes.get(row["package_uid"], ""), self.codes[package])
        self.plan.lines.append(Line("segment", row["code"], "package", *told))

    def _decide(self, row: Row, own: Span, span: Span) -> None:
        """A segment across the boundary: cut there, left whole, or given to the neighbour."""
        kept = max(own[0], span[0]), min(own[1], span[1])
        rests = [part for part in ((span[0], kept[0]), (kept[1], span[1])) if part[0] < part[1]]
        touched = self._touched(row, rests)
        options = [("stay", self.codes[row["package_uid"]])]
        options += [(uid, self.codes[uid]) for uid in touched]
        if kept[0] < kept[1]:
            words = ", ".join(span_text(*part) for part in rests)
            options.insert(0, ("cut", words))
        name = f"segment-{row['uid']}"
        asked = Question(name, "segment_across", "segment", row["code"], tuple(options))
        answer = self.plan.ask(asked, self.answers)
        if answer == "cut":
            self._cut(row, kept, rests)
        elif answer in touched:
            self._give(row, answer)

    def _touched(self, row: Row, rests: Sequence[Span]) -> list[str]:
        """Other packages that hold a part of a segment."""
        return [
            uid
            for uid, at in self.packages.items()
            if uid != row["package_uid"] and any(_common(at, part) for part in rests)
        ]

    def _cut(self, row: Row, kept: Span, rests: Sequence[Span]) -> None:
        """The part in its own package stays the segment; each other part is a new one."""
        patch = {"chainage_from_m": kept[0], "chainage_to_m": kept[1]}
        self.plan.changes.append(Change("segment", row["uid"], "revised", patch))
        self.plan.lines.append(_line("segment", row["code"], _span(row), kept))
        for letter, part in zip("BC", rests, strict=False):
            self._register(row, f"{row['code']}-{letter}", part)

    def _register(self, row: Row, code: str, part: Span) -> None:
        """A new segment with the dates of the one it is cut from."""
        package = max(self._touched(row, [part]), default=None,
                      key=lambda uid: _common(self.packages[uid], part))  # fmt: skip
        made = {
            "code": code, "package_uid": package, "alignment_uid": row["alignment_uid"],
            "need_by_on": row["need_by_on"], "promised_on": row["promised_on"],
            "chainage_from_m": part[0], "chainage_to_m": part[1],
        }  # fmt: skip
        told = {name: value for name, value in made.items() if value is not None}
        self.plan.changes.append(Change("segment", new_uid(), "registered", told))
        self.plan.lines.append(Line("segment", code, "new", "", span_text(*part)))
        self.made.append(part)


def _totals(
    asked: Recut, before: Mapping[str, Span], after: Mapping[str, Span], made: Sequence[Span]
) -> list[Total]:
    """Metres in packages and in segments, numbers of both."""
    metres = sum(row["to_m"] - row["from_m"] for row in asked.segments)
    held, holds = (sum(high - low for low, high in x.values()) for x in (before, after))
    count = len(asked.segments)
    return [
        Total("package_m", "m", held, holds, is_kept=False),
        Total("packages", "", len(before), len(after)),
        Total("segment_m", "m", metres, metres),
        Total("segments", "", count, count + len(made), is_kept=False),
    ]
