"""Words of an import: what is brought, what it makes, why a row was left out."""

from clearance.exchange.lists.row_account import (
    ABOVE,
    DESCRIBING,
    HEADER,
    HIDDEN,
    JOINED,
    NO_TABLE,
    NOT_CHOSEN,
)
from clearance.exchange.lists.row_skipping import (
    ASIDE,
    DOUBTFUL,
    EXAMPLE,
    GROUP,
    HEADER_AGAIN,
    NUMBERING_ROW,
    ORDINAL_ONLY,
    SIGNATURE,
    TOTAL,
)
from clearance.i18n import gettext as _

TARGET_WORDS = {
    "packages": lambda: _("Danh sách gói thầu"),
    "segments": lambda: _("Danh sách đoạn bàn giao"),
    "structures": lambda: _("Nhà, công trình: danh sách hoặc bản vẽ"),
    "utilities": lambda: _("Hạ tầng kỹ thuật: danh sách hoặc bản vẽ"),
    "households": lambda: _("Danh sách hộ"),
    "parcels": lambda: _("Bản vẽ thửa đất"),
    "graves": lambda: _("Danh sách mộ"),
    "payments": lambda: _("Danh sách chi trả"),
    "surveys": lambda: _("Danh sách đã khảo sát"),
    "units": lambda: _("Đơn vị hành chính"),
    "alignment": lambda: _("Tim tuyến"),
    "corridor": lambda: _("Phạm vi GPMB"),
    "people": lambda: _("Danh sách tài khoản"),
    "base": lambda: _("Nền bản đồ: sông, đường"),
}
#: Names of the templates, shorter than what may be brought.
LIST_WORDS = TARGET_WORDS | {
    "structures": lambda: _("Danh sách nhà, công trình"),
    "utilities": lambda: _("Danh sách hạ tầng kỹ thuật"),
}
SUBJECT_WORDS = {
    "household": lambda: _("hộ"),
    "parcel": lambda: _("thửa đất"),
    "grave": lambda: _("mộ"),
    "unit": lambda: _("đơn vị hành chính"),
    "package": lambda: _("gói thầu"),
    "segment": lambda: _("đoạn bàn giao"),
    "structure": lambda: _("nhà, công trình"),
    "utility": lambda: _("hạ tầng kỹ thuật"),
    "person": lambda: _("tài khoản"),
    "scope": lambda: _("phạm vi phụ trách"),
    "survey": lambda: _("lần khai khảo sát"),
    "succession": lambda: _("kế thừa đơn vị"),
    "alignment": lambda: _("tim tuyến"),
    "corridor": lambda: _("phạm vi GPMB"),
    "base_feature": lambda: _("nét nền bản đồ"),
}
#: What comes with coordinates: how they are read can be corrected.
PLACED = (
    "parcels", "structures", "utilities", "graves", "units", "alignment", "corridor", "base",
)  # fmt: skip
ROW_WORDS = {
    ABOVE: lambda: _("phía trên bảng"),
    HEADER: lambda: _("dòng tiêu đề"),
    NUMBERING_ROW: lambda: _("dòng đánh số cột"),
    HEADER_AGAIN: lambda: _("dòng tiêu đề lặp lại"),
    GROUP: lambda: _("dòng tên nhóm"),
    EXAMPLE: lambda: _("dòng ví dụ của mẫu"),
    TOTAL: lambda: _("dòng cộng"),
    SIGNATURE: lambda: _("phần ký"),
    ORDINAL_ONLY: lambda: _("chỉ có số thứ tự"),
    ASIDE: lambda: _("chỉ có chữ ở cột không nhập"),
    DOUBTFUL: lambda: _("không rõ là một dòng của danh sách hay dòng cộng, phần ký"),
    HIDDEN: lambda: _("trang tính ẩn"),
    NOT_CHOSEN: lambda: _("trang tính không được chọn"),
    NO_TABLE: lambda: _("trang tính không có bảng"),
    DESCRIBING: lambda: _("trang giải thích cột của mẫu"),
    JOINED: lambda: _("nối với hình trên thành một"),
}
