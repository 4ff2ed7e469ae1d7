"""What is paid for and what is deducted: assets made after the notice, debts to the state."""

from dataclasses import dataclass

from clearance.rules.deadlines import expires_on
from clearance.rules.dossiers import NOTICES, Dossier
from clearance.rules.law import Law


def is_compensated(law: Law, dossier: Dossier, made_on: str) -> bool:
    """G5: whether an asset made on a day (YYYY-MM-DD) is paid for.

    What was made while a notice was valid is not. Source: Land Law 31/2024/QH15 art. 105.2.
    """
    notices = [dossier.dates[n] for n in (*NOTICES, "notice_reissued") if n in dossier.dates]
    if not notices or made_on < min(notices):
        return True
    last = expires_on(law, dossier, "recovered")
    return last is not None and made_on > last


@dataclass(frozen=True, slots=True)
class Payable:
    """Whole đồng: what is paid out, what is kept back, what stays owed."""

    paid_vnd: int
    deducted_vnd: int
    owed_vnd: int


def payable(land_vnd: int, other_vnd: int, owed_vnd: int) -> Payable:
    """G7: money due after land debts (all whole đồng, none negative).

    Unpaid land obligations come off the compensation for land only, never off support, assets
    or moving money. Source: Land Law 31/2024/QH15 art. 94; Lào Cai handbook.
    """
    deducted = min(land_vnd, owed_vnd)
    return Payable(land_vnd - deducted + other_vnd, deducted, owed_vnd - deducted)
