"""The law in force here: the rows of a project, read once until the next of them is recorded."""

from clearance.rules.procedure.law import Law
from clearance.rules.procedure.law_changes import (
    LAW_SUBJECTS,
    calendar_from,
    regime_from,
    season_from,
    term_from,
)
from clearance.rules.procedure.law_shipped import SHIPPED_LAW, with_end
from clearance.store.engine.connection import Row, Store
from clearance.store.journal.cache import cached

Key = tuple[int | None, ...]
_NEWEST = "SELECT " + ", ".join(f"(SELECT MAX(version) FROM {t}) AS {t}" for t in LAW_SUBJECTS)  # noqa: S608


def newest_rows(store: Store, *_arguments: str) -> Key:
    """The newest row of each kind that makes up the law, whichever project's."""
    return tuple(store.query(_NEWEST)[0].values())


def list_rows(store: Store, subject: str, project_uid: str) -> list[Row]:
    """The law rows of one kind that a project has, by code."""
    sql = f"SELECT * FROM {subject} WHERE project_uid = :project ORDER BY code"  # noqa: S608
    return store.query(sql, project=project_uid)


@cached(newest_rows)
def load_law(store: Store, project_uid: str) -> Law:
    """The law of a project; the shipped rows of each kind of which it has none of its own."""
    regimes, terms, seasons, years = (list_rows(store, name, project_uid) for name in LAW_SUBJECTS)
    return Law(
        tuple(with_end(regime_from(row)) for row in regimes) or SHIPPED_LAW.regimes,
        tuple(map(term_from, terms)) or SHIPPED_LAW.terms,
        calendar_from(years),
        tuple(map(season_from, seasons)) or SHIPPED_LAW.seasons,
    )
