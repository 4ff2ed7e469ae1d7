"""Any history a case can have: no illegal step is ever reached, whoever tries what, when."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.guards import Report, bars
from clearance.rules.procedure.law import regime_on
from clearance.rules.procedure.law_shipped import SHIPPED_LAW as LAW
from clearance.rules.procedure.steps import find_step, is_open, next_step, steps_of
from clearance.rules.procedure.triggers import TRIGGERS, triggers_of

STEPS = [s.code for s in steps_of("household")]
#: Days of notice before a recovery, told here again: (from, agricultural, non-agricultural).
NOTICE = (("2026-01-01", 60, 120), ("0000", 90, 180))
POSTED = (("2026-01-01", 10), ("2024-08-01", 30), ("0000", 20))


def apart(first: str, last: str) -> int:
    """Days between two days."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def least(rows: tuple[tuple[object, ...], ...], day: str, at: int = 1) -> int:
    """The figure of the row in force on a day."""
    return int(next(row[at] for row in rows if str(row[0]) <= day))  # type: ignore[call-overload]


class Procedure(RuleBasedStateMachine):
    """A case in which anything is tried on any day, and only what the rules let pass is done."""

    def __init__(self) -> None:
        """A case not begun."""
        super().__init__()
        self.day = date(2023, 1, 2)
        self.dates: dict[str, str] = {}
        self.traits: frozenset[str] = frozenset()
        self.visits: list[str] = []
        self.told: dict[str, Report] = {}
        self.before: dict[str, dict[str, str]] = {}

    @initialize(
        start=st.sampled_from(
            [
                date(2023, 1, 2),
                date(2024, 5, 6),
                date(2025, 1, 6),
                date(2025, 7, 7),
                date(2026, 1, 5),
            ]
        ),
        traits=st.sampled_from(
            [(), ("agricultural",), ("non_agricultural",), ("agricultural", "relocating")]
        ),
    )
    def begin(self, start: date, traits: tuple[str, ...]) -> None:
        """A case under some law, on some land."""
        self.day, self.traits = start, frozenset(traits)

    @rule(days=st.sampled_from([1, 1, 5, 10, 15, 30, 45]))
    def wait(self, days: int) -> None:
        """Time goes by."""
        self.day += timedelta(days=days)

    @rule()
    def visit(self) -> None:
        """Somebody visits the household."""
        self.visits.append(self.day.isoformat())

    @rule(
        code=st.sampled_from(STEPS),
        trigger=st.sampled_from(["", *TRIGGERS]),
        hour=st.sampled_from(["", "03:00", "09:00", "21:59", "22:00"]),
        evidence=st.integers(0, 1),
        consent=st.booleans(),
    )
    def attempt(self, code: str, trigger: str, hour: str, evidence: int, consent: bool) -> None:
        """Somebody tries a step."""
        patch = {"trigger": trigger, "consent": int(consent)}
        self._try(code, Report(self.day.isoformat(), hour, patch, evidence))

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Somebody takes one of the steps that are open, as well as it can be taken."""
        codes = [s.code for s in steps_of("household") if is_open(s, self.dates)]
        patch = {"trigger": data.draw(st.sampled_from(list(TRIGGERS)))}
        self._try(data.draw(st.sampled_from(codes)), Report(str(self.day), "09:00", patch, 1))

    @rule(days=st.sampled_from([5, 12, 20]), until=st.integers(3, 12))
    def hurry(self, days: int, until: int) -> None:
        """The office goes through the next steps of the line at one pace."""
        for _ in range(until):
            self.day += timedelta(days=days)
            following = next_step("household", self.dates)
            case = Dossier("household", self.dates, self.traits)
            grounds = triggers_of(case, regime_on(LAW, str(self.day)).code)
            patch = {"trigger": grounds[0].code if grounds else ""}
            if following:
                self._try(following.code, Report(str(self.day), "09:00", patch, 1))

    @precondition(lambda self: "recovered" in self.dates)
    @rule()
    def force(self) -> None:
        """Somebody wants the ground by force, at once."""
        for code in (
            "handover_persuasion",
            "handover_persuasion_ended",
            "coercion_decided",
            "coerced",
        ):
            self._try(code, Report(str(self.day), "09:00", {}, 1))

    @precondition(lambda self: "notified" in self.dates)
    @rule(days=st.sampled_from([1, 9, 10, 14, 15]))
    def press(self, days: int) -> None:
        """Somebody wants the inventory by force, a step every so many days."""
        for code in (
            "inv_persuasion",
            "inv_persuasion_ended",
            "inv_mandatory",
            "inv_dialogue",
            "inv_enforced",
        ):
            self._try(code, Report(str(self.day), "09:00", {}, 1))
            self.visit()
            self.day += timedelta(days=days)

    def _try(self, code: str, report: Report) -> None:
        step = find_step("household", code)
        case = Dossier("household", self.dates, self.traits, tuple(self.visits))
        if step and is_open(step, self.dates) and not bars(LAW, case, code, report):
            self.before[code] = dict(self.dates)
            self.dates[code] = report.happened_on
            self.told[code] = report

    def _law_day(self, step: str) -> str:
        """The day whose law counts from a step: a plan approved by then keeps its own law."""
        day = self.dates[step]
        approved = self.dates.get("plan_approved", "9999")
        return approved if approved <= day else day

    def _lasted(self, first: str, last: str, days: int) -> None:
        assert apart(self.dates[first], self.dates[last]) >= days
        assert any(self.dates[first] <= v <= self.dates[last] for v in self.visits)

    @invariant()
    def a_recovery_rests_on_a_notice_a_ground_and_its_paper(self) -> None:
        """Guards G1, G2 and G4, told again without the tables."""
        if "recovered" not in self.dates:
            return
        day, report = self.dates["recovered"], self.told["recovered"]
        then = self.before["recovered"]
        noticed = max(then[n] for n in ("notified", "notified_publicly") if n in then)
        farms = "agricultural" in self.traits
        wait = least(NOTICE, noticed, 1 if farms else 2)
        assert report.evidence
        assert report.patch.get("consent") or apart(noticed, day) >= wait
        assert "plan_approved" in then or "consulted" in then
        is_old = then.get("plan_approved", "9999") < "2024-08-01"
        assert report.patch.get("trigger") in TRIGGERS or is_old

    @invariant()
    def opinions_are_asked_after_the_whole_posting(self) -> None:
        """Guard G3."""
        if "consulted" in self.dates:
            posted = self.dates["plan_posted"]
            assert apart(posted, self.dates["consulted"]) >= least(POSTED, posted)

    @invariant()
    def an_inventory_is_forced_only_after_its_persuasion(self) -> None:
        """Fifteen days and visits, then ten days; ten days under the law of 2013."""
        if "inv_mandatory" in self.dates:
            ended = self.dates["inv_persuasion_ended"]
            self._lasted(
                "inv_persuasion",
                "inv_persuasion_ended",
                15 if self._law_day("inv_persuasion") >= "2024-08-01" else 10,
            )
            wait = 10 if self._law_day("inv_persuasion_ended") >= "2024-08-01" else 0
            assert apart(ended, self.dates["inv_mandatory"]) >= wait
        assert "inv_enforced" not in self.dates or self.told["inv_enforced"].at_time == "09:00"

    @invariant()
    def nobody_is_coerced_without_persuasion_nor_at_night_nor_on_a_day_off(self) -> None:
        """Ten days and visits, ten days, then an hour of a working day far from Tết."""
        if "coercion_decided" in self.dates:
            self._lasted("handover_persuasion", "handover_persuasion_ended", 10)
            assert "recovered" in self.dates
        if "coerced" in self.dates:
            assert "coercion_decided" in self.dates
            assert "06:00" <= self.told["coerced"].at_time < "22:00"
            assert date.fromisoformat(self.dates["coerced"]).weekday() < 5


Procedure.TestCase.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
TestNoIllegalStepIsEverReached = Procedure.TestCase
