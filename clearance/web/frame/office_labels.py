"""In whose name a sheet goes out: a commune's people's committee, the office that was named."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.rules.basics.names import fold
from clearance.settings import DEFAULT_OFFICE
from clearance.web.frame.context import desk

KINDS = {
    "commune": lambda: _("xã"),
    "townlet": lambda: _("thị trấn"),
    "ward": lambda: _("phường"),
    "special_zone": lambda: _("đặc khu"),
}
#: How the name of a unit begins that says its kind itself, without accents.
_SAID = ("xa ", "thi tran ", "phuong ", "dac khu ")


def council_words(unit: dict[str, Any] | None) -> str:
    """`Ủy ban nhân dân xã Hàm Yên`; dots to fill in by hand where the commune is unknown."""
    name = unit["name"] if unit else "……………………"
    if unit and fold(name).startswith(_SAID):
        return _("Ủy ban nhân dân %(name)s", name=name[0].lower() + name[1:])
    kind = KINDS.get((unit or {}).get("kind") or "commune", KINDS["commune"])()
    return _("Ủy ban nhân dân %(kind)s %(name)s", kind=kind, name=name)


def office_words() -> str:
    """The office's own name, '' while only the program's stands at the head of the pages."""
    name = desk().settings.office
    return "" if name == DEFAULT_OFFICE else name
