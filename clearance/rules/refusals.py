"""Every reason for saying no: a code, the words shown, the HTTP status."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason: stable code, Vietnamese and English words, HTTP status."""

    code: str
    vi: str
    en: str
    status: int = 422


_ROWS = (
    Refusal("unknown_subject", "Loại dữ liệu này không có trong hệ thống.",
            "This kind of record is not known.", 400),
    Refusal("unknown_fact", "Việc ghi nhận này không có trong quy trình.",
            "This kind of report is not part of the procedure.", 400),
    Refusal("unknown_field", "Có trường dữ liệu hệ thống không biết.",
            "A field is not known.", 400),
    Refusal("bad_value", "Một giá trị ghi không đúng kiểu (số, ngày, lựa chọn).",
            "A value is of the wrong kind (number, date, choice).", 422),
    Refusal("missing_field", "Thiếu trường dữ liệu bắt buộc.", "A required field is missing.", 422),
    Refusal("not_found", "Không tìm thấy hồ sơ này trong phạm vi anh/chị phụ trách.",
            "No such record within your area.", 404),
    Refusal("not_allowed", "Vai trò của anh/chị không được ghi việc này.",
            "Your role may not record this.", 403),
    Refusal("already_exists", "Mã này đã có trong dự án.",
            "This code already exists in the project.", 409),
    Refusal("already_taken", "Bước này đã được ghi nhận trước đó.",
            "This step has already been recorded.", 409),
    Refusal("step_locked", "Chưa thể ghi bước này vì bước trước chưa có.",
            "This step is locked: an earlier one is missing.", 409),
    Refusal("missing_evidence", "Bước này cần ảnh hoặc biên bản kèm theo.",
            "This step needs a photo or a minute.", 422),
    Refusal("unknown_evidence", "Tệp minh chứng chưa được tải lên.",
            "The evidence file has not been uploaded.", 422),
    Refusal("in_the_future", "Ngày thực hiện ở tương lai.", "The date lies in the future.", 422),
    Refusal("bad_date", "Ngày không đúng.", "The date is not valid.", 422),
    Refusal("open_obstacle", "Còn vướng mắc chưa gỡ nên chưa thể bàn giao mặt bằng.",
            "An obstacle is still open, so the land cannot be handed over.", 409),
    Refusal("missing_reason", "Cần ghi lý do.", "A reason is required.", 422),
    Refusal("nothing_to_withdraw", "Không có bước nào như vậy để đính chính.",
            "There is no such step to correct.", 409),
    Refusal("needed_by_later", "Đã có bước sau dựa vào bước này; đính chính bước sau trước.",
            "A later step rests on this one; correct that first.", 409),
    Refusal("uid_reused", "Mã gửi này đã dùng cho nội dung khác.",
            "This id was already used for other content.", 409),
    Refusal("held_clash", "Người khác vừa ghi giá trị khác; chờ người có thẩm quyền quyết định.",
            "Someone else recorded another value; a person must decide.", 409),
    Refusal("same_person", "Người đề nghị và người nhận phải là hai bên khác nhau.",
            "The one who offers and the one who accepts must differ.", 403),
)  # fmt: skip

REFUSALS: dict[str, Refusal] = {row.code: row for row in _ROWS}
