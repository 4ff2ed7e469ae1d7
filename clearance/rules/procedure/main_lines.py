"""The main line of each kind of case: rows by subject, trait and regime, the first that fits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """The steps of one kind of case in order; `traits` all needed, `regimes` empty = any."""

    code: str
    subject: str
    steps: tuple[str, ...]
    traits: frozenset[str] = frozenset()
    regimes: tuple[str, ...] = ()


def _line(
    code: str, subject: str, steps: str, traits: str = "", regimes: tuple[str, ...] = ()
) -> Line:
    return Line(code, subject, tuple(steps.split()), frozenset(traits.split()), regimes)


_HEAD = "notified inventoried origin_confirmed "
_TENURE = "notified inventoried tenure_checked "
_PLAN = "plan_drafted plan_posted consulted appraised plan_approved "
_PAID = "decision_delivered paid "
_GIVEN = "recovered handed_over closed"
#: Until 31/7/2024 land was recovered on the day of the plan and paid for afterwards.
_OLD_PAID = "recovered decision_delivered paid "
_OLD_GIVEN = "handed_over closed"
_R13 = ("R13",)
_MOVED = "priced posted approved paid date_set exhumed reburied accepted"
_HIRED = "priced posted approved contracted date_set exhumed reburied accepted"

#: The more particular before the general.
LINES = (
    _line("utility_owner", "household", _TENURE + _PLAN + _PAID + "handed_over", "utility_owner"),
    _line("asset_owner", "household", _HEAD + _PLAN + _PAID + "handed_over", "asset_owner"),
    _line("organisation.R13", "household", _TENURE + _PLAN + _OLD_PAID + _OLD_GIVEN,
          "organisation", _R13),
    _line("organisation", "household", _TENURE + _PLAN + _PAID + _GIVEN, "organisation"),
    _line("relocating.R13", "household", _HEAD + _PLAN + _OLD_PAID + "resettled " + _OLD_GIVEN,
          "relocating", _R13),
    _line("relocating", "household", _HEAD + _PLAN + _PAID + "resettled " + _GIVEN, "relocating"),
    _line("household.R13", "household", _HEAD + _PLAN + _OLD_PAID + _OLD_GIVEN, "", _R13),
    _line("household", "household", _HEAD + _PLAN + _PAID + _GIVEN),
    _line("unclaimed", "grave", "discovered inventoried searching unclaimed " + _HIRED,
          "unclaimed"),
    _line("searching", "grave", "discovered inventoried searching claimed " + _MOVED, "searching"),
    _line("grave", "grave", "discovered inventoried claimed " + _MOVED),
    _line("residual", "parcel", "measured residual_requested residual_agreed handed_over",
          "residual"),
    _line("parcel", "parcel", "measured handed_over"),
    _line("structure", "structure", "handed_over"),
    _line("utility", "utility", "design_approved relocated"),
    _line("unit", "unit", "stakes_received recovery_plan_issued meeting_held"),
    _line("segment", "segment", "offered accepted"),
    _line("offering", "offering", "offered accepted"),
)  # fmt: skip
_BY_SUBJECT = {row.subject: tuple(r for r in LINES if r.subject == row.subject) for row in LINES}


def line_of(subject: str, traits: frozenset[str] = frozenset(), regime: str = "") -> Line | None:
    """The line of a case with these traits under a regime (a code), None without any steps."""
    rows = _BY_SUBJECT.get(subject, ())
    fitting = (r for r in rows if r.traits <= traits and (not r.regimes or regime in r.regimes))
    return next(fitting, None)
