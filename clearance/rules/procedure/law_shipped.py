"""The law the product comes with: four regimes, every period and season, each with its source.

A row marked unverified (`is_verified` False) is from the field's knowledge, not from a text
read in full; the office confirms or replaces it.
"""

from dataclasses import replace

from clearance.rules.basics.calendars import Calendar
from clearance.rules.procedure.case_facts import NOTICES
from clearance.rules.procedure.law import Basis, Kind, Law, Regime, Term, Unit
from clearance.rules.procedure.seasons import Season

#: Decree 151/2025 and chapter IV of Decree 49/2026 hold until before 01/03/2027; what comes
#: after them is not known.
_LAST = "2027-02-28"
SHIPPED_REGIMES = (
    Regime("R13", "Luật Đất đai 2013", "Land Law 2013", "2014-07-01",
           "Luật Đất đai 45/2013/QH13; Nghị định 43/2014, 47/2014", is_verified=False),
    Regime("R24", "Luật Đất đai 2024", "Land Law 2024", "2024-08-01",
           "Luật Đất đai 31/2024/QH15; Nghị định 88/2024, 102/2024", is_verified=True),
    Regime("R25", "Luật Đất đai 2024, chính quyền hai cấp", "Land Law 2024, two-tier government",
           "2025-07-01", "Nghị định 151/2025/NĐ-CP", is_verified=True, until_on=_LAST),
    Regime("R26", "Nghị quyết 254/2025/QH15", "Resolution 254/2025/QH15", "2026-01-01",
           "Nghị quyết 254/2025/QH15; Nghị định 49/2026/NĐ-CP", is_verified=True, until_on=_LAST,
           until_source="Chương IV Nghị định 49/2026/NĐ-CP"),
)  # fmt: skip

_13, _2425, _26 = ("R13",), ("R24", "R25"), ("R26",)
_NEW = (*_2425, *_26)
_LL = "Luật Đất đai 31/2024/QH15, Điều "
_LL13 = "Luật Đất đai 45/2013/QH13, Điều "
_NQ = "Nghị quyết 254/2025/QH15"
_NOTICED = (*NOTICES, "notice_reissued")
#: What a recovery may be decided on; its ten days run from the latest of them.
_TRIGGERS = ("plan_approved", "paid", "deposited", "resettled", "lot_handed_over",
             "house_handed_over", "temp_rent_paid", "recovery_persuasion_ended")  # fmt: skip


def _term(
    subject: str, step: str, kind: Kind, length: int, source: str, *, since: tuple[str, ...] = (),
    unit: Unit = "days", regimes: tuple[str, ...] = (), trait: str = "", basis: Basis = "law",
    sure: bool = True,
) -> Term:  # fmt: skip
    code = ".".join(filter(None, ["-".join(regimes), subject, step, kind, trait]))
    return Term(code, subject, step, kind, since, length, unit, regimes, trait, basis, source, sure)


def _law(step: str, kind: Kind, length: int, source: str, *since: str, **more: object) -> Term:
    """A period of law of a household's case."""
    return _term("household", step, kind, length, source, since=since, **more)  # type: ignore[arg-type]


def _known(step: str, kind: Kind, length: int, source: str, *since: str) -> Term:
    """A period of the Land Law of 2013, none of them read in full."""
    return _law(step, kind, length, source, *since, regimes=_13, sure=False)


def _pace(subject: str, step: str, length: int, regimes: tuple[str, ...] = ()) -> Term:
    """The project's own pace."""
    return _term(subject, step, "within", length, "Kế hoạch dự án", regimes=regimes, basis="plan")


def _local(step: str, length: int, source: str, unit: Unit = "days") -> Term:
    """Guidance of a handbook or a local regulation, not law."""
    return _term("household", step, "within", length, source, unit=unit, basis="local_sla")


_NOTICE = (
    _law("recovered", "wait", 90, _LL13 + "67.1", *NOTICES, regimes=_13, trait="agricultural",
         sure=False),
    _law("recovered", "wait", 180, _LL13 + "67.1", *NOTICES, regimes=_13,
         trait="non_agricultural", sure=False),
    _law("recovered", "wait", 90, _LL + "85.1", *NOTICES, regimes=_2425, trait="agricultural"),
    _law("recovered", "wait", 180, _LL + "85.1", *NOTICES, regimes=_2425,
         trait="non_agricultural"),
    _law("recovered", "wait", 60, _NQ, *NOTICES, regimes=_26, trait="agricultural"),
    _law("recovered", "wait", 120, _NQ, *NOTICES, regimes=_26, trait="non_agricultural"),
    _law("recovered", "expires", 12, _LL + "85", *_NOTICED, unit="months", regimes=_NEW),
)  # fmt: skip
_INVENTORY = (
    _pace("household", "inventoried", 30),
    _known("inv_persuasion_ended", "wait", 10, _LL13 + "69", "inv_persuasion"),
    _law("inv_persuasion_ended", "wait", 15, _LL + "87-88", "inv_persuasion", regimes=_NEW),
    _pace("household", "inv_persuasion_ended", 20),
    _law("inv_mandatory", "wait", 10, _LL + "87-88", "inv_persuasion_ended", regimes=_NEW),
    _pace("household", "inv_mandatory", 20),
    _pace("household", "inv_dialogue", 10),
    _pace("household", "inv_enforced", 10),
)
_PLAN = (
    _local("origin_confirmed", 40, "Quy chế 4490/QĐ-UBND (Hà Nội)"),
    _pace("household", "tenure_checked", 40),
    _local("plan_drafted", 20, "Quy chế 4490/QĐ-UBND (Hà Nội)"),
    _local("plan_posted", 5, "Sổ tay hướng dẫn GPMB"),
    _known("consulted", "wait", 20, _LL13 + "69.2", "plan_posted"),
    _law("consulted", "wait", 30, _LL + "87.3a", "plan_posted", regimes=_2425),
    _law("consulted", "wait", 10, _NQ, "plan_posted", regimes=_26),
    _pace("household", "consulted", 25, _13),
    _pace("household", "consulted", 35, _2425),
    _pace("household", "consulted", 15, _26),
    _law("dialogue", "within", 60, _LL + "87.3a", "consulted", regimes=_2425),
    _law("dialogue", "within", 30, _NQ, "consulted", regimes=_26),
    _known("appraised", "within", 30, "Nghị định 47/2014/NĐ-CP"),
    _law("appraised", "within", 30, "Nghị định 88/2024/NĐ-CP, Điều 3.3", regimes=_NEW),
    _local("plan_approved", 5, "Sổ tay hướng dẫn GPMB", "working_days"),
    _local("decision_delivered", 5, "Sổ tay hướng dẫn GPMB", "working_days"),
)
_MONEY = (
    _known("paid", "within", 30, _LL13 + "93.1", "recovered"),
    _law("paid", "within", 30, _LL + "94.3", "plan_approved", regimes=_NEW),
    _pace("household", "deposited", 30),
    _known("lot_assigned", "wait", 15, _LL13 + "86", "arrangement_posted"),
    _law("lot_assigned", "wait", 15, _LL + "111.1", "arrangement_posted", regimes=_NEW),
    _pace("household", "resettled", 60),
    *(_pace("household", code, days) for code, days in (
        ("choice_registered", 15), ("arrangement_posted", 15), ("lot_assigned", 30),
        ("lot_decision", 15), ("lot_handed_over", 15), ("house_handed_over", 60),
        ("temp_rent_paid", 30), ("house_built", 180), ("moved", 30), ("old_house_demolished", 15),
        ("new_gcn_issued", 90))),
)  # fmt: skip
_RECOVERY = (
    _law("recovery_persuasion_ended", "wait", 10, _LL + "87.6", "recovery_persuasion",
         regimes=_NEW),
    _law("recovered", "wait", 10, _LL + "87.6", "recovery_persuasion_ended", regimes=_NEW,
         trait="persuaded"),
    _known("recovered", "within", 0, _LL13 + "69.3", "plan_approved"),
    _law("recovered", "within", 10, _LL + "87.5", *_TRIGGERS, regimes=_NEW),
    _known("handover_persuasion_ended", "wait", 10, _LL13 + "71", "handover_persuasion"),
    _law("handover_persuasion_ended", "wait", 10, _LL + "89", "handover_persuasion",
         regimes=_NEW),
    _law("coercion_decided", "wait", 10, _LL + "89", "handover_persuasion_ended", regimes=_NEW),
    _pace("household", "coercion_decided", 20),
    _known("coerced", "within", 10, _LL13 + "71", "coercion_decided"),
    _law("coerced", "within", 10, _LL + "89.3", "coercion_decided", regimes=_NEW),
    _pace("household", "handed_over", 20),
    _law("handed_over", "within", 30, _LL + "89", "complied", regimes=_NEW),
    _local("closed", 10, "Sổ tay hướng dẫn GPMB"),
)  # fmt: skip
_GRAVES = (
    *(_pace("grave", code, days) for code, days in (
        ("inventoried", 15), ("searching", 15), ("claimed", 30), ("unclaimed", 105),
        ("priced", 20), ("posted", 10), ("contracted", 30), ("date_set", 30), ("exhumed", 60),
        ("kept_temporarily", 60), ("reburied", 3), ("accepted", 10))),
    _term("grave", "unclaimed", "wait", 90, "Kế hoạch dự án", since=("searching",), basis="plan",
          sure=False),
    _term("grave", "approved", "wait", 20, _LL13 + "69.2", since=("posted",), regimes=_13,
          sure=False),
    _term("grave", "approved", "wait", 30, _LL + "87.3a", since=("posted",), regimes=_2425),
    _term("grave", "approved", "wait", 10, _NQ, since=("posted",), regimes=_26),
    _pace("grave", "approved", 40, (*_13, *_2425)),
    _pace("grave", "approved", 30, _26),
    _term("grave", "paid", "within", 30, _LL + "94.3", since=("approved",)),
)  # fmt: skip
_SITE = (
    _term("unit", "recovery_plan_issued", "within", 10, "Nghị định 102/2024/NĐ-CP, Điều 28.1"),
    _pace("utility", "design_approved", 60),
    _pace("utility", "relocated", 60),
    _pace("parcel", "residual_agreed", 30),
)

SHIPPED_TERMS = (*_NOTICE, *_INVENTORY, *_PLAN, *_MONEY, *_RECOVERY, *_GRAVES, *_SITE)
#: Custom varies by people and place (Tày, Dao and Cao Lan keep their own): the office confirms.
SHIPPED_SEASONS = (
    Season("grave.exhumed.custom", "grave", "exhumed", "10-01", "04-05", "custom",
           "Tập quán cải táng: từ cuối thu (tháng 8–9 âm lịch) đến trước Thanh Minh (4–5/4)",
           is_verified=False),
)  # fmt: skip
SHIPPED_LAW = Law(SHIPPED_REGIMES, SHIPPED_TERMS, Calendar.empty(), SHIPPED_SEASONS)


def with_end(regime: Regime) -> Regime:
    """The regime with its known end, for a row kept before ends were: the shipped one of it."""
    of = (regime.code, regime.from_on)
    known = next((row for row in SHIPPED_REGIMES if (row.code, row.from_on) == of), None)
    if regime.until_on or known is None:
        return regime
    return replace(regime, until_on=known.until_on, until_source=known.until_source)
