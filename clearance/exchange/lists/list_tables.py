"""The lists offices send: households with their parcels, graves, payments, drawn parcels."""

import dataclasses

from clearance.exchange.lists.tables import (
    BURIALS,
    FAMILIES,
    GRAVE_KINDS,
    HOUSEHOLD,
    NOTE,
    ORDINAL,
    PARCEL_COLUMNS,
    PARCEL_NUMBERS,
    SCOPE,
    SIDE,
    SPAN,
    UNIT,
    VILLAGE,
    YES_NO,
    Table,
    column,
    explained,
)

PHONES = "Số điện thoại|ĐT|SĐT|Số ĐT|Điện thoại liên hệ|Di động|SĐT liên hệ|phone"
APPROVED = column("approved_vnd", "money", "Tổng kinh phí", "Số tiền được duyệt|Kinh phí phê duyệt|"
                  "Số tiền phê duyệt|Tổng số tiền|Tổng tiền|Tổng giá trị|Giá trị phê duyệt|"
                  "Tổng kinh phí bồi thường|Kinh phí bồi thường, hỗ trợ|Tổng cộng tiền|"
                  "Tổng kinh phí bồi thường, hỗ trợ|Số tiền được bồi thường, hỗ trợ|"
                  "Giá trị bồi thường|approved_vnd|approved", shared=True)  # fmt: skip
PAID = column("paid_vnd", "money", "Số tiền đã chi trả", "Đã chi trả|Đã chi|Số tiền đã chi|"
              "Số tiền đã nhận|Đã nhận|Thực chi|paid_vnd|paid",
              shared=True)  # fmt: skip
HOLDER = column("full_name", "name", "Họ và tên chủ hộ", "Họ tên chủ hộ|Họ và tên|Họ tên|Chủ hộ|"
                "Tên chủ hộ|Hộ gia đình|Họ tên hộ|Người sử dụng đất|Tên người sử dụng đất|"
                "Chủ sử dụng|Chủ sử dụng đất|Tên chủ sử dụng|Hộ gia đình, cá nhân|Tên hộ|"
                "Họ và tên người có đất thu hồi|Hộ gia đình, cá nhân, tổ chức|Người có đất thu hồi|"
                "Họ và tên chủ sử dụng đất|Họ tên chủ sử dụng đất|Tên tổ chức, hộ gia đình|"
                "Họ và tên người sử dụng đất|Chủ hộ (ông, bà)|Họ và tên hộ gia đình|"
                "Tên chủ|Chủ đất|ten_chu|tenchu|chu_sd|full_name|holder", required=True,
                shared=True)  # fmt: skip

#: Meaning and invented example of each column, for the templates.
_PAIR_WORDS = {
    "sheet_parcel": ("Số tờ và số thửa trong một ô, như 12/45; thay cho hai cột riêng", ""),
    "parcel_sheet": ("Số thửa và số tờ trong một ô, như 45/12; thay cho hai cột riêng", ""),
}
_PARCEL_WORDS = _PAIR_WORDS | {
    "map_sheet_no": ("Số tờ bản đồ địa chính; mỗi thửa một dòng", "12"),
    "parcel_no": ("Số thửa; mỗi thửa một dòng", "45"),
    "land_use_code": ("Mã loại đất (ONT, LUC, CLN …) hoặc tên loại đất", "LUC"),
    "area_total_m2": ("Diện tích cả thửa theo giấy tờ, m²", "420"),
    "area_recovered_m2": ("Diện tích thu hồi, m²", "120,5"),
    "origin": ("Nguồn gốc sử dụng đất", "Nhà nước giao đất"),
    "encumbrance": ("Thế chấp, tranh chấp, nếu có", ""),
}
_PEOPLE_WORDS = {
    "household_code": ("Mã hộ trong hồ sơ; để trống thì hệ thống lập mã", "HD-0001"),
    "full_name": ("Họ và tên chủ hộ, hoặc tên tổ chức", "Nguyễn Văn Ví Dụ"),
    "unit": ("Tên hoặc mã xã; có thể ghi ở tiêu đề danh sách thay cho cột này", "Xã Thái Sơn"),
    "village": ("Thôn, bản, tổ dân phố", "Thôn 1"),
    "approved_vnd": ("Số tiền được duyệt, đồng; hộ phải có bước phê duyệt phương án", ""),
    "paid_vnd": ("Số tiền đã chi, đồng; hộ phải có bước phê duyệt phương án", ""),
    "note": ("Ghi chú của Tổ công tác", ""),
}
_HOUSEHOLD_WORDS = (
    _PARCEL_WORDS
    | _PEOPLE_WORDS
    | {
        "spouse_name": ("Họ và tên vợ hoặc chồng", ""),
        "id_number": ("Căn cước 12 số, hoặc CMND 9 số; ô định dạng Text", ""),
        "phone": ("Số điện thoại", ""),
        "address": ("Nơi ở", ""),
        "is_relocating": ("Hộ phải chuyển chỗ ở: có hoặc không", "không"),
        "chainage_m": ("Lý trình nhà hoặc thửa đầu tiên của hộ", "Km1+250"),
    }
)
_GRAVE_WORDS = _PAIR_WORDS | {
    "code": ("Mã mộ; để trống thì hệ thống lập mã", "M-001"),
    "unit": ("Tên hoặc mã xã", "Xã Thái Sơn"),
    "village": ("Thôn có nghĩa trang", "Thôn 1"),
    "cemetery": ("Tên nghĩa trang, nghĩa địa hoặc vị trí", "Đồi Cọ"),
    "kind": ("Loại mộ", "mộ đất"),
    "burial": ("Đã cải táng hay chưa", "chưa cải táng"),
    "family": ("Có chủ, chưa rõ hay vô chủ", "có chủ"),
    "full_name": ("Thân nhân kê khai", "Nguyễn Văn Ví Dụ"),
    "deceased_name": ("Người mất", ""),
    "buried_year": ("Năm mất hoặc năm táng", "1998"),
    "phone": ("Điện thoại thân nhân", ""),
    "household_code": ("Mã hộ, khi mộ thuộc một hộ trong danh sách hộ", ""),
    "map_sheet_no": ("Tờ bản đồ của thửa có mộ", ""),
    "parcel_no": ("Thửa có mộ", ""),
    "span": ("Một lý trình, hoặc từ – đến; thay cho tọa độ", "Km1+250"),
    "side": ("Nhìn theo chiều lý trình tăng", "phải"),
    "destination": ("Nơi chuyển đến", ""),
    "planned_on": ("Ngày dự kiến di chuyển", ""),
    "north_m": ("Tọa độ VN-2000, mét", ""),
    "east_m": ("Tọa độ VN-2000, mét", ""),
    "note": ("Ghi chú", ""),
}
_PAYMENT_WORDS = _PEOPLE_WORDS | {
    "household_code": ("Mã hộ trong danh sách hộ", "HD-0001"),
    "full_name": ("Người nhận tiền; để đối chiếu với mã hộ", "Nguyễn Văn Ví Dụ"),
    "approved_vnd": ("Số tiền được duyệt, đồng", "45.600.000"),
    "paid_vnd": ("Số tiền đã chi, đồng", "45.600.000"),
    "paid_on": ("Ngày chi trả", "15/03/2026"),
}
_DRAWN_WORDS = _PARCEL_WORDS | {
    "code": ("Mã thửa; thay cho số tờ và số thửa", ""),
    "unit": ("Tên hoặc mã xã; để trống thì theo hộ hoặc vị trí", ""),
    "household_code": ("Mã hộ trong danh sách hộ", ""),
    "is_public": ("Đất do UBND xã quản lý: không chặn mét nào", ""),
}

HOUSEHOLDS = explained(Table("households", "danh sách hộ", (
    ORDINAL, HOUSEHOLD, HOLDER,
    column("spouse_name", "name", "Vợ/chồng", "Họ tên vợ/chồng|Vợ (chồng)|Họ và tên vợ/chồng|"
           "Họ và tên vợ (chồng)|Vợ hoặc chồng|spouse_name", shared=True),
    column("id_number", "holder_id", "Số định danh", "CCCD|Số CCCD|Mã số thuế|MST|"
           "Số định danh/CCCD|CMND/CCCD|CMND|"
           "Số CMND/CCCD|Số CCCD/CMND|CCCD/CMND|Số định danh cá nhân|Căn cước|Số căn cước|"
           "Căn cước công dân|Số căn cước công dân|Số CMND|CMTND|id_number", shared=True),
    column("phone", "phone", "Điện thoại", PHONES, shared=True),
    column("address", "text", "Địa chỉ", "Nơi ở|Địa chỉ thường trú|Nơi thường trú|Hộ khẩu|"
           "Hộ khẩu thường trú|Chỗ ở hiện nay|address", shared=True),
    UNIT, VILLAGE,
    column("is_relocating", "choice", "Phải di chuyển chỗ ở", "Di chuyển chỗ ở|Tái định cư|"
           "Phải di dời|Hộ phải di chuyển|Phải tái định cư|is_relocating", shared=True,
           options=YES_NO),
    column("chainage_m", "chainage", SPAN.vi, "|".join(SPAN.names), shared=True),
    *PARCEL_COLUMNS, APPROVED, PAID, NOTE,
)), _HOUSEHOLD_WORDS)  # fmt: skip

GRAVES = explained(Table("graves", "danh sách mộ", (
    ORDINAL,
    column("code", "code", "Mã mộ", "Số hiệu mộ|Số mộ|Ký hiệu mộ|Mã số mộ|ma_mo|code"),
    UNIT, VILLAGE,
    column("cemetery", "text", "Nghĩa trang", "Tên nghĩa trang|Khu mộ|Khu nghĩa trang|"
           "Nghĩa trang, nghĩa địa|Nghĩa địa|Vị trí|cemetery", shared=True),
    column("kind", "choice", "Loại mộ", "Kết cấu|Hình thức mộ|Kết cấu mộ|Loại|kind",
           options=GRAVE_KINDS),
    column("burial", "choice", "Hình thức táng", "Cải táng|Tình trạng cải táng|Hình thức mai táng|"
           "Tình trạng mộ|burial", options=BURIALS),
    column("family", "choice", "Tình trạng thân nhân", "Chủ mộ/vô chủ|Có chủ/vô chủ|"
           "Có chủ, vô chủ|Diện mộ|family", options=FAMILIES),
    column("full_name", "name", "Thân nhân", "Chủ mộ|Tên chủ mộ|Họ tên chủ mộ|Họ và tên chủ mộ|"
           "Họ tên thân nhân|Họ và tên thân nhân|Người đại diện|Họ và tên người đại diện|"
           "Đại diện gia đình|Người kê khai|Hộ có mộ|Họ tên hộ có mộ|Người đứng tên|full_name"),
    column("deceased_name", "name", "Người mất", "Họ tên người mất|Họ và tên người mất|"
           "Tên người mất|Người đã mất|Tên người quá cố|Họ tên người đã mất|Người được an táng|"
           "Tên mộ|Họ tên người chết|deceased_name"),
    column("buried_year", "year", "Năm mất", "Năm táng|Năm chôn|Năm chôn cất|Năm mất/táng|"
           "Năm an táng|Năm mai táng|buried_year"),
    column("phone", "phone", "Điện thoại", PHONES),
    HOUSEHOLD, *PARCEL_NUMBERS, SPAN, SIDE, SCOPE,
    column("destination", "text", "Nơi chuyển đến", "Nơi di chuyển đến|Nơi đến|Nơi cải táng|"
           "Nghĩa trang mới|Vị trí mới|destination"),
    column("planned_on", "date", "Ngày dự kiến di chuyển", "Ngày di chuyển|Ngày dự kiến|"
           "Ngày di dời|Thời gian di chuyển|planned_on"),
    column("north_m", "number", "X (Bắc)", "X|Tọa độ X|Tọa độ X (Bắc)|Toạ độ X|X(m)"),
    column("east_m", "number", "Y (Đông)", "Y|Tọa độ Y|Tọa độ Y (Đông)|Toạ độ Y|Y(m)"),
    NOTE,
)), _GRAVE_WORDS)  # fmt: skip

PAYMENTS = explained(Table("payments", "danh sách chi trả", (
    ORDINAL, HOUSEHOLD,
    column("full_name", "name", HOLDER.vi, "|".join(
        ("Người nhận tiền", "Họ tên người nhận tiền", *HOLDER.names))),
    UNIT, VILLAGE, APPROVED,
    dataclasses.replace(PAID, names=(*PAID.names, "Số tiền", "Số tiền chi trả")),
    column("paid_on", "date", "Ngày chi trả", "Ngày chi|Ngày nhận tiền|Ngày nhận|Ngày ký nhận|"
           "paid_on"),
    NOTE,
)), _PAYMENT_WORDS)  # fmt: skip

PARCELS = explained(Table("parcels", "bản đồ thửa đất", (
    column("code", "code", "Mã thửa", "ma_thua|mathua|code"),
    UNIT, *PARCEL_COLUMNS, HOUSEHOLD,
    column("is_public", "choice", "Đất công", "Đất do UBND xã quản lý|is_public", options=YES_NO),
    SCOPE, NOTE,
)), _DRAWN_WORDS)  # fmt: skip
TABLES = {table.name: table for table in (HOUSEHOLDS, GRAVES, PAYMENTS, PARCELS)}
