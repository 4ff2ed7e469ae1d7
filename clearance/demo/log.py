"""The demo's diary: changes gathered in any order, told in the order they were recorded."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import VIETNAM

Entry = tuple[Change, Who, datetime]
_NAMESPACE = uuid.UUID("6f1d0c5e-0000-5000-8000-000000000074")
_OPENS, _OPEN_FOR = time(7, 30), timedelta(hours=9, minutes=30)


def uid_of(*parts: object) -> str:
    """The same identifier for the same words, always."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(map(str, parts))))


class Log:
    """What happened to one corridor; days are ordinals of the calendar."""

    def __init__(self, key: str, project_uid: str) -> None:
        self.key = key
        self.project_uid = project_uid
        self._rows: list[tuple[int, int, Change, Who]] = []

    def uid(self, *parts: object) -> str:
        """Identifier of a thing of this corridor."""
        return uid_of(self.key, *parts)

    def add(
        self,
        day: int,
        who: Who,
        subject: str,
        subject_uid: str,
        fact: str,
        patch: Mapping[str, Any] | None = None,
        why: str = "",
        evidence: Sequence[str] = (),
        about: str | None = None,
        heard: int | None = None,
    ) -> str:
        """Note one change reported on its own day, or heard of later; gives the change's uid."""
        number = len(self._rows)
        told = {k: v for k, v in (patch or {}).items() if v is not None}
        change = Change(
            subject,
            subject_uid,
            fact,
            told,
            uid=self.uid("change", number),
            project_uid=self.project_uid,
            happened_on=date.fromordinal(day).isoformat(),
            why=why,
            evidence=tuple(evidence),
            about=about,
        )
        self._rows.append((heard or day, number, change, who))
        return change.uid

    def entries(self, window: tuple[datetime, datetime] | None = None) -> Iterator[Entry]:
        """All of it in time order; in a window when it was all typed in afterwards."""
        self._rows.sort(key=lambda row: row[:2])
        if window:
            start, step = window[0], (window[1] - window[0]) / max(1, len(self._rows))
            for number, (_, _, change, who) in enumerate(self._rows):
                yield change, who, start + step * number
            return
        at = 0
        while at < len(self._rows):
            day, end = self._rows[at][0], at
            while end < len(self._rows) and self._rows[end][0] == day:
                end += 1
            opens = datetime.combine(date.fromordinal(day), _OPENS, VIETNAM)
            for number, (_, _, change, who) in enumerate(self._rows[at:end]):
                yield change, who, opens + _OPEN_FOR * number / (end - at)
            at = end
