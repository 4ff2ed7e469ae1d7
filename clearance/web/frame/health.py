"""Is the server well?"""

from typing import Any

from flask import Blueprint, current_app

from clearance.store.journal import changes
from clearance.web.frame.access import OPEN, opens
from clearance.web.frame.context import now_stamp, store
from clearance.web.frame.disk_space import shortage

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@opens(OPEN)
def show() -> Any:
    """State of the database and the disk, server clock and version; 503 with the cause.

    Says nothing of how much was recorded: anybody may ask.
    """
    changes.head(store())
    known = {"at": now_stamp(), "version": current_app.config["VERSION"]}
    if cause := shortage():
        return {"status": "disk", "cause": cause, **known}, 503
    return {"status": "ok", **known}
