"""Figures for everybody: made once for each fixed day, kept, and never made again."""

import json
from typing import Any

from clearance.reports.corridor.ground import main_on_day, on_day
from clearance.rules.corridor.handover import metres
from clearance.rules.corridor.publication import due_days, fixed_day, open_counts, open_roads
from clearance.store import Store
from clearance.store.corridor import corridor, public, surveys
from clearance.store.journal import changes

Row = dict[str, Any]


def published_days(store: Store, today: str) -> list[str]:
    """The days of which figures are published, the newest first.

    The first reader after a fixed day has them made of what is known then, and those of months
    in which nobody read. Of two servers the first to write is right for both. What is recorded
    later changes nothing of those days.
    """
    days = public.list_days(store, fixed_day(today))
    for day in due_days(next(iter(days), ""), today):
        if (figures := _figures(store, day))["roads"]:
            seq, text = changes.head(store)[0], json.dumps(figures, ensure_ascii=False)
            public.keep(store, day, seq, text)
            days = [day, *days]
    return days


def published(store: Store, day: str) -> Row:
    """The figures published of a day: rows of `roads` and `units` (`rules.publication`).

    `counts_surveys`: whether a metre had to be surveyed for every kind; not before it was told.
    """
    return {"counts_surveys": False, **json.loads(public.find(store, day))}


def _figures(store: Store, day: str) -> Row:
    """What may be told of a day as known now."""
    roads = [
        {
            "name": road["name"] or road["code"],
            "length_m": road["length_m"],
            **metres(on_day(store, road, day).full),
            "main_clear": metres(main_on_day(store, road, day).full)["clear"],
        }
        for road in corridor.list_alignments(store)
    ]
    return {
        "roads": open_roads(roads),
        "units": open_counts(public.count_by_commune(store, day)),
        "counts_surveys": not surveys.is_uncounted(store),
    }
