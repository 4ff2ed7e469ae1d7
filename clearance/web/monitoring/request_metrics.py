"""Counts and durations of requests since the server started, for Prometheus.

Labels are names of routes, methods, statuses and codes of refusal, all of them finite sets: what
somebody types into an address never becomes a label.
"""

from dataclasses import dataclass
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, cast

from flask import Flask, Response, current_app, g, request

from clearance.rules.basics.changes import Outcome

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram

METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
#: Upper bounds of durations, s; the budgets of pages (0.15, 0.3) among them.
BOUNDS = (0.005, 0.02, 0.05, 0.1, 0.15, 0.3, 0.6, 1, 3, 10)
_KEY, _LOCK = "clearance.metrics", Lock()


@dataclass(frozen=True, slots=True)
class Metrics:
    """What is counted at each request."""

    registry: "CollectorRegistry"
    requests: "Counter"
    seconds: "Histogram"
    refusals: "Counter"


def init_app(app: Flask) -> None:
    """Count every answer."""
    app.after_request(_count)


def metrics() -> Metrics:
    """The counters of this application, made when they are first needed."""
    known = current_app.extensions
    with _LOCK:
        if _KEY not in known:
            known[_KEY] = _made()
    return cast(Metrics, known[_KEY])


def _made() -> Metrics:
    import prometheus_client as prometheus  # 20 ms: not at start

    prometheus.disable_created_metrics()
    registry = prometheus.CollectorRegistry()
    prometheus.ProcessCollector(namespace="clearance", registry=registry)
    return Metrics(
        registry,
        prometheus.Counter(
            "clearance_requests",
            "Answers by route, method and status.",
            ("route", "method", "status"),
            registry=registry,
        ),
        prometheus.Histogram(
            "clearance_request_seconds",
            "Seconds from the request's arrival to its answer, by route.",
            ("route",),
            buckets=BOUNDS,
            registry=registry,
        ),
        prometheus.Counter(
            "clearance_refusals",
            "Reports refused or held, and answers refused, by code.",
            ("code",),
            registry=registry,
        ),
    )


def _count(answer: Response) -> Response:
    own, status = metrics(), answer.status_code
    route = request.endpoint or "none"
    method = request.method if request.method in METHODS else "other"
    own.requests.labels(route, method, str(status)).inc()
    own.seconds.labels(route).observe(perf_counter() - g.begun)
    for code in _codes(status):
        own.refusals.labels(code).inc()
    return answer


def _codes(status: int) -> list[str]:
    reports: list[Outcome] = [o for o in g.get("outcomes", ()) if not o.is_accepted]
    if status >= 400 and not reports:
        return [g.get("code") or f"http_{status}"]
    return [o.reason or o.standing for o in reports]
