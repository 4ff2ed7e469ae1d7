"""Decision notes, pilots and requests of the demo: a handful of each, every word invented."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from clearance.demo.cases import Times
from clearance.demo.dates import iso, working
from clearance.demo.site import Book, Site, cadre_of
from clearance.rules.basics.actors import Who


@dataclass(frozen=True, slots=True)
class _Note:
    """One note: days before the end, share of the list its household lies at, what it says."""

    ago: int
    place: float
    title: str
    facts: str
    doubt: str
    options: tuple[str, ...]
    chosen: int
    reason: str
    asked: tuple[tuple[str, int, int, str], ...] = ()  # who, asked and answered (0: not) days later
    word: str = ""
    review: int | None = None  # days from the end


_NOTES = (
    _Note(160, 0.12, "Nhà trên đất nông nghiệp, dựng trước mốc giữ nguyên hiện trạng",
          "Nhà gỗ ba gian, trưởng thôn và biên bản kiểm đếm xác nhận có từ trước ngày khóa sổ.",
          "Văn bản của tỉnh cho hỗ trợ theo thực tế, hướng dẫn của sở yêu cầu giấy phép xây dựng.",
          ("Hỗ trợ theo mức sàn của tỉnh", "Chờ sở trả lời rồi mới lập phương án",
           "Không hỗ trợ phần nhà"), 1,
          "Mức sàn có căn cứ ở cả hai văn bản; phần chênh lệch bổ sung được sau khi sở trả lời.",
          (("Sở Xây dựng (phòng chuyên môn)", 1, 20, "Đồng ý hỗ trợ theo mức sàn."),
           ("Phòng Tư pháp", 2, 0, "")), "endorsed"),
    _Note(48, 0.45, "Ranh thửa lệch giữa bản đồ địa chính và hiện trạng",
          "Chênh 38 m² về phía suối; hai hộ liền kề đã ký mốc chung.",
          "Chưa rõ được dùng biên bản mốc chung thay cho trích đo chỉnh lý hay không.",
          ("Kiểm đếm theo mốc chung hai hộ đã ký", "Dừng, chờ đo lại toàn bộ khu"), 1,
          "Không ai bị thiệt, hai hộ đồng ý bằng văn bản; chờ đo lại sẽ chậm cả đoạn.",
          (("Văn phòng đăng ký đất đai", 1, 0, ""),)),
    _Note(30, 0.7, "Hộ vắng chủ, người em giữ giấy ủy quyền viết tay",
          "Chủ hộ đi làm xa, giấy ủy quyền có chữ ký nhưng không chứng thực.",
          "Chưa rõ giấy viết tay có đủ để ký biên bản kiểm đếm.",
          ("Cho ký biên bản kiểm đếm, chưa cho nhận tiền", "Chờ chủ hộ về"), 1,
          "Kiểm đếm không làm mất quyền của ai; tiền vẫn chờ chủ hộ.",
          (("Phòng Tư pháp", 1, 6, "Được ký kiểm đếm, không được nhận tiền thay."),),
          "not_endorsed"),
    _Note(75, 0.3, "Làm thử: kiểm đếm buổi tối tại nhà văn hóa thôn",
          "Ban ngày phần lớn hộ đi rừng, ba lần hẹn kiểm đếm đều vắng.",
          "Quy trình chỉ nói kiểm đếm tại thửa, không nói đối chiếu hồ sơ ở nơi khác.",
          ("Đối chiếu hồ sơ buổi tối, đo tại thửa hôm sau", "Giữ cách cũ"), 1,
          "Hộ dân đề nghị; việc đo vẫn làm tại thửa nên không trái quy trình.",
          (), "endorsed", review=-4),
    _Note(20, 0.85, "Làm thử: tổ hòa giải thôn cùng đi vận động",
          "Nhóm hộ vướng đơn giá đã gặp bốn lần, chưa đồng ý.",
          "Thành phần đoàn vận động ghi trong quy chế chưa có tổ hòa giải.",
          ("Mời tổ hòa giải cùng đi, có biên bản", "Chỉ đoàn theo quy chế"), 1,
          "Bà con tin người trong thôn; biên bản ghi rõ ai có mặt.", (), "", review=40),
)  # fmt: skip


_WORDS = {
    "endorsed": "Đúng thẩm quyền, vì việc chung, đã hỏi đủ nơi cần hỏi.",
    "not_endorsed": "Chờ thêm ý kiến bằng văn bản rồi trình lại.",
}


@dataclass(frozen=True, slots=True)
class _Request:
    """One request: days before the end, asker, where, who holds it, when due and answered."""

    ago: int
    asker: str
    question: str
    place: int  # number of the package, -1: none
    holder: str
    due: int  # days after it was asked
    basis: str = "plan"
    moved: int = 0  # days the promise was moved by
    answered: int | None = None  # days after it was asked
    answer: str = ""


_INVESTOR, _BUILDER = "Ban quản lý dự án (giả định)", "Công ty xây dựng Sông Ngần (giả định)"
_REQUESTS = (
    _Request(120, _INVESTOR, "Bao giờ bàn giao đường công vụ đầu gói thầu?", 0, "office", 14,
             answered=10, answer="Đã bàn giao, biên bản gửi kèm hồ sơ đoạn."),
    _Request(90, _BUILDER, "Xin xác nhận bãi thải không nằm trong phạm vi chưa thu hồi.", 1,
             "cadre", 10, "local_sla", answered=17, answer="Nằm ngoài phạm vi, đã cắm mốc."),
    _Request(60, _INVESTOR, "Đường điện trung thế cuối gói di dời ngày nào?", 1, "office", 20,
             moved=15, answered=30, answer="Đơn vị điện lực đã cắt điện và di dời xong."),
    _Request(40, _BUILDER, "Đề nghị tạm giao dải đất làm đường gom để vận chuyển vật liệu.", 0,
             "leader", 15, "local_sla", answered=12, answer="Đồng ý, có biên bản tạm giao."),
    _Request(30, _INVESTOR, "Số mộ còn lại trong phạm vi cầu, kế hoạch di chuyển?", 1, "cadre", 12),
    _Request(18, _BUILDER, "Nổ mìn mỏ đá có phải lấy ý kiến các hộ ngoài phạm vi không?", -1,
             "office", 10, "law", moved=20),
    _Request(6, _INVESTOR, "Đề nghị thống nhất lịch bàn giao các đoạn còn lại trong quý.", -1,
             "office", 15),
)  # fmt: skip


def tell_dialogue(site: Site, book: Book, times: Times) -> None:
    """Write what was noted, endorsed, asked and answered up to the last day."""
    for number, note in enumerate(_NOTES):
        _tell_note(site, book, times, number, note)
    for number, request in enumerate(_REQUESTS):
        _tell_request(site, times, number, request)


def _tell_note(site: Site, book: Book, times: Times, number: int, note: _Note) -> None:
    log, day = site.log, working(times.last - note.ago, -1)
    at = int(note.place * len(book.households))
    author, uid = cadre_of(site, site.plan.cases[at].along_m), log.uid("decision_note", number)
    first = [(who, day, None, "") for who, _asked, _answered, _said in note.asked]
    patch = {"subject": "household", "subject_uid": book.households[at], "title": note.title,
             "facts_known": note.facts, "doubt": note.doubt, "options": _json(note.options),
             "chosen": note.chosen, "reason": note.reason, "consulted": _asked(first)}  # fmt: skip
    if note.review is not None:
        patch |= {"is_pilot": 1, "review_on": iso(times.last + note.review)}
    log.add(day, author, "decision_note", uid, "registered", patch)
    if note.word:
        leader, said_on = site.staff.leader, working(day + 3)
        log.add(said_on, leader, "decision_note", uid, note.word, why=_WORDS[note.word])
    for who, _sent, answered, said in note.asked:
        if answered:
            told = {"consulted": _asked([(who, day, working(day + answered), said)])}
            log.add(working(day + answered), author, "decision_note", uid, "added", told)


def _asked(rows: Sequence[tuple[str, int, int | None, str]]) -> str:
    return _json([
        {"who": who, "asked_on": iso(day), "answered_on": iso(back) if back else None,
         "answer": said}
        for who, day, back, said in rows
    ])  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tell_request(site: Site, times: Times, number: int, row: _Request) -> None:
    log, day = site.log, working(times.last - row.ago, -1)
    uid, holder = log.uid("request", number), _holder(site, row.holder)
    packages = list(site.frame.package_uids.values())
    due = working(day + row.due)
    kind = "investor" if row.asker == _INVESTOR else "enterprise"
    patch = {"asker_kind": kind, "asker": row.asker, "question": row.question,
             "holder_uid": holder.uid, "due_on": iso(due), "due_basis": row.basis}  # fmt: skip
    if row.place >= 0:
        patch |= {"subject": "package", "subject_uid": packages[row.place % len(packages)]}
    asker = site.staff.liaison if kind == "investor" else site.staff.office
    log.add(day, asker, "request", uid, "registered", patch)
    late = {"late_category": "superior"}
    if row.moved:
        due = working(due + row.moved)
        log.add(working(day + row.due - 4), site.staff.office, "request", uid, "redated",
                {"due_on": iso(due), **late}, "Chờ văn bản của cấp trên")  # fmt: skip
    if row.answered is not None:
        on = working(day + row.answered)
        is_late = on > due
        log.add(on, holder, "request", uid, "answered",
                {"answer": row.answer, **(late if is_late else {})},
                "Chờ văn bản của cấp trên" if is_late else "")  # fmt: skip


def _holder(site: Site, role: str) -> Who:
    return {"cadre": site.staff.cadres[0][0], "leader": site.staff.leader,
            "office": site.staff.office}[role]  # fmt: skip
