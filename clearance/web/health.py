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
    """The database answers, and the server's clock: how much was recorded is nobody's business."""
    changes.head(store())
    return {"status": "ok", "at": now_stamp()}
