"""Text of a .dbf: UTF-8 when its bytes are, else what its .cpg declares, else guessed."""

import codecs
from pathlib import Path
from typing import Any

from clearance.exchange.files.csv_in import decode

Columns = dict[str, list[Any]]


def decoded(columns: Columns, declared: Path, file: str) -> tuple[Columns, list[str]]:
    """Columns read as Latin-1 in their true letters, names included, and a note if need be.

    `declared`: the .cpg file, which may be missing. Raises Refused when no encoding fits.
    """
    stated = declared.read_text("latin-1").strip()[:40] if declared.exists() else ""
    texts = [*columns, *(v for values in columns.values() for v in values if isinstance(v, str))]
    raws = list(dict.fromkeys(t.encode("latin-1") for t in texts if not t.isascii()))
    if not raws:
        return columns, []
    known, note = _reading(raws, stated, file)
    read = {raw.decode("latin-1"): text for raw, text in zip(raws, known, strict=True)}
    return {
        read.get(name, name): [read.get(v, v) if isinstance(v, str) else v for v in values]
        for name, values in columns.items()
    }, note


def _reading(raws: list[bytes], stated: str, file: str) -> tuple[list[str], list[str]]:
    """Texts of the bytes, and a note when the declared encoding was not theirs."""
    texts = _strictly(raws, "utf-8")
    if texts is not None:
        is_other = stated and _codec(stated) != "utf-8"
        told = f"tệp .cpg ghi {stated} mà chữ là UTF-8; đã đọc theo UTF-8"
        return texts, [told] if is_other else []
    if (codec := _codec(stated)) and (texts := _strictly(raws, codec)) is not None:
        return texts, []
    told = f"tệp .cpg ghi {stated} mà chữ không phải thế; đã nhận ra bảng mã theo chữ"
    return decode(b"\n".join(raws), file).split("\n"), [told] if stated else []


def _codec(stated: str) -> str:
    """Python's name of the encoding a .cpg declares; "" for none or one unknown."""
    number = stated.lower().removeprefix("ansi").strip(" _-")
    for name in (stated, f"cp{number}"):
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return ""


def _strictly(raws: list[bytes], codec: str) -> list[str] | None:
    """The texts in an encoding, a letter cut at a field's end left out; None if it is another."""
    try:
        return [codecs.getincrementaldecoder(codec)().decode(raw) for raw in raws]
    except UnicodeDecodeError:
        return None
