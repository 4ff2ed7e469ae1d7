"""Words of headers: what an office's own header means in a table, and in which unit."""

import re
from collections.abc import Mapping, Sequence

from clearance.exchange.files.sheets import letter
from clearance.exchange.lists.header_phrases import fits
from clearance.exchange.lists.tables import Table
from clearance.rules.basics.names import fold, nfc

UNIT = (
    r"(?:(?:đvt|đơn vị(?: tính)?|tính bằng)\s*:?\s*)?"
    r"(1[.,]?000\s*(?:đồng|đ|vnđ)|(?:nghìn|ngàn|triệu|tr|tỷ|tỉ)\.?\s*(?:đồng|đ|vnđ)|đồng|vnđ|vnd"
    r"|m2|m²|ha|hecta|đ)"
)
IN_BRACKETS = re.compile(rf"[(\[]\s*{UNIT}\s*[)\]]", re.IGNORECASE)
AT_END = re.compile(rf"(?:[,:–-]\s*|\s){UNIT}\s*$", re.IGNORECASE)
IN_TITLE = re.compile(rf"(?:đvt|đơn vị(?: tính)?)\s*:?\s*{UNIT}(?!\w)", re.IGNORECASE)
UNIT_NAMES = [
    (re.compile(r"1[.,]?000|ngh|ng", re.IGNORECASE), "nghìn đồng"),
    (re.compile(r"tr", re.IGNORECASE), "triệu đồng"),
    (re.compile(r"t[ỷỉ]", re.IGNORECASE), "tỷ đồng"),
    (re.compile(r"ha|hecta", re.IGNORECASE), "ha"),
    (re.compile(r"m2|m²", re.IGNORECASE), "m2"),
    (re.compile(r"", re.IGNORECASE), "đồng"),
]
BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
#: Folded headers of two meanings: “To” may be Tờ or Tổ, so without marks it is not guessed.
TWINS = {"to", "ban", "so to", "to so"}
#: Words of a group header (or in brackets) that do not change what the column below it means.
NEUTRAL_TEXT = """
thong tin ve so lieu chi tiet ho gia dinh chu nguoi su dung dat thua ban do dia chinh vi tri noi o
thuong tru hien nay theo gcn quyen bi anh huong thu hoi cac mo ma giay to tuy than lien he va nam
trong neu co ghi ten du an khu vuc toa vn2000 vn 2000 m chuc ca nhan cap cua danh muc ong ba tuyen
"""
NEUTRAL = set(NEUTRAL_TEXT.split())


def phrase(text: str) -> str:
    """A header normalised for comparison and column maps: no capitals, signs or units."""
    bare = AT_END.sub("", IN_BRACKETS.sub(" ", nfc(text).lower()))
    return " ".join(re.findall(r"[^\W_]+", bare))


def unit_of(text: str) -> str:
    """The unit named in a header, as `quantities` knows it; "" for none."""
    found = IN_BRACKETS.search(text) or AT_END.search(text)
    return _unit_name(found[1]) if found else ""


def _unit_name(written: str) -> str:
    return next(name for form, name in UNIT_NAMES if form.match(written))


def title_unit(title: str) -> str:
    """The unit of money announced by a title, such as “ĐVT: 1.000 đồng”; "" for none."""
    found = IN_TITLE.search(title)
    return _unit_name(found[1]) if found else ""


class Matcher:
    """Knows which field of a table a header means; a column map overrides."""

    def __init__(self, table: Table, column_map: Mapping[str, str]) -> None:
        self._table = table
        self._accented: dict[str, str] = {}
        self._folded: dict[str, set[str]] = {}
        for column in table.columns:
            for header in column.headers():
                self._accented.setdefault(phrase(header), column.field)
                self._folded.setdefault(fold(phrase(header)), set()).add(column.field)
        self._map = {fold(phrase(key)): field for key, field in column_map.items()}

    def field(self, index: int, parts: Sequence[str]) -> str:
        """The field meant by the header parts of a column, from the top down; "" for none."""
        whole = " ".join(parts)
        mapped = self._mapped(index, whole)
        if mapped is not None:
            return mapped
        if found := self._look_up(whole):
            return found
        if len(parts) > 1 and all(map(_is_neutral, parts[:-1])):
            return self._look_up(parts[-1])
        return ""

    def leaves_out(self, index: int, parts: Sequence[str]) -> bool:
        """Whether the column map says that the column feeds nothing."""
        return self._mapped(index, " ".join(parts)) == ""

    def _mapped(self, index: int, whole: str) -> str | None:
        keys = (letter(index).lower(), fold(phrase(whole)))
        return next((self._map[key] for key in keys if key in self._map), None)

    def _look_up(self, text: str) -> str:
        shorter = BRACKETS.sub(lambda b: " " if _is_neutral(b[1]) else b[0], text)
        for written in (phrase(text), phrase(shorter)):
            if written in self._accented:
                return self._accented[written]
            meant = self._folded.get(fold(written), set())
            if len(meant) == 1 and fold(written) not in TWINS:
                return next(iter(meant))
        return self._by_wording(fold(phrase(shorter)))

    def _by_wording(self, folded: str) -> str:
        """The only field of which the header is a wording."""
        fields = (column.field for column in self._table.columns)
        fitting = [field for field in fields if fits(self._table.name, field, folded)]
        return fitting[0] if len(fitting) == 1 and folded not in TWINS else ""


def _is_neutral(text: str) -> bool:
    return set(fold(phrase(text)).split()) <= NEUTRAL
