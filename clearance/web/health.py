"""Is the server well?"""

from typing import Any

from flask import Blueprint

from clearance.store import changes
from clearance.web.access import OPEN, opens
from clearance.web.desk import now_stamp, store

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@opens(OPEN)
def show() -> Any:
    """The journal's head and the server's clock, for monitors."""
    seq, _ = changes.head(store())
    return {"status": "ok", "changes": seq, "at": now_stamp()}
