"""Kinds of obstacle (vướng mắc) that can stop a case, as the field names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObstacleKind:
    """One reason a case cannot go on."""

    code: str
    vi: str
    en: str


_ROWS = (
    ObstacleKind("PRICE", "Đơn giá thấp, không nhận tiền", "Unit price refused"),
    ObstacleKind("INVENTORY", "Kiểm đếm thiếu, sai diện tích, áp giá sai", "Inventory disputed"),
    ObstacleKind("ORIGIN", "Nguồn gốc đất chưa rõ", "Origin unclear"),
    ObstacleKind("HOUSE_ON_FARMLAND", "Nhà trên đất nông nghiệp", "House on farm land"),
    ObstacleKind(
        "FORESTRY_ORG", "Đất công ty lâm nghiệp bị lấn chiếm", "Forestry-company land encroached on"
    ),
    ObstacleKind("BUDGET", "Vượt tổng mức, chờ điều chỉnh", "Budget exceeded"),
    ObstacleKind("RESETTLE_AREA", "Khu tái định cư chưa xong", "Resettlement area not ready"),
    ObstacleKind("INHERIT", "Thừa kế chưa phân chia", "Inheritance not divided"),
    ObstacleKind("DISPUTE", "Tranh chấp", "Dispute"),
    ObstacleKind("MORTGAGE", "Thế chấp, kê biên", "Mortgage or seizure"),
    ObstacleKind("ABSENT", "Vắng chủ, không liên lạc được", "Owner absent"),
    ObstacleKind("GRAVE", "Mồ mả chưa di chuyển, chờ ngày", "Grave not yet moved"),
    ObstacleKind("UTILITY", "Hạ tầng kỹ thuật chưa di dời", "Utility not relocated"),
    ObstacleKind("OUTSIDE_ROW", "Ảnh hưởng ngoài phạm vi", "Effects outside the corridor"),
    ObstacleKind("ADDED_SCOPE", "Bổ sung diện tích", "Added area"),
    ObstacleKind(
        "LATE_PLANTING", "Trồng cây, xây dựng sau thông báo", "Planted or built after notice"
    ),
)

OBSTACLE_KINDS: dict[str, ObstacleKind] = {row.code: row for row in _ROWS}
