"""The words of the law's rows: lengths, kinds, bases, whose cases a period is for."""

from collections.abc import Callable

from clearance.i18n import gettext as _
from clearance.i18n import label, ngettext
from clearance.rules.procedure.law import Term
from clearance.rules.procedure.steps import find_step
from clearance.web.frame.labels import Words, say

_LENGTHS: dict[str, Callable[[int], str]] = {
    "days": lambda n: ngettext("%(n)s ngày", "%(n)s ngày", n, n=n),
    "working_days": lambda n: ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", n, n=n),
    "months": lambda n: ngettext("%(n)s tháng", "%(n)s tháng", n, n=n),
}
KINDS: Words = {
    "within": lambda: _("phải xong trong"),
    "wait": lambda: _("không làm sớm hơn"),
    "expires": lambda: _("hết hiệu lực sau"),
}
SEASON_BASES: Words = {
    "law": lambda: _("theo luật"),
    "custom": lambda: _("theo tập quán"),
}
TRAITS: Words = {
    "agricultural": lambda: _("đất nông nghiệp"),
    "non_agricultural": lambda: _("đất phi nông nghiệp"),
    "relocating": lambda: _("hộ phải chuyển chỗ ở"),
    "organisation": lambda: _("tổ chức"),
    "utility_owner": lambda: _("chủ công trình hạ tầng"),
    "asset_owner": lambda: _("người chỉ có tài sản trên đất"),
    "residual": lambda: _("phần đất còn lại"),
    "searching": lambda: _("đang tìm thân nhân"),
    "unclaimed": lambda: _("mộ vô chủ"),
    "persuaded": lambda: _("hồ sơ đã vận động"),
}


def length_words(length: int, unit: str) -> str:
    """A length of time: so many days, working days or months."""
    return _LENGTHS[unit](length)


def counted_words(term: Term) -> str:
    """From which step a period runs."""
    steps = (find_step(term.subject, code) for code in term.counted_from)
    names = _(" hoặc ").join(label(step) for step in steps if step)
    return _("tính từ: %(names)s", names=names) if names else _("tính từ bước gần nhất")


def meant_words(term: Term) -> str:
    """For whose cases a period is meant, '' for all."""
    return say(TRAITS, term.trait)
