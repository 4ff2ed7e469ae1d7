"""A change somebody reports, and the answer the door gives to it."""

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Standing = Literal["accepted", "held", "refused", "repeated", "mismatch"]


def new_uid() -> str:
    """A fresh identifier, made by the client that creates the thing."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Change:
    """One reported fact: about what, which fields or step, when, why, with what evidence."""

    subject: str
    subject_uid: str
    fact: str
    patch: Mapping[str, Any] = field(default_factory=dict)
    uid: str = field(default_factory=new_uid)
    project_uid: str = ""
    happened_on: str | None = None
    based_on: int | None = None
    device: str = ""
    why: str = ""
    evidence: tuple[str, ...] = ()
    about: str | None = None

    def digest(self, key: bytes) -> str:
        """Keyed fingerprint of the whole content: same uid with another digest is tampering."""
        content = {name: getattr(self, name) for name in self.__slots__}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=dict)
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def with_patch(self, **more: Any) -> "Change":
        """The same change with fields added to its patch."""
        return replace(self, patch={**self.patch, **more})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one change; `seq` is its place in the journal."""

    standing: Standing
    reason: str | None = None
    seq: int | None = None
    detail: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether the change was accepted, now or at an earlier sending."""
        return self.standing == "accepted"
