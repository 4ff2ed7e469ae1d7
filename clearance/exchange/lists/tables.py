"""What each list may hold: one row a column, with its kind and the headers offices give it."""

import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One target field: kind of cell, Vietnamese label, headers (beside the label) it goes by.

    `shared` columns belong to the household: blank below means the same as above. `meaning` and an
    invented `example` are for the template.
    """

    field: str
    kind: str
    vi: str
    names: tuple[str, ...] = ()
    required: bool = False
    shared: bool = False
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    meaning: str = ""
    example: Any = ""

    def headers(self) -> tuple[str, ...]:
        """Every header the column is known by."""
        return (self.vi, *self.names)


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A list offices keep: its name, Vietnamese title and columns."""

    name: str
    vi: str
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column:
        """The column of that field; KeyError for an unknown one."""
        return {column.field: column for column in self.columns}[field]


def column(field: str, kind: str, vi: str, names: str = "", **more: Any) -> Column:
    listed = tuple(name.strip() for name in names.split("|") if name.strip())
    return Column(field, kind, vi, listed, **more)


def explained(table: Table, words: Mapping[str, tuple[str, str]]) -> Table:
    """The table with the meaning and the invented example of its columns, by field."""
    columns = (
        dataclasses.replace(c, meaning=words[c.field][0], example=words[c.field][1])
        if c.field in words
        else c
        for c in table.columns
    )
    return dataclasses.replace(table, columns=tuple(columns))


YES_NO = {"có": 1, "không": 0,
          "co": 1, "x": 1, "1": 1, "dung": 1, "yes": 1, "v": 1, "phai di chuyen": 1, "di chuyen": 1,
          "khong": 0, "0": 0, "no": 0, "khong phai": 0}  # fmt: skip
SIDES = {"trái": "left", "phải": "right", "hai bên": "both",
         "trai": "left", "ben trai": "left", "trai tuyen": "left", "t": "left", "left": "left",
         "phai": "right", "ben phai": "right", "phai tuyen": "right", "p": "right",
         "right": "right", "hai ben": "both", "2 ben": "both",
         "hai ben tuyen": "both", "cat ngang": "both", "ngang tuyen": "both",
         "giao cat": "both", "cat qua": "both", "ca hai": "both", "both": "both"}  # fmt: skip
GRAVE_KINDS = {"mộ đất": "earth", "mộ xây": "built", "lăng mộ": "monumental",
               "mo dat": "earth", "dat": "earth", "earth": "earth", "mo xay": "built",
               "xay": "built", "built": "built", "mo xay gach": "built", "lang mo": "monumental",
               "lang": "monumental", "quy mo lon": "monumental",
               "monumental": "monumental"}  # fmt: skip
BURIALS = {"chưa cải táng": "coffin", "đã cải táng": "ossuary",
           "chua cai tang": "coffin", "mo chua cai tang": "coffin", "hung tang": "coffin",
           "coffin": "coffin", "da cai tang": "ossuary", "mo da cai tang": "ossuary",
           "cat tang": "ossuary", "tieu": "ossuary", "quach": "ossuary",
           "ossuary": "ossuary"}  # fmt: skip
FAMILIES = {"có chủ": "known", "chưa rõ": "searching", "vô chủ": "unclaimed",
            "co chu": "known", "mo co chu": "known", "co than nhan": "known", "known": "known",
            "chua ro": "searching", "chua ro than nhan": "searching", "dang tim": "searching",
            "mo chua ro than nhan": "searching", "searching": "searching", "vo chu": "unclaimed",
            "mo vo chu": "unclaimed", "khong co than nhan": "unclaimed",
            "unclaimed": "unclaimed"}  # fmt: skip

LAND_USES = {"dat o nong thon": "ONT", "dat o tai nong thon": "ONT",
             "dat o do thi": "ODT", "dat o tai do thi": "ODT", "dat trong lua": "LUC",
             "dat lua": "LUC", "dat chuyen trong lua nuoc": "LUC", "dat trong cay lau nam": "CLN",
             "cay lau nam": "CLN", "dat trong cay hang nam": "BHK", "cay hang nam": "BHK",
             "dat bang trong cay hang nam khac": "BHK", "dat rung san xuat": "RSX",
             "rung san xuat": "RSX", "dat rung phong ho": "RPH", "dat rung dac dung": "RDD",
             "dat nuoi trong thuy san": "NTS", "nuoi trong thuy san": "NTS",
             "dat nghia trang": "NTD", "dat nghia dia": "NTD", "dat giao thong": "DGT",
             "dat thuy loi": "DTL", "dat chua su dung": "DCS"}  # fmt: skip

ORDINAL = column("ordinal", "ordinal", "STT", "TT|Số TT|Số thứ tự|No")
UNIT = column("unit", "text", "Xã", "Xã, thị trấn|Xã/thị trấn|Xã (thị trấn)|Xã, phường|Tên xã|"
           "Đơn vị|Đơn vị hành chính|Xã/phường|Địa bàn|Địa bàn xã|unit|commune|ten_xa|maxa",
           shared=True)  # fmt: skip
VILLAGE = column("village", "text", "Thôn", "Thôn/Bản/Tổ|Thôn, bản, tổ|Thôn, tổ|Thôn/tổ|Bản|Tổ|Xóm|"
              "Thôn, bản|Thôn bản|Thôn, xóm|Tổ dân phố|Thôn, tổ dân phố|Thôn/Tổ dân phố|TDP|Làng|"
              "Khu dân cư|village", shared=True)  # fmt: skip
SHEET_NO = column("map_sheet_no", "parcel", "Tờ bản đồ", "Tờ|Số tờ|Tờ số|Số tờ bản đồ|Tờ bản đồ số|"
               "Tờ BĐ|Bản đồ số|Số hiệu tờ bản đồ|Tờ BĐĐC|Tờ bản đồ địa chính|SoTo|so_to|sh_to|"
               "shbando|to_bd|tobando|map_sheet_no|sheet")  # fmt: skip
PARCEL_NO = column("parcel_no", "parcel_no", "Thửa", "Số thửa|Thửa số|Thửa đất số|Số thửa đất|"
                "Thửa đất|Số hiệu thửa|Số hiệu thửa đất|SoThua|so_thua|sh_thua|shthua|thua_dat|"
                "parcel_no|parcel")  # fmt: skip
SHEET_PARCEL = column("sheet_parcel", "sheet_parcel", "Tờ/thửa", "Số tờ/số thửa|Tờ, thửa|Tờ - thửa|"
                      "Tờ/Thửa đất|Số tờ, số thửa|Tờ bản đồ/thửa|to_thua")  # fmt: skip
PARCEL_SHEET = column("parcel_sheet", "sheet_parcel", "Thửa/tờ", "Số thửa/số tờ|Thửa, tờ|"
                      "Thửa - tờ|Số thửa, số tờ|Thửa/tờ bản đồ|thua_to")  # fmt: skip
LAND_USE = column("land_use_code", "land_use", "Loại đất", "Mục đích sử dụng|Mục đích sử dụng đất|"
               "Mã loại đất|Ký hiệu loại đất|LĐ|MĐSD|Loại đất thu hồi|Loại đất theo hiện trạng|"
               "kh2003|mdsd|loai_dat|loaidat|land_use_code|land_use",
               options=LAND_USES)  # fmt: skip
AREA_TOTAL = column("area_total_m2", "area", "Diện tích", "Tổng diện tích|Diện tích thửa|DT|"
                 "Diện tích thửa đất|Diện tích tổng|Diện tích cả thửa|Diện tích toàn thửa|"
                 "Diện tích nguyên thửa|DT thửa|Tổng diện tích thửa đất|Diện tích tổng số|"
                 "Diện tích theo GCN|Diện tích tổng cộng|dien_tich|dientich|dt_thua|"
                 "area_total_m2|area_total")  # fmt: skip
AREA_RECOVERED = column("area_recovered_m2", "area", "Diện tích thu hồi", "DT thu hồi|Thu hồi|"
                     "Diện tích đất thu hồi|Tổng diện tích thu hồi|Diện tích bị thu hồi|"
                     "Thu hồi diện tích|DT bị thu hồi|Diện tích trong chỉ giới|DT GPMB|"
                     "Diện tích GPMB|Diện tích thu hồi đất|Diện tích bị ảnh hưởng|dt_thuhoi|dt_th|"
                     "dt_thu_hoi|dtthuhoi|area_recovered_m2|area_recovered")  # fmt: skip
ORIGIN = column("origin", "text", "Nguồn gốc", "Nguồn gốc đất|Nguồn gốc sử dụng|"
             "Nguồn gốc sử dụng đất|nguon_goc|origin")  # fmt: skip
ENCUMBRANCE = column("encumbrance", "text", "Hạn chế quyền", "Thế chấp|Tranh chấp|"
                  "Thế chấp, tranh chấp|Tình trạng pháp lý|encumbrance")  # fmt: skip
HOUSEHOLD = column("household_code", "code", "Mã hộ", "Mã số hộ|Mã hồ sơ|Số hồ sơ|Ký hiệu hộ|MãHộ|"
                "ma_ho|maho|household_code|household", shared=True)  # fmt: skip
SPAN = column("span", "span", "Lý trình", "Vị trí lý trình|Lý trình Km|Lý trình tuyến|Vị trí (Km)|"
           "Km|Từ Km đến Km|ly_trinh|lytrinh|chainage")  # fmt: skip
SIDE = column("side", "choice", "Phía", "Bên|Trái/phải|Trái, phải|Trái/phải tuyến|Phía tuyến|"
           "Bên tuyến|side", options=SIDES)  # fmt: skip
SCOPES = {
    "phạm vi chính": "main", "bổ sung": "added", "bãi thải": "spoil",
    "khu tái định cư": "resettlement_area", "hành lang hạ tầng": "utility_corridor",
    **dict.fromkeys(("pham vi chinh", "chinh", "main"), "main"),
    **dict.fromkeys(("bo sung", "pham vi bo sung", "added"), "added"),
    **dict.fromkeys(("bai thai", "bai do thai", "spoil"), "spoil"),
    **dict.fromkeys(("khu tai dinh cu", "resettlement_area"), "resettlement_area"),
    **dict.fromkeys(("hanh lang ha tang", "hanh lang ha tang ky thuat", "utility_corridor"),
                    "utility_corridor"),
}  # fmt: skip
SCOPE = column("scope", "choice", "Thuộc phạm vi", "Phạm vi|Phạm vi công trình|Loại phạm vi|scope",
               options=SCOPES, meaning="Phạm vi chính, bổ sung, bãi thải, khu tái định cư hoặc"
               " hành lang hạ tầng; để trống là phạm vi chính", example="")  # fmt: skip
NOTE = column("note", "note", "Ghi chú", "Chú thích|Ghi chu|note")

#: Sheet and parcel, in columns of their own or in one.
PARCEL_NUMBERS = (SHEET_NO, PARCEL_NO, SHEET_PARCEL, PARCEL_SHEET)
PARCEL_COLUMNS = (*PARCEL_NUMBERS, LAND_USE, AREA_TOTAL, AREA_RECOVERED, ORIGIN, ENCUMBRANCE)
