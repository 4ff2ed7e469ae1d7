"""What drawings and lists of units, alignments and corridors may hold, one row a column."""

from clearance.exchange.lists.tables import Table, column

UNIT_KINDS = {"tinh": "province", "province": "province", "huyen": "district",
              "district": "district", "xa": "commune", "commune": "commune",
              "phuong": "commune", "thi tran": "townlet", "townlet": "townlet"}  # fmt: skip
ROAD_KINDS = {"tuyen chinh": "main", "chinh": "main", "main": "main", "nhanh": "ramp",
              "nhanh nut giao": "ramp", "ramp": "ramp", "duong gom": "service_road",
              "gom": "service_road", "service road": "service_road",
              "service_road": "service_road"}  # fmt: skip
UNITS = Table("units", "đơn vị hành chính", (
    column("code", "code", "Mã", "Mã xã|Mã đơn vị|ma_xa|maxa|code|id", required=True),
    column("name", "text", "Tên", "Tên xã|Tên đơn vị|ten_xa|tenxa|ten|name", required=True),
    column("kind", "choice", "Cấp", "Loại|Loại đơn vị|loai|kind|type", options=UNIT_KINDS),
    column("parent_code", "code", "Mã cấp trên", "parent_code|parent|ma_huyen|mahuyen"),
    column("valid_from", "date", "Từ ngày", "valid_from"),
    column("valid_to", "date", "Đến ngày", "valid_to"),
    column("successor_code", "code", "Mã đơn vị kế thừa", "successor_code|successor|ma_moi"),
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
