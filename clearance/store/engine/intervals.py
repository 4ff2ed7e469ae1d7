"""Half-open intervals of days: what holds on a day has from_day <= day < to_day."""


def on_day(alias: str) -> str:
    """The condition that a row of an interval table or view holds on :as_of."""
    return f"{alias}.from_day <= :as_of AND :as_of < {alias}.to_day"


def open_kind(uids: str) -> str:
    """The kind of an obstacle open on :as_of of one of these uids (SQL), the first by name."""
    return (
        f"(SELECT MIN(b.kind) FROM open_obstacle b WHERE b.subject_uid IN ({uids})"  # noqa: S608
        f" AND {on_day('b')})"
    )
