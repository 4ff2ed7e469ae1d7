"""Who may record what, and which kinds of value each role may see."""

from dataclasses import dataclass

from clearance.rules.procedure.steps import find_step
from clearance.rules.records.holders import CASES
from clearance.rules.records.register import FINDABLE, RETIRABLE
from clearance.rules.records.subjects import CONTACTS, SUBJECTS, TOLD


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind of report that is not a step: about what, by whom, bringing which fields."""

    about: tuple[str, ...]
    roles: tuple[str, ...]
    brings: tuple[str, ...] | None = None  # None: every field of the subject


_MAKERS = ("office", "admin")
_FIELD = ("cadre", "leader", "office")
_STEPPED = tuple(s.name for s in SUBJECTS.values() if s.has_steps)
#: Of whom all that is written can be erased; of the project, the text of one report.
ERASABLE = ("household", "grave", "person", "project")
#: Made by a word of their own, never registered.
_APART = ("obstacle", "import_run", "decision_note", "request", "offering", "operation")
_REGISTERED = tuple(name for name in SUBJECTS if name not in _APART)
_FACTS: dict[str, Fact] = {
    "registered": Fact(_REGISTERED, _MAKERS),
    "revised": Fact(_REGISTERED, _MAKERS),
    "recorded": Fact(("import_run", "operation"), _MAKERS),
    "undone": Fact(("operation",), _MAKERS, ("undone_on", "rows")),
    "reverted": Fact(tuple(SUBJECTS), _MAKERS),
    "inherited": Fact(_STEPPED, _MAKERS, ("steps",)),
    "replaced": Fact(("parcel", "household"), _MAKERS, ()),
    "moved": Fact(("obstacle",), _MAKERS, ("subject", "subject_uid", "unit_uid")),
    "opened": Fact(("obstacle",), _FIELD),
    "closed": Fact(("obstacle",), _FIELD, ()),
    "withdrawn": Fact(_STEPPED, ("cadre", "office"), ("step",)),
    "visited": Fact(_STEPPED, _FIELD, ("note",)),
    "noted": Fact(_STEPPED, _FIELD, ("note",)),
    "assigned": Fact(CASES, ("leader", "office", "admin"), ("holder_uid", "due_on", "due_basis")),
    "passed": Fact(CASES, _FIELD, ("holder_kind", "holder_uid")),
    "explained": Fact(CASES, _FIELD, ("step", "category", "new_due_on")),
    "asked": Fact(CASES, ("leader",), ("ask", "due_on")),
    "answered": Fact(CASES, _FIELD, ()),
    "promised": Fact(("segment",), ("office", "leader", "admin"), ("promised_on",)),
    "erased": Fact(ERASABLE, ("admin",), ()),
    "found": Fact(
        FINDABLE,
        ("cadre",),
        (
            "unit_uid",
            "kind",
            "cemetery",
            "burial",
            "family",
            "map_sheet_no",
            "parcel_no",
            "deceased_name",
            "full_name",
            "phone",
            "lon",
            "lat",
            "accuracy_m",
            "at_km",
            "side",
        ),
    ),
    "confirmed": Fact(FINDABLE, ("office",)),
    "retired": Fact(RETIRABLE, ("office",), ()),
    "restored": Fact(RETIRABLE, ("office",), ()),
    "rechained": Fact(("project",), (), ()),
}
#: Facts that only one subject has, or that mean something of its own there.
_OWN: dict[tuple[str, str], Fact] = {
    ("decision_note", "registered"): Fact(("decision_note",), _FIELD, (
        "subject", "subject_uid", "title", "facts_known", "doubt", "options", "chosen", "reason",
        "consulted", "is_pilot", "review_on")),
    ("decision_note", "added"): Fact(("decision_note",), _FIELD, ("consulted",)),
    ("decision_note", "endorsed"): Fact(("decision_note",), ("leader",), ()),
    ("decision_note", "not_endorsed"): Fact(("decision_note",), ("leader",), ()),
    ("decision_note", "reviewed"): Fact(
        ("decision_note",), ("leader", "office"), ("result", "review_on")),
    ("request", "registered"): Fact(("request",), ("liaison", "office"), (
        "asker_kind", "asker", "question", "subject", "subject_uid", "alignment_uid",
        "chainage_m", "holder_uid", "due_on", "due_basis")),
    ("offering", "registered"): Fact(("offering",), ("office",), ("parcels",)),
    **{(name, "corrected"): Fact((name,), ("cadre", "office"), fields)
       for name, fields in CONTACTS.items()},
    ("package", "certified"): Fact(("package",), ("office",), ()),
    ("survey", "registered"): Fact(("survey",), _MAKERS, (
        "alignment_uid", "kind", "chainage_from_m", "chainage_to_m", "result")),
    ("survey", "revised"): Fact(("survey",), _MAKERS, (
        "kind", "chainage_from_m", "chainage_to_m", "result")),
    ("survey", "withdrawn"): Fact(("survey",), _MAKERS, ()),
    ("request", "assigned"): Fact(("request",), ("leader", "office"), ("holder_uid",)),
    ("request", "redated"): Fact(("request",), ("leader", "office"),
                                 ("due_on", "due_basis", "late_category")),
    ("request", "answered"): Fact(("request",), _FIELD, ("answer", "late_category")),
}  # fmt: skip
#: Where a subject is stricter or wider than the rule above.
_EXCEPTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("person", "registered"): ("admin",),
    ("person", "revised"): ("admin",),
    ("scope", "registered"): ("admin",),
    ("scope", "revised"): ("admin",),
    ("segment", "withdrawn"): ("office", "liaison"),
    ("offering", "withdrawn"): ("office", "liaison"),
    ("absence", "registered"): ("leader", "office", "admin"),
    ("absence", "revised"): ("leader", "office", "admin"),
}
#: What each role sees of people: full, masked or never.
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
              "communes", "record", "late", "law", "notes", "requests", "found", "find"),
    "leader": ("home", "households", "parcels", "graves", "corridor", "map", "search",
               "communes", "record", "late", "law", "segments", "hub", "notes", "requests",
               "phones"),
    "office": ("home", "households", "parcels", "graves", "corridor", "map", "search",
               "communes", "record", "late", "law", "segments", "import", "hub", "notes",
               "requests", "phones", "offer", "setup", "operations",
               "register", "found"),
    "liaison": ("home", "corridor", "map", "segments", "search", "record", "requests"),
    "admin": ("home", "households", "parcels", "graves", "corridor", "map", "search",
              "communes", "record", "late", "law", "segments", "import", "people", "hub", "feed",
              "notes", "requests", "phones", "setup", "operations"),
}  # fmt: skip


def may_record(role: str, subject: str, fact: str) -> bool:
    """Whether the role may record the fact about the subject."""
    step = find_step(subject, fact)
    if step is not None:
        return role in step.roles
    kind = _fact(subject, fact)
    allowed = kind.roles if kind else ()
    return role in _EXCEPTIONS.get((subject, fact), allowed)


def may_bring(subject: str, fact: str, field: str) -> bool:
    """Whether a report of that fact may carry the field: a visit brings no money, no role."""
    step = find_step(subject, fact)
    if step is not None:
        return field in step.brings or (field == "late_category" and subject in CASES)
    kind = _fact(subject, fact)
    if kind is None:
        return False
    brings = kind.brings
    is_apart = (subject, fact, field) == ("segment", "revised", "promised_on")  # never overwritten
    is_apart = is_apart or field == "is_unconfirmed"  # set by the door alone
    is_told = field in TOLD and not SUBJECTS[subject].field(field)  # of another report alone
    return (brings is None and not is_apart and not is_told) or field in (brings or ())


def may_open(role: str, page: str) -> bool:
    """Whether the role may open pages of that group."""
    return page in PAGES.get(role, ())


def sees(role: str, value: str) -> str:
    """How the role sees a kind of personal value: full, masked or never."""
    return SIGHT.get(role, {}).get(value, "never")


def is_fact(subject: str, fact: str) -> bool:
    """Whether the fact exists at all for the subject."""
    return find_step(subject, fact) is not None or _fact(subject, fact) is not None


def _fact(subject: str, fact: str) -> Fact | None:
    """The row of a report that is not a step, None when the subject has no such report."""
    kind = _OWN.get((subject, fact)) or _FACTS.get(fact)
    return kind if kind and subject in kind.about else None
