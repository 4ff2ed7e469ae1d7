"""`/metrics`: what a monitor on this machine reads, for nobody elsewhere."""

import shutil
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

from flask import Blueprint, Response, abort, request

from clearance.store.engine import dialect
from clearance.store.keeping import last_runs, vitals
from clearance.web.frame.access import OPEN, opens
from clearance.web.frame.context import desk, now
from clearance.web.monitoring.request_metrics import metrics

blueprint = Blueprint("metrics", __name__)
#: What a proxy adds; a request with one of them came from elsewhere.
_FORWARDED = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
)


@blueprint.get("/metrics")
@opens(OPEN)
def show() -> Response:
    """Figures in Prometheus' text format; 404 for whom this machine's own proxy or net brings."""
    if not is_from_this_machine():
        abort(404)
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    state = CollectorRegistry()
    state.register(_State())
    text = generate_latest(metrics().registry) + generate_latest(state)
    return Response(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def is_from_this_machine() -> bool:
    """Whether the peer, as it really connected, is a loopback address and asks for one itself."""
    original = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    has_proxy = any(name in request.headers for name in _FORWARDED)
    asked = str(original.get("HTTP_HOST") or "").rsplit(":", 1)[0].strip("[]")
    return not has_proxy and _is_loopback(str(original.get("REMOTE_ADDR"))) and _is_loopback(asked)


def _is_loopback(text: str) -> bool:
    try:
        return text == "localhost" or ip_address(text).is_loopback
    except ValueError:
        return False


class _State:
    """Figures of the data as they are when asked for."""

    def collect(self) -> Iterator[Any]:
        """One gauge a figure."""
        from prometheus_client.core import GaugeMetricFamily

        for name, help_text, value in _figures():
            yield GaugeMetricFamily(f"clearance_{name}", help_text, value=value)
        waiting = GaugeMetricFamily(
            "clearance_held_reports", "Reports held, by what they wait for.", labels=["waits_for"]
        )
        for name, count in vitals.held(desk().store).items():
            waiting.add_metric([name], count)
        yield waiting


def _figures() -> Iterator[tuple[str, str, float]]:
    """Name, meaning and value of each figure that has no label."""
    store, data = desk().store, desk().settings.data
    yield "journal_rows", "Rows of the journal.", vitals.journal_rows(store)
    yield "unsent_reports", "Reports phones said they still hold.", vitals.unsent(store)
    yield "database_bytes", "Size of the database, bytes.", dialect.size(store)
    yield "disk_free_bytes", "Free room beside the data, bytes.", shutil.disk_usage(data).free
    for kind, name in (("backup", last_runs.BACKUP), ("check", last_runs.CHECK)):
        age = last_runs.age(data, name, now())
        yield f"{kind}_age_seconds", f"Seconds since the last good {kind}; +Inf: none.", age
