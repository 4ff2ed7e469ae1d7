"""Guard against a drawing that would move known things out of the corridor."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.location_check import Ground, is_aside, label
from clearance.exchange.lists.rows import Row
from clearance.rules.basics.faults import Fault

NAMED = 10


class PutOut:
    """Collects such parcels while a drawing is planned, and reports them as one fault."""

    def __init__(self, ground: Ground, noun: str = "thửa") -> None:
        self._ground, self._noun = ground, noun
        self._found: list[tuple[Row, Mapping[str, Any]]] = []

    def note(self, row: Row, known: Mapping[str, Any] | None) -> None:
        """Note a row that moves a known shape from inside the corridor to outside."""
        if row.values.get("outside") and known and known.get("shape"):
            self._found.append((row, known))

    def faults(self) -> Iterator[Fault]:
        """One fault for those whose known shape lies in the corridor."""
        if not self._found:
            return
        shapes = shapely.from_wkb(np.array([k["shape"] for _, k in self._found], dtype=object))
        stay = is_aside(self._ground, shapes).tolist()
        rows = [row for (row, _), is_out in zip(self._found, stay, strict=True) if not is_out]
        if rows:
            names = ", ".join(map(label, rows[:NAMED])) + (", …" if len(rows) > NAMED else "")
            told = (
                f"{len(rows)} {self._noun} đang nằm trong phạm vi GPMB sẽ bị đưa ra ngoài: {names}"
            )
            remedy = "kiểm tra hệ tọa độ của bản vẽ; nếu đúng thì xác nhận là nằm ngoài phạm vi"
            yield Fault(f"{told}: {names}", remedy, rows[0].file, option="--outside aside")
