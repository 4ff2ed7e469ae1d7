"""Late cases in SQL: the one definition of rules/records/lateness.py, `late_from`.

`uid` is the SQL of the case's uid; `d` the alias of its state on :as_of (`as_of.then`, or its row).
"""

_REDATED = "FROM deadline f WHERE f.first_due_on < f.due_on AND f.subject_uid = {uid} AND f.step = {d}.next_step"  # noqa: E501


def late_from(uid: str, d: str = "d") -> str:
    """The day after which the case is late: its first promise, or its due day where earlier."""
    first = f"(SELECT f.first_due_on {_REDATED.format(uid=uid, d=d)})"
    return f"CASE WHEN {first} < {d}.due_on THEN {first} ELSE {d}.due_on END"


def is_late(uid: str, d: str = "d", day: str = ":as_of") -> str:
    """The condition that the case is late at the end of a day."""
    first = f"SELECT 1 {_REDATED.format(uid=uid, d=d)} AND f.first_due_on < {day}"
    return (
        f"({d}.cleared_on IS NULL AND {d}.due_on IS NOT NULL"
        f" AND ({d}.due_on < {day} OR EXISTS ({first})))"
    )
