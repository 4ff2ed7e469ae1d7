"""Who may record what, and which kinds of value each role may see."""

from dataclasses import dataclass

from clearance.rules.steps import find_step
from clearance.rules.subjects import SUBJECTS


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind of report that is not a step: about what, by whom, bringing which fields."""

    about: tuple[str, ...]
    roles: tuple[str, ...]
    brings: tuple[str, ...] | None = None  # None: every field of the subject


_MAKERS = ("office", "admin")
_FIELD = ("cadre", "leader", "office")
_STEPPED = tuple(s.name for s in SUBJECTS.values() if s.has_steps)
#: Made by a word of their own, never registered.
_APART = ("obstacle", "import_run")
_REGISTERED = tuple(name for name in SUBJECTS if name not in _APART)
_FACTS: dict[str, Fact] = {
    "registered": Fact(_REGISTERED, _MAKERS),
    "revised": Fact(_REGISTERED, _MAKERS),
    "recorded": Fact(("import_run",), _MAKERS),
    "opened": Fact(("obstacle",), _FIELD),
    "closed": Fact(("obstacle",), _FIELD, ()),
    "withdrawn": Fact(_STEPPED, ("cadre", "office"), ("step",)),
    "visited": Fact(_STEPPED, _FIELD, ("note",)),
    "noted": Fact(_STEPPED, _FIELD, ("note",)),
    "assigned": Fact(("household",), ("leader", "office", "admin"), ("holder_uid",)),
    "promised": Fact(("segment",), ("office", "leader"), ("promised_on",)),
}
#: Where a subject is stricter or wider than the rule above.
_EXCEPTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("person", "registered"): ("admin",),
    ("person", "revised"): ("admin",),
    ("scope", "registered"): ("admin",),
    ("scope", "revised"): ("admin",),
    ("segment", "withdrawn"): ("office", "liaison"),
}
#: What each role sees of people: full, masked, initials or nothing.
SIGHT: dict[str, dict[str, str]] = {
    "cadre": {"full_name": "full", "phone": "full", "id_number": "masked", "note": "full",
              "amounts": "full"},
    "leader": {"full_name": "full", "phone": "masked", "id_number": "masked", "note": "full",
               "amounts": "full"},
    "office": {"full_name": "full", "phone": "full", "id_number": "masked", "note": "full",
               "amounts": "full"},
    "admin": {"full_name": "full", "phone": "masked", "id_number": "masked", "note": "never",
              "amounts": "never"},
    "liaison": {"full_name": "never", "phone": "never", "id_number": "never", "note": "never",
                "amounts": "never"},
}  # fmt: skip
#: Page groups a role may open; the URL map is checked against this table.
PAGES: dict[str, tuple[str, ...]] = {
    "cadre": ("home", "households", "parcels", "graves", "corridor", "map", "search",
              "communes", "record", "late"),
    "leader": ("home", "households", "parcels", "graves", "corridor", "map", "search",
               "communes", "record", "late", "segments"),
    "office": ("home", "households", "parcels", "graves", "corridor", "map", "search",
               "communes", "record", "late", "segments", "import"),
    "liaison": ("home", "corridor", "map", "segments", "search", "record"),
    "admin": ("home", "households", "parcels", "graves", "corridor", "map", "search",
              "communes", "record", "late", "segments", "import", "people"),
}  # fmt: skip


def may_record(role: str, subject: str, fact: str) -> bool:
    """Whether the role may record the fact about the subject."""
    step = find_step(subject, fact)
    if step is not None:
        return role in step.roles
    allowed = _FACTS[fact].roles if is_fact(subject, fact) else ()
    return role in _EXCEPTIONS.get((subject, fact), allowed)


def may_bring(subject: str, fact: str, field: str) -> bool:
    """Whether a report of that fact may carry the field: a visit brings no money, no role."""
    step = find_step(subject, fact)
    if step is not None:
        return field in step.brings
    if not is_fact(subject, fact):
        return False
    brings = _FACTS[fact].brings
    is_apart = (subject, fact, field) == ("segment", "revised", "promised_on")  # never overwritten
    return (brings is None and not is_apart) or field in (brings or ())


def may_open(role: str, page: str) -> bool:
    """Whether the role may open pages of that group."""
    return page in PAGES.get(role, ())


def sees(role: str, value: str) -> str:
    """How the role sees a kind of personal value: full, masked or never."""
    return SIGHT.get(role, {}).get(value, "never")


def is_fact(subject: str, fact: str) -> bool:
    """Whether the fact exists at all for the subject."""
    kind = _FACTS.get(fact)
    return find_step(subject, fact) is not None or (kind is not None and subject in kind.about)
