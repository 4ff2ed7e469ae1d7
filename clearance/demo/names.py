"""Invented people: every name is put together from these lists; no number can be dialled."""

import numpy as np

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ma",
    "Nông",
    "Quan",
    "Hứa",
    "Lương",
    "La",
    "Chẩu",
    "Triệu",
    "Bàn",
    "Lý",
    "Phùng",
    "Tướng",
    "Lộc",
    "Ninh",
    "Sầm",
)
MIDDLES = {
    "m": ("Văn", "Đức", "Quang", "Hữu", "Minh", "Công", "Tiến", "Thanh", "Chàn", "Dào", "Tòn"),
    "f": ("Thị", "Thu", "Ngọc", "Thanh", "Kim", "Mùi", "Bích", "Diệu"),
}
GIVEN = {
    "m": (
        "An",
        "Bình",
        "Cường",
        "Dũng",
        "Đạt",
        "Giang",
        "Hải",
        "Hùng",
        "Khánh",
        "Khiêm",
        "Long",
        "Nam",
        "Nghĩa",
        "Phúc",
        "Quý",
        "Sơn",
        "Thắng",
        "Toàn",
        "Tuấn",
        "Vinh",
        "Ú",
        "Phấu",
    ),
    "f": (
        "Anh",
        "Chi",
        "Dung",
        "Duyên",
        "Hà",
        "Hạnh",
        "Hiền",
        "Hoa",
        "Hương",
        "Lan",
        "Liên",
        "Mai",
        "Nga",
        "Nhung",
        "Phượng",
        "Quyên",
        "Thảo",
        "Thơm",
        "Trang",
        "Xuân",
        "Yến",
        "Ghến",
    ),
}
VILLAGE_KINDS = ("Thôn", "Thôn", "Bản", "Tổ dân phố")
VILLAGE_HEADS = ("Đồng", "Làng", "Khuổi", "Nà", "Pác", "Cây", "Ngòi", "Đèo", "Soi", "Gò")
VILLAGE_TAILS = ("Mận", "Lim", "Sim", "Chanh", "Vầu", "Trám", "Gạo", "Cọ", "Dâu", "Bưởi", "Sấu")
FORESTRY = (
    "Công ty lâm nghiệp Suối Xanh",
    "Công ty lâm nghiệp Đồi Cọ",
    "Lâm trường Nà Vầu",
    "Công ty lâm nghiệp Gò Sim",
)
INVENTED = "(giả định)"


def _pick(rng: np.random.Generator, names: tuple[str, ...]) -> str:
    return names[int(rng.integers(len(names)))]


def person(rng: np.random.Generator, sex: str, family: str = "") -> str:
    """A full name: family, middle, given."""
    family = family or _pick(rng, FAMILIES)
    return f"{family} {_pick(rng, MIDDLES[sex])} {_pick(rng, GIVEN[sex])}"


def couple(rng: np.random.Generator) -> tuple[str, str]:
    """A head of household and a spouse."""
    sexes = ("m", "f") if rng.random() < 0.8 else ("f", "m")
    return person(rng, sexes[0]), person(rng, sexes[1])


def phone(number: int) -> str:
    """A number nobody has: 0900 000 xxx."""
    return f"0900 000 {number % 1000:03d}"


def id_number(number: int) -> str:
    """A personal number nobody has: its province is 000."""
    return f"000{number % 10**9:09d}"


def village(rng: np.random.Generator) -> str:
    """A village of an invented name."""
    kind, head, tail = (
        _pick(rng, names) for names in (VILLAGE_KINDS, VILLAGE_HEADS, VILLAGE_TAILS)
    )
    return f"{kind} {head} {tail}"
