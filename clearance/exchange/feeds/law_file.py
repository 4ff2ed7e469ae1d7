"""Rows of the law from a TOML file: regimes, periods and seasons, with every fault named."""

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from clearance.rules.basics.faults import Fault
from clearance.rules.procedure.law_changes import wrong_law_fields
from clearance.rules.records.fields import Field
from clearance.rules.records.subjects import SUBJECTS
from clearance.rules.records.values import fits

#: Tables of the file, each an array of rows.
TABLES = ("regime", "term", "season")
_NAMED = "[[regime]], [[term]], [[season]]"
_LISTS = ("counted_from", "regimes")
_KIND_WORDS = {
    "date": "Ghi ngày theo mẫu 2026-01-31.",
    "month_day": 'Ghi tháng-ngày có trong mọi năm, theo mẫu "10-01"; thay 29/2 bằng "02-28".',
    "int": "Ghi số nguyên.",
    "flag": "Ghi true hoặc false.",
    "json": "Ghi danh sách mã trong ngoặc vuông.",
}


@dataclass(frozen=True, slots=True)
class LawFile:
    """Rows as (subject, fields of a change), or the faults of the file; never both."""

    rows: tuple[tuple[str, dict[str, Any]], ...]
    faults: tuple[Fault, ...]


def read_law_file(path: Path, regimes: Collection[str]) -> LawFile:
    """Read `[[regime]]`, `[[term]]` and `[[season]]` rows; with any fault no row is returned.

    `regimes`: codes known besides those of the file. Faults are in the result, none is raised.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault = Fault(
            "Tệp không đọc được theo mẫu TOML.",
            file=path.name,
            value=str(error),
            remedy="Sửa chỗ nêu trên, lưu tệp dạng UTF-8.",
        )
        return LawFile((), (fault,))
    rows = list(_rows(content))
    faults = [*_strange(path.name, content), *_twins(path.name, rows)]
    faults += [fault for at in rows for fault in _faults(path.name, *at)]
    known = {*regimes, *(str(row.get("code")) for name, _, row in rows if name == "regime")}
    faults += [fault for at in rows for fault in _unknown_regimes(path.name, known, *at)]
    if not rows and not faults:
        faults.append(
            Fault(
                f"Tệp không có dòng nào trong {_NAMED}.",
                file=path.name,
                remedy="Thêm ít nhất một dòng.",
            )
        )
    return LawFile(
        () if faults else tuple((name, _patch(row)) for name, _, row in rows), tuple(faults)
    )


def _rows(content: Mapping[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Table, number from 1, and fields of each row."""
    for name in TABLES:
        found = content.get(name, [])
        for number, row in enumerate(found if isinstance(found, list) else [], 1):
            yield name, number, row if isinstance(row, dict) else {}


def _strange(file: str, content: Mapping[str, Any]) -> Iterator[Fault]:
    for name, value in content.items():
        if name not in TABLES or not isinstance(value, list):
            yield Fault("Tên bảng lạ.", file=file, column=name, remedy=f"Chỉ dùng {_NAMED}.")


def _twins(file: str, rows: list[tuple[str, int, dict[str, Any]]]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for name, number, row in rows:
        key = (name, str(row.get("code")))
        if key in seen:
            yield Fault(
                "Mã này đã có ở dòng trên.",
                file=_place(file, name),
                row=number,
                column="code",
                value=key[1],
                remedy="Mỗi mã chỉ ghi một lần.",
            )
        seen.add(key)


def _faults(file: str, name: str, number: int, row: dict[str, Any]) -> Iterator[Fault]:
    """What is wrong with one row: each field by itself, then what it names."""
    told: dict[str, Any] = {"file": _place(file, name), "row": number}
    fields, patch = SUBJECTS[name].fields, _patch(row)
    fit = dict(patch)
    for field in fields:
        if words := _wrong(field, row, patch):
            fit.pop(field.name, None)
            yield Fault(
                words[0],
                column=field.name,
                value=str(row.get(field.name, "")),
                remedy=words[1],
                **told,
            )
    for stray in [key for key in row if key not in SUBJECTS[name].names()]:
        fit.pop(stray, None)
        yield Fault("Trường lạ.", column=stray, remedy="Bỏ trường này hoặc sửa tên.", **told)
    for bad in wrong_law_fields(name, fit):
        yield Fault(
            "Giá trị không có trong quy trình.",
            column=bad,
            value=str(row.get(bad, "")),
            remedy="Dùng đúng mã hồ sơ, bước, đặc điểm đã có.",
            **told,
        )


def _unknown_regimes(
    file: str, known: Collection[str], name: str, number: int, row: dict[str, Any]
) -> Iterator[Fault]:
    named = row.get("regimes") if name == "term" else ()
    for code in named if isinstance(named, list) else ():
        if code not in known:
            yield Fault(
                "Chế độ pháp luật này chưa có.",
                file=_place(file, name),
                row=number,
                column="regimes",
                value=str(code),
                remedy="Thêm [[regime]] hoặc sửa mã.",
            )


def _place(file: str, table: str) -> str:
    return f"{file} [[{table}]]"


def _wrong(
    field: Field, row: Mapping[str, Any], patch: Mapping[str, Any]
) -> tuple[str, str] | None:
    """Words and remedy for a field that is missing or of the wrong kind; None when it is right."""
    if field.required and row.get(field.name) in (None, ""):
        return "Thiếu trường bắt buộc.", f"Thêm {field.name} cho dòng này."
    if field.name in patch and not fits(field, patch[field.name]):
        choices = f"Chọn một trong: {', '.join(field.options)}." if field.options else ""
        remedy = choices or _KIND_WORDS.get(field.kind, "Ghi một đoạn chữ.")
        return "Giá trị không đúng kiểu.", remedy
    return None


def _patch(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as a change carries it: lists as JSON, truth as 0 or 1."""
    return {name: _plain(name, value) for name, value in row.items()}


def _plain(name: str, value: Any) -> Any:
    if name in _LISTS:
        is_texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return json.dumps(value) if is_texts else value
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
