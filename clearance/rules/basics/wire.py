"""Changes as programs and phones write them down: dictionaries whose parts are of their kind."""

from typing import Any

from clearance.rules.basics.changes import Change

_TAKEN = ("uid", "subject", "subject_uid", "fact", "patch", "happened_on", "based_on", "device",
          "why", "evidence", "about")  # fmt: skip
_TEXTS = ("uid", "subject", "subject_uid", "fact")
_PARTS = {"patch": dict, "evidence": list, "happened_on": str, "based_on": int, "about": str}


def is_change(item: Any) -> bool:
    """Whether something sent has the parts of a change, each of its kind."""
    return (
        isinstance(item, dict)
        and all(isinstance(item.get(name), str) and item[name] for name in _TEXTS)
        and all(item.get(k) is None or type(item[k]) is kind for k, kind in _PARTS.items())
        and all(isinstance(item.get(name, ""), str) for name in ("device", "why"))
        and all(isinstance(sha, str) for sha in item.get("evidence") or [])
    )


def as_change(item: dict[str, Any], project: str = "") -> Change:
    """What was sent, as a change; what does not belong to one is left out."""
    values = {name: item[name] for name in _TAKEN if item.get(name) is not None}
    values["evidence"] = tuple(values.get("evidence", ()))
    return Change(**values, project_uid=project)
