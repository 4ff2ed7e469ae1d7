"""Texts of the strip map, in Vietnamese; the caller translates them."""

from clearance.rules.basics.texts import N_

WORDS = {
    "title": N_("Sơ đồ duỗi thẳng tuyến"),
    "total": N_("Tổng"),
    "longest": N_("Dài nhất"),
    "longest_run": N_("Đoạn sạch dài nhất"),
    "left": N_("Bên trái"),
    "full": N_("Cả bề rộng"),
    "right": N_("Bên phải"),
    "clear": N_("Sạch"),
    "blocked": N_("Còn vướng"),
    "unknown": N_("Chưa khảo sát"),
    "grave": N_("Mộ chưa di chuyển"),
    "structure": N_("Nhà, công trình"),
    "utility": N_("Hạ tầng kỹ thuật"),
    "late": N_("trễ"),
    "plan": N_("Việc tuần"),
    "ghost": N_("Trước đó"),
    "time": N_("Biểu đồ thời gian – lý trình"),
    "curve": N_("Đường tích lũy mét sạch"),
    "need": N_("Cần trước"),
    "promise": N_("Cam kết"),
    "promised": N_("Mét đã cam kết"),
    "needed": N_("Mét cần có"),
}


def thousands(number: int) -> str:
    """A whole number in Vietnamese notation: 1.234.567."""
    return f"{number:,}".replace(",", ".")
