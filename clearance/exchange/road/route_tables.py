"""What drawings and lists of units, alignments and corridors may hold, one row a column."""

import dataclasses

from clearance.exchange.lists.tables import ORDINAL, Table, column
from clearance.exchange.road.tables import FROM_KM, SPAN, TO_KM

UNIT_KINDS = {"tỉnh": "province", "huyện": "district", "xã": "commune", "thị trấn": "townlet",
              "tinh": "province", "province": "province", "huyen": "district",
              "district": "district", "xa": "commune", "commune": "commune",
              "phường": "ward", "phuong": "ward", "ward": "ward", "thi tran": "townlet",
              "townlet": "townlet", "đặc khu": "special_zone", "dac khu": "special_zone",
              "special_zone": "special_zone"}  # fmt: skip
ROAD_KINDS = {"tuyến chính": "main", "nhánh": "ramp", "đường gom": "service_road",
              "tuyen chinh": "main", "chinh": "main", "main": "main", "nhanh": "ramp",
              "nhanh nut giao": "ramp", "ramp": "ramp", "duong gom": "service_road",
              "gom": "service_road", "service road": "service_road",
              "service_road": "service_road"}  # fmt: skip
UNITS = Table("units", "đơn vị hành chính", (
    ORDINAL,
    column("code", "code", "Mã", "Mã xã|Mã đơn vị|ma_xa|maxa|code|id", required=True,
           meaning="Mã đơn vị hành chính theo danh mục nhà nước", example="02407"),
    column("name", "text", "Tên", "Tên xã|Tên đơn vị|Tên đơn vị hành chính|ten_xa|tenxa|ten|name",
           required=True, meaning="Tên xã, phường, thị trấn, huyện hoặc tỉnh",
           example="Thái Sơn (ví dụ)"),
    column("kind", "choice", "Cấp", "Loại|Loại đơn vị|loai|kind|type", options=UNIT_KINDS,
           meaning="Để trống là xã", example="xã"),
    column("parent_code", "code", "Mã cấp trên", "parent_code|parent|ma_huyen|mahuyen",
           meaning="Mã của tỉnh hoặc huyện cũ trong danh sách này", example=""),
    column("valid_from", "date", "Từ ngày", "Ngày thành lập|valid_from",
           meaning="Ngày đơn vị có từ đó, khi mới sắp xếp", example="01/07/2025"),
    column("valid_to", "date", "Đến ngày", "Ngày kết thúc|valid_to",
           meaning="Ngày cuối của đơn vị cũ đã sáp nhập", example=""),
    column("successor_code", "code", "Mã đơn vị kế thừa", "successor_code|successor|ma_moi",
           meaning="Đơn vị cũ đã nhập vào xã nào", example=""),
    *(dataclasses.replace(c, example="", meaning="Chỉ cần khi không có bản vẽ ranh giới xã: "
                          "đoạn tuyến qua xã") for c in (SPAN, FROM_KM, TO_KM)),
))  # fmt: skip
ALIGNMENTS = Table("alignment", "tim tuyến", (
    column("code", "code", "Mã tuyến", "Mã|code|ma_tuyen"),
    column("name", "text", "Tên tuyến", "Tên|name|ten|ten_tuyen"),
    column("start_m", "whole", "Lý trình đầu (m)", "start_m|Lý trình đầu"),
    column("kind", "choice", "Loại đường", "Loại|kind|loai|loai_duong", options=ROAD_KINDS),
    column("calibration", "note", "Bảng lý trình", "calibration"),
))  # fmt: skip
CORRIDORS = Table("corridor", "phạm vi GPMB", (
    column("code", "code", "Mã", "code|ma"),
    column("alignment_code", "code", "Mã tuyến", "alignment_code|alignment|ma_tuyen"),
))  # fmt: skip
