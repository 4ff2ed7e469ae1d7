"""What lists of packages, segments, structures and utilities may hold, one row a column."""

import dataclasses

from clearance.exchange.lists.list_tables import HOLDER
from clearance.exchange.lists.tables import (
    HOUSEHOLD,
    ORDINAL,
    PARCEL_NO,
    SCOPE,
    SHEET_NO,
    SIDE,
    UNIT,
    VILLAGE,
    Table,
    column,
)

ROAD = column(
    "alignment_code", "code", "Mã tuyến", "Tuyến|Thuộc tuyến|ma_tuyen|alignment_code|alignment",
    meaning="Chỉ cần khi dự án có nhiều tuyến (tuyến chính, nhánh, đường gom)",
    example="CT-01")  # fmt: skip
SPAN = column(
    "span", "stations", "Lý trình", "Vị trí lý trình|Lý trình Km|Phạm vi lý trình|Vị trí (Km)|Km|"
    "Từ Km đến Km|Từ Km - đến Km|ly_trinh|lytrinh|chainage",
    meaning="Thay cho hai cột lý trình đầu, cuối: một ô ghi cả hai",
    example="")  # fmt: skip
FROM_KM = column(
    "from_km", "stations", "Lý trình đầu", "Từ|Từ Km|Lý trình từ|Từ lý trình|Km đầu|Điểm đầu|"
    "Lý trình điểm đầu|Lý trình bắt đầu|Lý trình đầu (m)|Lý trình đầu (Km)|Từ (Km)|from_m|"
    "chainage_from_m", meaning="Km12+345, 12+345, 12345 (mét) hoặc 12.345 (km)",
    example="Km0+000")  # fmt: skip
TO_KM = column(
    "to_km", "stations", "Lý trình cuối", "Đến|Đến Km|Lý trình đến|Đến lý trình|Km cuối|Điểm cuối|"
    "Lý trình điểm cuối|Lý trình kết thúc|Lý trình cuối (m)|Lý trình cuối (Km)|Đến (Km)|to_m|"
    "chainage_to_m", meaning="Như lý trình đầu; phải lớn hơn lý trình đầu",
    example="Km8+200")  # fmt: skip
LENGTH = column(
    "length", "number", "Chiều dài", "Dài|Chiều dài (m)|Chiều dài (Km)|Chiều dài đoạn|"
    "Chiều dài gói|Chiều dài tuyến|length_m|length",
    meaning="Không bắt buộc; chỉ để đối chiếu với hai lý trình", example="")  # fmt: skip
PLACE = (ROAD, SPAN, FROM_KM, TO_KM)
NORTH = column(
    "north_m", "number", "X (Bắc)", "X|Tọa độ X|Tọa độ X (Bắc)|Toạ độ X|X(m)|X đầu|Tọa độ X đầu",
    meaning="Tọa độ VN-2000, mét; thay cho lý trình", example="")  # fmt: skip
EAST = column(
    "east_m", "number", "Y (Đông)", "Y|Tọa độ Y|Tọa độ Y (Đông)|Toạ độ Y|Y(m)|Y đầu|Tọa độ Y đầu",
    meaning="Tọa độ VN-2000, mét; đi cùng X (Bắc)", example="")  # fmt: skip
#: A house as its own words and chainage say; a span of one metre is enough.
SPOT = (
    ROAD, SPAN,
    dataclasses.replace(FROM_KM, example="Km1+250",
                        meaning="Km12+345, 12+345, 12345 (mét) hoặc 12.345 (km)"),
    dataclasses.replace(TO_KM, example="Km1+262", meaning="Để trống khi chỉ có một điểm"),
    dataclasses.replace(SIDE, example="phải", names=(*SIDE.names, "Vị trí", "Vị trí so với tuyến"),
                        meaning="Nhìn theo chiều lý trình tăng; để trống là chặn cả hai bên"),
)  # fmt: skip

PACKAGES = Table("packages", "danh sách gói thầu", (
    ORDINAL,
    column("code", "code", "Mã gói thầu", "Mã|Gói thầu|Mã gói|Số hiệu gói thầu|Gói thầu số|Gói|"
           "Ký hiệu gói thầu|Tên gói|Gói XL|ma_goi|code", required=True,
           meaning="Mã riêng của gói trong dự án", example="XL01"),
    column("name", "text", "Tên gói thầu", "Nội dung|Nội dung gói thầu|ten_goi|name",
           meaning="Để trống thì lấy theo mã", example="Gói thầu XL01 (ví dụ)"),
    column("contractor", "text", "Nhà thầu", "Đơn vị thi công|Nhà thầu thi công|Liên danh nhà thầu|"
           "Tên nhà thầu|nha_thau|contractor",
           meaning="Nhà thầu hoặc liên danh", example="Liên danh Đá Trắng (ví dụ)"),
    *PLACE, LENGTH,
    column("usable_m", "whole", "Chiều dài tối thiểu để thi công",
           "Chiều dài dùng được (m)|Đoạn liền tối thiểu|Đoạn liền tối thiểu (m)|usable_m",
           meaning="Mét liền nhau đủ cho nhà thầu thi công; để trống là theo dự án", example=""),
))  # fmt: skip

SEGMENTS = Table("segments", "danh sách đoạn bàn giao", (
    ORDINAL,
    column("code", "code", "Mã đoạn", "Mã|Đoạn|Tên đoạn|Số hiệu đoạn|Đoạn số|Đoạn tuyến|Phân đoạn|"
           "Ký hiệu đoạn|ma_doan|code",
           meaning="Để trống thì đánh số trong gói theo lý trình", example="XL01-01"),
    column("package_code", "code", "Gói thầu", "Mã gói thầu|Gói|Thuộc gói thầu|Thuộc gói|ma_goi|"
           "package_code|package", meaning="Để trống thì là gói chứa đoạn này", example="XL01"),
    *PLACE, LENGTH,
    column("need_by_on", "date", "Ngày cần mặt bằng", "Cần mặt bằng|Hạn bàn giao|Ngày cần|"
           "Thời hạn bàn giao|Thời hạn cần mặt bằng|need_by_on|need_by",
           meaning="Ngày nhà thầu cần có mặt bằng", example="30/06/2027"),
    column("promised_on", "date", "Ngày cam kết bàn giao", "Ngày cam kết|Cam kết|Ngày hứa|"
           "Cam kết bàn giao|promised_on|promised",
           meaning="Ngày đã hứa với chủ đầu tư", example="15/06/2027"),
    column("promise_why", "note", "Lý do đổi ngày cam kết", "Lý do|Lý do lùi|Lý do thay đổi|"
           "promise_why", meaning="Bắt buộc khi ngày cam kết khác lần trước", example=""),
))  # fmt: skip

STRUCTURES = Table("structures", "danh sách nhà, công trình", (
    ORDINAL,
    column("code", "code", "Mã công trình", "Mã|Mã nhà|Số hiệu công trình|Số hiệu nhà|Ký hiệu|"
           "ma_ct|ma_nha|code", meaning="Để trống thì hệ thống lập mã", example="CT-001"),
    column("kind", "text", "Loại công trình", "Loại nhà|Kết cấu|Tên công trình|Công trình|Hạng mục|"
           "Loại|Nhà, công trình|Loại nhà, công trình|loai_ct|kind",
           meaning="Nhà cấp 4, nhà sàn, chuồng trại, bếp, tường rào …", example="Nhà cấp 4"),
    column("area_m2", "area", "Diện tích", "Diện tích xây dựng|DTXD|Diện tích sàn|DT|"
           "Diện tích nhà|Diện tích công trình|dien_tich|dientich|area_m2",
           meaning="m²", example="77"),
    dataclasses.replace(HOUSEHOLD, meaning="Mã của hộ trong danh sách hộ", example="HD-0001"),
    dataclasses.replace(HOLDER, required=False, shared=False, example="",
                        meaning="Khi không có mã hộ: tên như trong danh sách hộ"),
    dataclasses.replace(UNIT, meaning="Tên hoặc mã xã; để trống thì theo hộ, tọa độ hoặc lý trình",
                        example="Xã Thái Sơn"),
    dataclasses.replace(VILLAGE, meaning="Giúp tìm hộ theo tên", example="Thôn 1"),
    dataclasses.replace(SHEET_NO, meaning="Của thửa có công trình", example="12"),
    dataclasses.replace(PARCEL_NO, meaning="Của thửa có công trình", example="45"),
    *SPOT, NORTH, EAST, SCOPE,
))  # fmt: skip

UTILITIES = Table("utilities", "danh sách hạ tầng kỹ thuật", (
    ORDINAL,
    column("code", "code", "Mã công trình", "Mã|Mã hạ tầng|Mã đường dây|Số hiệu|Ký hiệu|"
           "Số hiệu công trình|Số hiệu đường dây|ma_ht|code",
           meaning="Để trống thì hệ thống lập mã", example="HT-001"),
    column("kind", "text", "Loại công trình", "Loại hạ tầng|Loại đường dây|Tên công trình|Hạng mục|"
           "Công trình|Tên đường dây|Hạ tầng kỹ thuật|Loại|loai_ht|kind",
           meaning="Đường dây 35 kV, cáp viễn thông, ống nước, kênh mương …",
           example="Đường dây hạ thế 0,4 kV"),
    column("owner", "text", "Đơn vị quản lý", "Chủ quản lý|Đơn vị chủ quản|Chủ sở hữu|"
           "Đơn vị vận hành|Chủ công trình|don_vi_ql|owner",
           meaning="Điện lực, viễn thông, cấp nước …", example="Điện lực (ví dụ)"),
    dataclasses.replace(UNIT, meaning="Tên hoặc mã xã; để trống thì theo tọa độ hoặc lý trình",
                        example="Xã Thái Sơn"),
    *SPOT, NORTH, EAST,
    column("end_north_m", "number", "X cuối (Bắc)", "X cuối|Tọa độ X cuối|X2",
           meaning="Điểm cuối của đường dây, đường ống", example=""),
    column("end_east_m", "number", "Y cuối (Đông)", "Y cuối|Tọa độ Y cuối|Y2",
           meaning="Đi cùng X cuối", example=""),
    SCOPE,
))  # fmt: skip
#: Kinds of blocker as a list of surveys may name them.
SURVEYED_KINDS = {
    "thửa đất": "parcel", "nhà, công trình": "structure", "hạ tầng kỹ thuật": "utility",
    "mộ": "grave",
    **dict.fromkeys(("thua dat", "thua", "dat", "dat dai", "parcel"), "parcel"),
    **dict.fromkeys(("nha, cong trinh", "nha cong trinh", "nha", "nha o", "cong trinh",
                     "nha va cong trinh", "vat kien truc", "structure"), "structure"),
    **dict.fromkeys(("ha tang ky thuat", "ha tang", "duong day", "duong dien", "duong day dien",
                     "cong trinh ha tang", "utility"), "utility"),
    **dict.fromkeys(("mo", "mo ma", "mo phan", "grave"), "grave"),
}  # fmt: skip
#: What a survey found, as a list may say it.
SURVEY_RESULTS = {
    "đã nhập": "brought_in", "không có": "none",
    **dict.fromkeys(("da nhap", "da nhap het", "da nhap ho so", "co, da nhap", "brought_in"),
                    "brought_in"),
    **dict.fromkeys(("khong co", "khong", "khao sat roi, khong co", "none"), "none"),
}  # fmt: skip
SURVEYS = Table("surveys", "danh sách khảo sát", (
    ORDINAL,
    column("kind", "choice", "Loại", "Loại khảo sát|Đối tượng|Đối tượng khảo sát|loai|kind",
           required=True, options=SURVEYED_KINDS,
           meaning="Thửa đất; Nhà, công trình; Hạ tầng kỹ thuật; Mộ", example="Mộ"),
    *PLACE,
    column("result", "choice", "Kết quả", "Kết quả khảo sát|ket_qua|result", required=True,
           options=SURVEY_RESULTS, meaning="Đã nhập (mọi hồ sơ loại ấy đã ở đây) hoặc Không có",
           example="Không có"),
    column("declared_on", "date", "Ngày khảo sát", "Ngày|Ngày khai|Khảo sát ngày|declared_on",
           meaning="Để trống thì là ngày nhập", example="15/11/2026"),
))  # fmt: skip
ROAD_TABLES = {table.name: table for table in (PACKAGES, SEGMENTS, STRUCTURES, UTILITIES, SURVEYS)}
