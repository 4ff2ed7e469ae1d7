"""Handover segments: need-by days, promises made and moved, offers and the investor's answers."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from clearance.demo.cases import Freed, Times
from clearance.demo.dates import iso, working
from clearance.demo.intake import a_list, bring
from clearance.demo.plan import PUBLIC, UNSURVEYED
from clearance.demo.site import Book, Site
from clearance.exchange.plans.plan import uid_for
from clearance.exchange.plans.plan_segments import plan_segments

_SLIPS = (
    "Chờ điều chỉnh tổng mức đầu tư tiểu dự án",
    "Hộ dân chưa nhận tiền vì đơn giá",
    "Khu tái định cư chưa xong hạ tầng",
    "Mưa lũ, không kiểm đếm được",
    "Vướng đất công ty lâm nghiệp",
    "Đường điện chưa di dời",
)
_REFUSALS = ("Còn móng nhà chưa dọn trên mặt bằng", "Cọc mốc bị mất, chưa giao lại tim tuyến")
_TOO_EARLY = "Chưa thông suốt chiều rộng, còn vị trí chưa bàn giao"


@dataclass(frozen=True, slots=True)
class _Segment:
    """One segment: identifier, length along the road, day it came clear (None: it is not)."""

    uid: str
    from_m: int
    to_m: int
    clear_on: int | None


def tell_segments(
    site: Site,
    book: Book,
    rng: np.random.Generator,
    times: Times,
    day: int,
    freed: Freed,
    packages: tuple[tuple[str, str, int, int], ...],
) -> None:
    """Register every segment and write what was promised, offered and answered."""
    numbers: dict[str, int] = {}
    rows = []
    for from_m, to_m in site.ground.segments_m:
        package = next(row[0] for row in packages if row[2] <= from_m < row[3])
        numbers[package] = numbers.get(package, 0) + 1
        code = f"{package}-{numbers[package]:02d}"
        need = times.last - 729 + int(rng.integers(400, 620))
        ends = {"chainage_from_m": from_m, "chainage_to_m": to_m}
        rows.append({"code": code, "package_code": package, **ends, "need_by_on": iso(need)})
        uid = uid_for(site.log.project_uid, "segment", code)
        segment = _Segment(uid, from_m, to_m, _clear_on(site, book, freed, from_m, to_m))
        answered = _keys(site, rng, times, segment)
        _promises(site, rng, times, segment, day, need, answered)
    _bring(site, day, packages, rows)


def _bring(
    site: Site,
    day: int,
    packages: tuple[tuple[str, str, int, int], ...],
    rows: list[dict[str, Any]],
) -> None:
    """Bring the list of segments in, each within its package."""
    known = [
        {
            "uid": site.frame.package_uids[code],
            "code": code,
            "alignment_uid": site.frame.alignment_uid,
            "chainage_from_m": from_m,
            "chainage_to_m": to_m,
        }
        for code, _, from_m, to_m in packages
    ]
    listed = a_list("segments", f"doan-ban-giao-{site.prefix or 'ham-yen'}.xlsx", rows)
    snapshot = replace(site.road, packages=known)
    bring(site.log, day, site.staff.office, plan_segments(listed, snapshot))


def _clear_on(site: Site, book: Book, freed: Freed, from_m: int, to_m: int) -> int | None:
    """The last day on which something in the segment was freed, None while something stands."""
    latest = 0
    for subject, spans in book.spans.items():
        known: dict[int, int] = getattr(freed, subject)
        for number, span in enumerate(spans):
            if span.chainage_to_m <= from_m or span.chainage_from_m >= to_m:
                continue
            state = site.plan.ground_is[number] if subject == "parcel" else ""
            if state == PUBLIC:
                continue
            if state == UNSURVEYED or number not in known:
                return None
            latest = max(latest, known[number])
    return latest or None


def _keys(site: Site, rng: np.random.Generator, times: Times, segment: _Segment) -> int | None:
    """Offer and answer; gives the day of acceptance."""
    log, staff = site.log, site.staff
    if segment.clear_on is None:
        if rng.random() < 0.25:
            offered = working(times.last - int(rng.integers(30, 90)), -1)
            log.add(offered, staff.office, "segment", segment.uid, "offered")
            log.add(
                working(offered + 6),
                staff.liaison,
                "segment",
                segment.uid,
                "refused",
                why=_TOO_EARLY,
            )
        return None
    offered = working(segment.clear_on + int(rng.integers(3, 15)))
    if rng.random() < 0.12 and offered + 30 < times.last:
        log.add(offered, staff.office, "segment", segment.uid, "offered")
        log.add(
            working(offered + 5),
            staff.liaison,
            "segment",
            segment.uid,
            "refused",
            why=_REFUSALS[int(rng.integers(2))],
        )
        offered = working(offered + 20)
    if offered > times.last:
        return None
    log.add(offered, staff.office, "segment", segment.uid, "offered")
    accepted = working(offered + int(rng.integers(3, 12)))
    if accepted > times.last or rng.random() < 0.1:
        return None
    log.add(accepted, staff.liaison, "segment", segment.uid, "accepted")
    return accepted


def _promises(
    site: Site,
    rng: np.random.Generator,
    times: Times,
    segment: _Segment,
    day: int,
    need: int,
    answered: int | None,
) -> None:
    """The first promise, and a later one each time the day drew near with the ground not free."""
    log, staff = site.log, site.staff
    promised = working(need - int(rng.integers(0, 30)))
    patch = {"promised_on": iso(promised)}
    log.add(day + 1, staff.office, "segment", segment.uid, "promised", patch)
    while (answered or times.last + 60) > promised + 15:
        told = working(promised - int(rng.integers(3, 14)))
        if told > times.last or (segment.clear_on and told > segment.clear_on):
            return
        promised = working(promised + int(rng.integers(50, 150)))
        why = _SLIPS[int(rng.integers(len(_SLIPS)))]
        log.add(
            told,
            staff.leader if rng.random() < 0.3 else staff.office,
            "segment",
            segment.uid,
            "promised",
            {"promised_on": iso(promised)},
            why,
        )
