"""The page of a code that an operation replaced: what stands in its place."""

from flask import Response, make_response, render_template

from clearance.store.cases import lineage, retired
from clearance.store.engine import scope
from clearance.web.frame.context import store, today, who
from clearance.web.frame.labels import SUBJECTS, say


def page(subject: str, code: str) -> Response | None:
    """What took the place of a parcel or household of the asker's area; None without any."""
    for row in retired.find_code(store(), subject, code):
        heirs = lineage.list_heirs(store(), row["subject_uid"])
        if heirs and scope.covers(store(), who(), row["unit_uid"], today()):
            words = say(SUBJECTS, subject)
            return make_response(
                render_template("cases/replaced.html", code=code, heirs=heirs, thing=words), 404
            )
    return None
