"""What the forms of the register offer: communes, packages, alignments, officers, kinds."""

from collections.abc import Iterable

from clearance.i18n import gettext as _
from clearance.rules.records.areas import labels
from clearance.store.cases import register
from clearance.store.corridor import corridor
from clearance.store.engine import scope
from clearance.web.frame.context import store, today, who
from clearance.web.frame.labels import GRAVES, SCOPE_WORDS, SIDES, Words, say
from clearance.web.recording.choices import officers

Choices = list[tuple[str, str]]
HOUSEHOLDS: Words = {
    "household": lambda: _("hộ gia đình, cá nhân"),
    "organisation": lambda: _("tổ chức"),
    "utility_owner": lambda: _("chủ công trình hạ tầng"),
    "asset_owner": lambda: _("người chỉ có tài sản trên đất"),
}
_WORDS = {**HOUSEHOLDS, **GRAVES, **SIDES, **SCOPE_WORDS}


def options(codes: Iterable[str]) -> Choices:
    """The choices of a field in words, after an empty first line."""
    return [("", "–"), *((code, say(_WORDS, code)) for code in codes)]


def units() -> Choices:
    """The communes of the area, after an empty first line."""
    return [("", "–"), *labels(scope.list_units(store(), who(), today())).items()]


def packages() -> Choices:
    """Every package, after an empty first line."""
    rows = register.list_packages(store())
    return [("", "–"), *((row["uid"], _named(row)) for row in rows)]


def _named(row: dict[str, str]) -> str:
    return f"{row['code']} – {row['name']}" if row["name"] else row["code"]


def alignments() -> Choices:
    """Every alignment, the main line first."""
    rows = corridor.list_alignments(store())
    return [(row["uid"], _named(row)) for row in rows] or [("", _("chưa có tim tuyến"))]


def holders() -> Choices:
    """Officers a case can be given to, after the one who registers it."""
    return [("", _("– người lập hồ sơ –")), *officers()]
