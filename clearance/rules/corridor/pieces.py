"""The pieces of a thing that lies along the road in several, as they are kept."""

import json

from clearance.rules.corridor.handover import Span


def spans_of(parts: str | None) -> tuple[Span, ...]:
    """The pieces kept as JSON rows [from, to, side]; none for a thing of a single piece."""
    return tuple(Span(*row) for row in json.loads(parts)) if parts else ()
