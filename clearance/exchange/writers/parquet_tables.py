"""Schema of the Parquet export: tables and column types; facts and codes, no names."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from clearance.rules.records.fields import Subject
from clearance.rules.records.subjects import SUBJECTS

#: Subjects that leave. The rest is about staff and family members, or is free text.
PUBLISHED = (
    "project", "unit", "succession", "alignment", "corridor", "survey", "package", "segment",
    "offering", "household", "parcel", "structure", "utility", "grave", "obstacle", "regime",
    "term", "season", "calendar_year",
)  # fmt: skip
#: Kind of a field → how it is read from the store, how it stands in the file. Areas are the
#: numbers of documents, m², so that sums of any order come out the same.
TYPES: Mapping[str, tuple[pa.DataType, pa.DataType]] = {
    **dict.fromkeys(
        ("code", "text", "ref", "json", "pieces", "time", "month_day"), (pa.string(), pa.string())
    ),
    **dict.fromkeys(("int", "money"), (pa.int64(), pa.int64())),
    "float": (pa.float64(), pa.float64()),
    "area": (pa.float64(), pa.decimal128(18, 4)),
    "date": (pa.string(), pa.date32()),
    "instant": (pa.string(), pa.timestamp("ms", tz="UTC")),
    "flag": (pa.int64(), pa.bool_()),
    "shape": (pa.binary(), pa.binary()),
}
_ROW = {"uid": "ref", "project_uid": "ref", "version": "int"}
_DERIVED = {
    "stage": "text", "next_step": "text", "due_on": "date", "cleared_on": "date",
    "is_stuck": "flag",
}  # fmt: skip
#: Columns that stand in the file beside those of the table: the legal shape and the common one.
DRAWN = {"legal_crs": "int", "legal_wkb": "shape", "geometry": "shape"}
#: What a patch may hold beside the fields that leave: the shape and which fields were personal.
PATCHED = {"shape", "crs", "covers", "personal", "step"}


@dataclass(frozen=True, slots=True)
class Table:
    """One file: the table it is read from, the order of its rows, its columns by kind."""

    name: str
    key: str
    columns: Mapping[str, str]
    is_drawn: bool = False

    @property
    def kinds(self) -> dict[str, str]:
        """All columns of the file by kind."""
        return {**self.columns, **(DRAWN if self.is_drawn else {})}

    @property
    def schema(self) -> pa.Schema:
        """The columns of the file with their Arrow types."""
        return pa.schema([(name, TYPES[kind][1]) for name, kind in self.kinds.items()])


def _of(subject: Subject) -> Table:
    fields = {
        f.name: "area" if f.name.endswith("_m2") else f.kind
        for f in subject.fields
        if not f.is_remark
    }
    derived = _DERIVED if subject.has_steps else {}
    return Table(subject.name, "uid", {**_ROW, **fields, **derived}, subject.has_shape)


_STEPS = {
    "subject": "text", "subject_uid": "ref", "step": "text", "happened_on": "date",
    "recorded_at": "instant", "who": "ref", "seq": "int",
}  # fmt: skip
_PROMISES = {
    "seq": "int", "segment_uid": "ref", "promised_on": "date", "previous_on": "date",
    "who": "ref", "recorded_at": "instant",
}  # fmt: skip
#: The journal without the seals of free text, `device`, and the hashes, which cover them.
_JOURNAL = {
    "seq": "int", "uid": "ref", "project_uid": "ref", "subject": "text", "subject_uid": "ref",
    "fact": "text", "patch": "json", "before": "json", "based_on": "int", "who": "ref",
    "happened_on": "date", "recorded_at": "instant", "evidence": "json", "standing": "text",
    "reason": "text", "clash": "json", "about": "ref",
}  # fmt: skip
TABLES = (
    *(_of(SUBJECTS[name]) for name in PUBLISHED),
    Table("step_taken", "subject_uid, step", _STEPS),
    Table("promise", "seq", _PROMISES),
    Table("change", "seq", _JOURNAL),
)
