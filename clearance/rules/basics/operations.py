"""Operations: one previewed act of many changes, with a report, undoable while nothing rests on it.

The changes of an operation name it in `about`. Its identifier begins with MARK, so that the door
knows them without a query.
"""

from clearance.rules.basics.changes import new_uid

MARK = "operation-"
#: Kinds of operation and the roles that may carry them out and undo them.
KINDS: dict[str, tuple[str, ...]] = {
    "parcel_split": ("office", "admin"),
    "parcel_merge": ("office", "admin"),
    "household_merge": ("office", "admin"),
    "household_split": ("office", "admin"),
    "alignment_revision": ("office", "admin"),
    "unit_merge": ("admin",),
    "unit_split": ("admin",),
    "package_recut": ("office", "admin"),
}
#: Facts of a change that no report by itself may bring; `*`: of any subject.
WITHIN = frozenset((
    ("*", "reverted"),
    ("*", "inherited"),
    ("*", "replaced"),
    ("obstacle", "moved"),
    ("lineage", "registered"),
    ("lineage", "revised"),
))  # fmt: skip


def new_operation() -> str:
    """A fresh identifier of an operation."""
    return MARK + new_uid()


def is_operation(uid: str | None) -> bool:
    """Whether an identifier is that of an operation."""
    return uid is not None and uid.startswith(MARK)


def is_within(subject: str, fact: str) -> bool:
    """Whether the fact exists only as a part of an operation."""
    return (subject, fact) in WITHIN or ("*", fact) in WITHIN
