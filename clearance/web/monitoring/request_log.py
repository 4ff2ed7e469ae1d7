"""JSON log: one line for each refusal and each error, without names, free text or addresses."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from secrets import token_hex
from time import perf_counter
from typing import Any, TextIO, cast

from flask import Flask, Response, g, got_request_exception, request

from clearance.rules.basics.changes import Outcome
from clearance.store import Unreachable
from clearance.web.frame.context import desk

#: The destination that a service manager collects.
STDERR = "stderr"
#: Header of a refused answer, and field `id` of its line.
REQUEST_ID = "X-Request-Id"
Line = dict[str, Any]


def init_app(app: Flask) -> None:
    """Log every answer of 400 and above and every report that was not accepted."""
    app.before_request(_begin)
    app.after_request(_log)
    got_request_exception.connect(_keep_fault, app)
    app.log_exception = lambda exc_info: None  # type: ignore[method-assign]  # in the line, wordless


def _begin() -> None:
    g.begun, g.request_id = perf_counter(), token_hex(5)


def _keep_fault(_sender: Flask, exception: BaseException, **_more: Any) -> None:
    g.fault = exception


def _log(answer: Response) -> Response:
    lines = list(_lines(answer.status_code))
    if lines:
        answer.headers[REQUEST_ID] = g.request_id
        with suppress(OSError):  # a full disk: the answer is worth more than its line
            _write(answer.status_code, lines)
    return answer


def _write(status: int, lines: list[Line]) -> None:
    logger, common = _logger(desk().settings.log), _common(status)
    write = logger.error if status >= 500 else logger.warning
    for line in lines:
        write(**line, **common)


def _lines(status: int) -> Iterator[Line]:
    """What is special to each line: the reports not accepted, else the code of the answer."""
    reports: list[Outcome] = [o for o in g.get("outcomes", ()) if not o.is_accepted]
    for outcome in reports:
        yield {"event": outcome.standing, "code": outcome.reason, "seq": outcome.seq}
    if status >= 400 and not reports:
        event = "error" if status >= 500 else "refused"
        yield {"event": event, "code": g.get("code") or f"http_{status}", **_fault()}


def _common(status: int) -> Line:
    """What is known of the request; the rule of the route, never the address itself."""
    user = g.get("_login_user")  # asked of nobody: the database may be away
    person = user.who.uid if user and user.is_authenticated else None
    milliseconds = round((perf_counter() - g.begun) * 1000, 1)
    rule = request.url_rule.rule if request.url_rule else None
    return {
        "method": request.method if rule else None,
        "route": rule,
        "status": status,
        "who": person,
        "ms": milliseconds,
        "id": g.request_id,
    }


def _fault() -> Line:
    """Kind and places of an unforeseen error; its words may hold what somebody typed."""
    fault = g.get("fault")
    if isinstance(fault, Unreachable):
        return {"cause": str(fault)}
    if fault is None:
        return {}
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if not _is_flask(f)]
    return {"error": type(fault).__name__, "at_code": [_place(frame) for frame in frames[-8:]]}


def _is_flask(frame: traceback.FrameSummary) -> bool:
    """Whether a place is Flask's own way to the view: the same in every line."""
    return Path(frame.filename).parent.name == "flask"


def _place(frame: traceback.FrameSummary) -> str:
    return f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"


@cache
def _logger(destination: str) -> Any:
    """A logger to stderr or to the end of a file that its owner alone reads."""
    import structlog  # 20 ms: not at start

    return structlog.wrap_logger(
        structlog.WriteLogger(cast(TextIO, _Destination(destination))),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


class _Destination:
    """Stderr as it is when a line is written, or the end of a file that its owner alone reads.

    The file is opened for each line: whoever rotates it may just move it away.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, line: str) -> int:
        """Write a whole line at once."""
        if self.name == STDERR:
            return sys.stderr.write(line)
        end = os.open(self.name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(end, "a", encoding="utf-8") as file:
            return file.write(line)

    def flush(self) -> None:
        """Leave nothing behind."""
        if self.name == STDERR:
            sys.stderr.flush()
