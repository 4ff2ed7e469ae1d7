"""Free text of the journal's rows, beside the journal: one row a text, erased with its salt."""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clearance.rules.records.remarks import SEALED, joined, seal
from clearance.store.engine.connection import Row, Store

#: The reason given in the journal row `c`, '' when there is none or it was erased.
WHY = "COALESCE((SELECT m.body FROM remark m WHERE m.seq = c.seq AND m.field = 'why'), '') AS why"
COLUMNS = ("seq", "field", "salt", "body")
_INSERT = "INSERT INTO remark (seq, field, salt, body) VALUES (:seq, :field, :salt, :body)"
_SALT_BYTES = 16
_SEALED = f'"{SEALED}":'
#: How the name of a text begins that an earlier version kept in `before`, not in the patch.
BEFORE = "before."

Salted = list[dict[str, str]]


def salted(texts: Mapping[str, str]) -> Salted:
    """Texts by field as they will be kept, each with a salt of its own."""
    return [
        {"field": name, "salt": secrets.token_hex(_SALT_BYTES), "body": text}
        for name, text in texts.items()
        if text
    ]


def seals_of(texts: Salted) -> dict[str, str]:
    """What the journal says of them."""
    return {each["field"]: seal(each["salt"], each["body"]) for each in texts}


def keep(store: Store, seq: int, texts: Salted) -> None:
    """Keep the texts of a journal row."""
    for each in texts:
        store.run(_INSERT, seq=seq, **each)


def texts_of(store: Store, seqs: Iterable[int]) -> dict[int, dict[str, str]]:
    """Number of a journal row → its texts by field."""
    named = {f"s{number}": seq for number, seq in enumerate(seqs)}
    if not named:
        return {}
    places = ", ".join(f":{name}" for name in named)
    found: dict[int, dict[str, str]] = {}
    for row in store.query(f"SELECT * FROM remark WHERE seq IN ({places})", **named):  # noqa: S608 – numbered names
        found.setdefault(row["seq"], {})[row["field"]] = row["body"]
    return found


def opened(store: Store, rows: list[Row]) -> list[Row]:
    """Rows of the journal with their text put back where it is still kept."""
    sealed = {row["seq"] for row in rows if _is_sealed(row)}
    texts = texts_of(store, sealed)
    return [
        with_texts(row, texts.get(row["seq"], {})) if row["seq"] in sealed else row for row in rows
    ]


def altered(store: Store) -> Iterator[str]:
    """Texts that are not those that were sealed."""
    for row in store.stream(
        "SELECT m.*, c.why, c.patch, c.before FROM remark m LEFT JOIN change c ON c.seq = m.seq"
        " ORDER BY m.seq, m.field"
    ):
        if seal(row["salt"], row["body"]) != _told(row, row["field"]):
            yield f"remark {row['seq']} {row['field']}: not what was sealed"


def _told(row: Row, name: str) -> object:
    """What the journal says of one text."""
    if name == "why":
        return row["why"]
    part, field = ("before", name[len(BEFORE) :]) if name.startswith(BEFORE) else ("patch", name)
    return json.loads(row[part] or "{}").get(SEALED, {}).get(field)


def with_texts(row: Mapping[str, Any], texts: Mapping[str, str]) -> Row:
    """A journal row with these texts; a text that is not among them is gone."""
    kept = {**row, "why": texts.get("why", "")}
    if _SEALED in row["patch"]:
        patch = joined(json.loads(row["patch"]), texts)
        kept["patch"] = json.dumps(patch, ensure_ascii=False)
    return kept


def _is_sealed(row: Mapping[str, Any]) -> bool:
    return row["why"] != "" or _SEALED in row["patch"]
