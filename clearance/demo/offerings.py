"""Batches of parcels offered to the investor: accepted, refused, unanswered, only listed."""

from clearance.demo.cases import Freed, Times
from clearance.demo.dates import working
from clearance.demo.site import Book, Site
from clearance.rules.records.offerings import as_text

#: What the investor says to each batch; "" = it is listed and not offered yet.
_ANSWERS = ("accepted", "refused", "offered", "")
_SIZE = 6
#: A batch is listed so many days before the history ends, at most and at least.
_EARLIEST, _LATEST = 150, 20
_WHY = "Còn gốc cây và móng cũ trên hai thửa, chưa thu dọn"


def tell_offerings(site: Site, book: Book, times: Times, freed: Freed) -> None:
    """List a few batches of neighbouring parcels soon after the last of each was handed over."""
    spans = book.spans["parcel"]
    along = sorted(freed.parcel, key=lambda number: (spans[number].chainage_from_m, number))
    windows = [along[at : at + _SIZE] for at in range(0, len(along) - _SIZE, _SIZE)]
    listed = [(working(max(freed.parcel[n] for n in some) + 3), some) for some in windows]
    fit = sorted((d, some) for d, some in listed if _LATEST < times.last - d < _EARLIEST)
    for answer, (day, chosen) in zip(_ANSWERS, fit[-len(_ANSWERS) :], strict=False):
        uid = site.log.uid("offering", answer)
        _tell(site, uid, day, as_text(book.parcels[n] for n in chosen), answer)


def _tell(site: Site, uid: str, day: int, parcels: str, answer: str) -> None:
    log, staff = site.log, site.staff
    log.add(day, staff.office, "offering", uid, "registered", {"parcels": parcels})
    if answer:
        log.add(working(day + 2), staff.office, "offering", uid, "offered")
    if answer in ("accepted", "refused"):
        why = _WHY if answer == "refused" else ""
        log.add(working(day + 8), staff.liaison, "offering", uid, answer, why=why)
