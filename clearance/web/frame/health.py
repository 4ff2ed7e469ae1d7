"""Is the server well?"""

from typing import Any

from flask import Blueprint

from clearance.store.journal import changes
from clearance.web.frame.access import OPEN, opens
from clearance.web.frame.context import now_stamp, store
from clearance.web.frame.disk_space import shortage

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@opens(OPEN)
def show() -> Any:
    """The database answers and the disk has room, and the server's clock; 503 with the cause.

    How much was recorded is nobody's business.
    """
    changes.head(store())
    if cause := shortage():
        return {"status": "disk", "cause": cause, "at": now_stamp()}, 503
    return {"status": "ok", "at": now_stamp()}
