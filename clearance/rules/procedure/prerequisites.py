"""Prerequisites of steps besides their order: one row each, with its refusal."""

from dataclasses import dataclass

from clearance.rules.procedure.case_facts import NOTICES


@dataclass(frozen=True, slots=True)
class Need:
    """`step` needs one of `any_of`, for cases of `trait` and without `unless`."""

    subject: str
    step: str
    any_of: tuple[str, ...]
    code: str = "step_locked"
    trait: str = ""
    unless: frozenset[str] = frozenset()
    regimes: tuple[str, ...] = ()


def _need(step: str, any_of: tuple[str, ...], **more: object) -> Need:
    return Need("household", step, any_of, **more)  # type: ignore[arg-type]


_LANDLESS = frozenset(("asset_owner", "utility_owner"))
NEEDS = (
    _need("plan_drafted", ("inventoried",)),
    _need("recovered", NOTICES, code="notice_missing"),
    _need("recovered", ("plan_approved",), regimes=("R13",)),
    _need("lot_decision", ("plan_approved",)),
    _need("closed", ("paid", "deposited")),
    _need("closed", ("recovered",), unless=_LANDLESS),
    # Nothing is forced on a household that was not asked, in writing, for as long as the law says.
    _need("inv_mandatory", ("inv_persuasion_ended",), code="persuasion_missing"),
    _need("inv_enforced", ("inv_persuasion_ended",), code="persuasion_missing"),
    _need(
        "recovered", ("recovery_persuasion_ended",), code="persuasion_missing", trait="persuaded"
    ),
    _need("coercion_decided", ("handover_persuasion_ended",), code="persuasion_missing"),
    _need("coercion_decided", ("recovered",)),
    _need("coerced", ("handover_persuasion_ended",), code="persuasion_missing"),
)
#: Steps that end a persuasion or follow from it → the step that began it: between the two
#: days somebody must have visited the household.
VISITED = {
    ("household", "inv_persuasion_ended"): "inv_persuasion",
    ("household", "inv_mandatory"): "inv_persuasion",
    ("household", "inv_enforced"): "inv_persuasion",
    ("household", "recovery_persuasion_ended"): "recovery_persuasion",
    ("household", "handover_persuasion_ended"): "handover_persuasion",
    ("household", "coercion_decided"): "handover_persuasion",
    ("household", "coerced"): "handover_persuasion",
}
