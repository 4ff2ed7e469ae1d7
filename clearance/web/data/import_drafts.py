"""Files brought for import, kept between preview and confirmation, for a day at most."""

import json
import shutil
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import abort
from werkzeug.datastructures import FileStorage

from clearance.exchange.plans.importing import Wish
from clearance.rules.basics.changes import new_uid
from clearance.web.frame.context import desk, now, today, who
from clearance.web.frame.disk_space import check_room

_KEPT = timedelta(days=1)
#: Files of one person that may wait; a further one takes the place of the oldest.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """One file waiting for its confirmation."""

    uid: str
    owner: str
    target: str
    name: str
    crs: int | None = None
    layer: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    outside: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    scope: str = ""

    @property
    def folder(self) -> Path:
        """Where it waits."""
        return _root() / self.uid

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / "file"

    def wish(self) -> Wish:
        """What the exchange is asked for."""
        columns = self.columns or None
        how = (self.crs, self.layer, columns)
        return Wish(
            self.path,
            self.name,
            *how,
            outside=self.outside,
            today=today(),
            answers=self.answers,
            scope=self.scope,
        )

    def save(self) -> None:
        """Write down how the file is to be read."""
        (self.folder / "draft.json").write_text(json.dumps(asdict(self)), encoding="utf-8")

    def remove(self) -> None:
        """Throw the file away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _root() -> Path:
    return desk().settings.data / "drafts"


def bring(upload: FileStorage, target: str, **how: Any) -> Draft:
    """Keep an uploaded file; older drafts are thrown away on the way."""
    check_room()
    _sweep()
    name = Path(upload.filename or "tep").name[:120]
    draft = Draft(new_uid(), who().uid, target, name, **how)
    draft.folder.mkdir(parents=True, mode=0o700)
    upload.save(draft.folder / "file")
    upload.close()
    draft.save()
    return draft


def find(uid: str) -> Draft:
    """A draft of whoever is here; 404 for anybody else's."""
    known = {path.name: path for path in _root().glob("*")}
    if uid not in known:
        abort(404)
    draft = Draft(**json.loads((known[uid] / "draft.json").read_text(encoding="utf-8")))
    return draft if draft.owner == who().uid else abort(404)


def _sweep() -> None:
    oldest = (now() - _KEPT).timestamp()
    for folder in _root().glob("*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
    own = sorted(
        (d for d in map(_read, _root().glob("*")) if d and d.owner == who().uid),
        key=lambda draft: draft.folder.stat().st_mtime,
    )
    for draft in own[: 1 - _MOST]:
        draft.remove()


def _read(folder: Path) -> Draft | None:
    """The draft in a folder; None while it is being written."""
    told = folder / "draft.json"
    return Draft(**json.loads(told.read_text(encoding="utf-8"))) if told.exists() else None
