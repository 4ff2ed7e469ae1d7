"""Facts about this database itself: its project, whether it is a demo."""

from typing import Any

from clearance.store.engine.connection import Store
from clearance.store.journal.origins import NOT_TAKEN


def read(store: Store, name: str, default: str = "") -> str:
    """A named value."""
    return store.value("SELECT value FROM meta WHERE name = :name", name=name) or default


def write(store: Store, name: str, value: str) -> None:
    """Set a named value."""
    with store.atomic():
        store.run(
            "INSERT INTO meta (name, value) VALUES (:name, :value)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name=name,
            value=value,
        )


def project_uid(store: Store) -> str:
    """The project this office runs, '' before it has one; those a hub takes are others'."""
    own = f"SELECT uid FROM project WHERE {NOT_TAKEN} ORDER BY uid LIMIT 1"  # noqa: S608
    return store.value(own) or ""


def find_project(store: Store, uid: str = "") -> dict[str, Any] | None:
    """The row of a project, of the one this office runs without uid; None before it has one."""
    if uid:
        return store.first("SELECT * FROM project WHERE uid = :uid", uid=uid)
    own = f"SELECT * FROM project WHERE {NOT_TAKEN} ORDER BY uid LIMIT 1"  # noqa: S608
    return store.first(own)


def project_crs(store: Store) -> int:
    """EPSG code of the legal system of the project this office runs, 0 before it has one."""
    return int(store.value("SELECT crs FROM project WHERE uid = :uid", uid=project_uid(store)) or 0)


def begun_on(store: Store, project_uid: str) -> str | None:
    """The day a project began, None while nobody told."""
    return store.value("SELECT begun_on FROM project WHERE uid = :uid", uid=project_uid)  # type: ignore[no-any-return]
