"""A typist: fills every form of a page with one word wherever words can be typed, and sends it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.given import TODAY
from tests.web.conftest import Person

#: What is typed.
WORD = "LỜIGHI"
#: Inputs that name a thing by its code, its place on the road, its login name or its day.
NAMES = {
    "code": "MA-MOI",
    "place": "",
    "km": "",
    "q": "",
    "days": "",
    "lunar": "",
    "layer": "",
    "name": "nguoi.moi",
}
_TYPED = {"text", "search", "textarea"}


@dataclass(slots=True)
class Form:
    """One form: where it goes, what its fields hold, which of them take words."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def filled(self) -> dict[str, str]:
        """What a person would send who types the word wherever it can be typed."""
        typed = {name: NAMES.get(name, WORD) for name in self.words}
        return self.values | typed


class Reader(HTMLParser):
    """The forms of a page that are sent by POST."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.forms = url, list[Form]()
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form begins, or one of its fields."""
        got = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(got.get("action") or self.url)
            if got.get("method", "").lower() == "post":
                self.forms.append(self._form)
        elif self._form and tag in ("input", "textarea", "button"):
            self._field(self._form, tag, got)
        elif self._form and tag == "select":
            self._select = got.get("name", "")
        elif self._form and tag == "option" and self._select and got.get("value"):
            self._form.values.setdefault(self._select, got["value"])

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _field(self, form: Form, tag: str, got: dict[str, str]) -> None:
        name, kind = got.get("name", ""), got.get("type", "text") if tag == "input" else tag
        if not name or kind in ("file", "submit", "image"):
            return
        if kind in _TYPED:
            form.words.add(name)
        elif kind == "date":
            form.values[name] = got.get("value") or TODAY
        elif kind in ("checkbox", "radio", "button"):
            form.values.setdefault(name, got.get("value", "1"))
        else:
            form.values[name] = got.get("value", "")


def forms_of(person: Person, url: str) -> Iterator[Form]:
    """The forms of a page; none when it is not for this person."""
    answer = person.get(url)
    if answer.status_code == 200 and answer.mimetype == "text/html":
        reader = Reader(url)
        reader.feed(answer.text)
        yield from reader.forms
