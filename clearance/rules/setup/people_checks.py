"""Checks of people and of the law: accounts, areas, days off, rows not verified."""

from collections.abc import Callable

from clearance.rules.setup.facts import Facts
from clearance.rules.setup.finding import Finding, judged, listed, said

#: Roles without which no project can work, with their words.
NEEDED = {
    "cadre": ("cán bộ xã", "commune cadre"),
    "leader": ("lãnh đạo", "leader"),
    "office": ("Tổ công tác", "compensation office"),
}


def names(facts: Facts) -> Finding:
    """Each account has the full name of its person."""
    people = facts.people
    line = said(
        "Chưa có họ và tên: {names}.",
        "Without full name: {names}.",
        names=listed(people.nameless),
    )
    count = sum(people.by_role.values())
    return judged("missing", count - len(people.nameless), line if people.nameless else None)


def roles(facts: Facts) -> Finding:
    """Somebody of each role that a project needs."""
    people = facts.people
    lacking = [words for role, words in NEEDED.items() if not people.by_role.get(role)]
    line = said(
        "Chưa có tài khoản: {vi}.",
        "No account yet: {en}.",
        vi=", ".join(vi for vi, _ in lacking),
        en=", ".join(en for _, en in lacking),
    )
    return judged("missing", sum(people.by_role.values()), line if lacking else None)


def areas(facts: Facts) -> Finding:
    """Each account but an administrator's has an area."""
    people = facts.people
    line = said(
        "Chưa được giao phạm vi nên chưa thấy hồ sơ nào: {names}.",
        "Without area, so they see no case: {names}.",
        names=listed(people.without_area),
    )
    if not people.areas and not people.without_area:
        none = said("Chưa giao phạm vi cho ai.", "Nobody was given an area.")
        return Finding("missing", 0, (none,))
    return judged("missing", people.areas, line if people.without_area else None)


def cadres(facts: Facts) -> Finding:
    """Each commune of today has a cadre."""
    people = facts.people
    line = said(
        "Xã chưa có cán bộ phụ trách: {names}.",
        "Communes without a cadre: {names}.",
        names=listed(people.communes_without_cadre),
    )
    if not people.communes:
        none = said("Chưa có xã nào để giao.", "There is no commune to give yet.")
        return Finding("missing", 0, (none,))
    left = people.communes_without_cadre
    return judged("missing", people.communes - len(left), line if left else None)


def holidays(after: int) -> Callable[[Facts], Finding]:
    """The check of the days off of this year or, 1 after, of the next."""

    def judge(facts: Facts) -> Finding:
        year = int(facts.today[:4]) + after
        state = facts.law.years.get(year)
        line = said(
            "Ngày nghỉ năm {year} chưa ai xác nhận: hạn chạm năm ấy còn kèm cảnh báo.",
            "The days off of {year} are not confirmed: due days that touch it carry a warning.",
            year=year,
        )
        return judged("confirm", str(year), None if state else line)

    return judge


def verified(facts: Facts) -> Finding:
    """Legal periods whose source somebody has read."""
    law = facts.law
    line = said(
        "{count} thời hạn chưa kiểm chứng với văn bản gốc.",
        "{count} periods not verified against the text of the law.",
        count=law.unverified,
    )
    shown = f"{law.terms - law.unverified}/{law.terms}"
    return judged("confirm", shown, line if law.unverified else None)


def ending(facts: Facts) -> Finding:
    """Texts of law that end soon, or have ended, with none after them."""
    rows = (
        said(
            "{text} ({code}) hết hiệu lực sau ngày {day}, chưa có văn bản thay thế;"
            " {clocks} hạn đang mở vượt quá ngày ấy. Có văn bản mới: `flask law apply`.",
            "{text} ({code}) ends after {day} with no text to replace it; {clocks} open due days"
            " lie beyond. Once there is a new text: `flask law apply`.",
            text=text,
            code=code,
            day=day,
            clocks=clocks,
        )
        for text, code, day, clocks in facts.law.ending
    )
    return judged("fault", "", *rows)
