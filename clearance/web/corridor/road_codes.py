"""Codes of things along the road: of the person's own area; of the rest only how many."""

from collections.abc import Iterable
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import ngettext
from clearance.store.journal import ledger
from clearance.web.frame.context import store, today, who
from clearance.web.frame.links import may_see_cases

_FEW = 6


def own_things(road: dict[str, Any]) -> set[str]:
    """Identifiers of what lies along a road and may be named to whoever is here."""
    return ledger.own_things(store(), who(), today(), road["uid"]) if may_see_cases() else set()


def code_list(things: Iterable[tuple[str, str]], own: set[str], most: int = _FEW) -> str:
    """`T-0001, T-0002, 3 điểm khác` of (uid, code) pairs."""
    pairs = list(things)
    seen = [code for uid, code in pairs if uid in own and code][:most]
    rest = len(pairs) - len(seen)
    alone = ngettext("%(n)s điểm", "%(n)s điểm", rest, n=rest)
    more = _("%(n)s điểm khác", n=rest) if seen else alone
    return ", ".join([*seen, *([more] if rest else [])])
