"""Wordings of headers beyond the known lists: a key phrase among harmless words only.

A header with any other word (“còn lại”, “đất ở”, “năm sinh”) stays unknown and is reported.
"""

import re

LONGEST = 80
HOLDER = ("ho ten|ho va ten|ten chu|ten ho|ten nguoi|ten to chuc|chu ho|ho gia dinh|ho dan"
          "|chu su dung|chu dat|nguoi su dung|nguoi co|nguoi bi|nguoi nhan|dai dien ho",
          "ho va ten|ho ten|ten|chu|ho gia dinh|ho dan|ho|gia dinh|ca nhan|to chuc|cong dong|nguoi"
          "|su dung dat|su dung|co dat|bi|thu hoi dat|thu hoi|anh huong|dan|dai dien|ong ba|va|dat"
          "|duoc|nhan tien|nhan|boi thuong|ho tro|co")  # fmt: skip
KIN = ("than nhan|nguoi than|chu mo|gia dinh|chu ho|co mo|dai dien|ke khai|con chau|nguoi nha",
       "ho va ten|ho ten|ten|than nhan|nguoi than|nguoi nha|chu mo|chu ho|ho|gia dinh|co mo|mo ma"
       "|ma|mo|dai dien|nguoi|ke khai|dung ten|cua|lien he|dang ky|con chau")  # fmt: skip
#: (table or "", field): phrases of which one must stand, words that may stand beside it.
FORMS: dict[tuple[str, str], tuple[str, str]] = {
    ("households", "full_name"): HOLDER,
    ("payments", "full_name"): HOLDER,
    ("graves", "full_name"): KIN,
    ("", "deceased_name"): (
        "mat|chet|qua co|duoi mo|trong mo|an tang|khuat",
        "ho va ten|ho ten|ten|nguoi|da|mat|chet|qua co|nam|duoi mo|trong mo|duoc|an tang|khuat"),
    ("", "unit"): (
        "xa|phuong|thi tran", "ten|thuoc|dia ban|don vi|xa|phuong|thi tran|tt|va"),
    ("", "village"): (
        "thon|xom|tdp|lang|to dan pho|khu pho|khu dan cu",
        "ten|thuoc|dia chi|thon|ban|xom|to dan pho|to|tdp|lang|khu pho|khu dan cu|khu|va"),
    ("", "id_number"): (
        "cccd|cmnd|cmtnd|ddcn|dinh danh|can cuoc|chung minh",
        "so|ma|cccd|cmnd|cmtnd|ddcn|dinh danh|ca nhan|the|can cuoc|cong dan|ho chieu|giay"
        "|chung minh nhan dan|chung minh|hoac|va|cua|chu ho"),
    ("", "phone"): (
        "dien thoai|sdt|di dong|tel",
        "so|dien thoai|dt|sdt|di dong|lien he|lien lac|tel|cua|chu ho|than nhan|zalo"),
    ("", "map_sheet_no"): (
        "ban do|bd|bddc", "so hieu|so|to|ban do|bddc|bd|dia chinh|dc"),
    ("", "parcel_no"): (
        "thua", "so hieu|so|thua dat|thua|ban do|bddc|bd|dia chinh"),
    ("", "area_recovered_m2"): (
        "thu hoi|gpmb|chi gioi|anh huong",
        "tong so|tong|dien tich|dt|dat|thu hoi|bi|du kien|thuc te|gpmb|trong|pham vi|chi gioi|nam"
        "|giai phong mat bang|anh huong|phai|so"),
    ("", "area_total_m2"): (
        "dien tich|dt",
        "tong so|tong|dien tich|dt|dat|thua dat|thua|so|ca|toan|nguyen|theo ban do|theo gcn"
        "|theo trich do|theo ho so|theo bddc|ban dau|goc|cua"),
    ("", "land_use_code"): (
        "loai dat|muc dich|mdsd|mdsdd",
        "ma|ky hieu|loai|dat|muc dich|mdsdd|mdsd|su dung|sdd|thu hoi"),
    ("", "chainage_m"): ("ly trinh|km", "ly trinh|vi tri|km|tuyen|theo|tai"),
    ("", "span"): ("ly trinh|km", "ly trinh|vi tri|km|tuyen|theo|tai|giao cat|cat qua|diem"),
    ("packages", "code"): ("goi|ma", "ma|so hieu|ky hieu|ten|goi|thau|xl|xay lap|so"),
    ("segments", "code"): (
        "doan|ma", "ma|so hieu|ky hieu|ten|doan|phan doan|tuyen|ban giao|mat bang|so"),
    ("segments", "package_code"): ("goi", "ma|so hieu|ten|thuoc|goi|thau|xl|xay lap|so"),
    ("structures", "code"): (
        "ma|so hieu|ky hieu", "ma|so hieu|ky hieu|nha|cong trinh|vat kien truc|tai san|so"),
    ("structures", "kind"): (
        "loai|ket cau|hang muc|nha|cong trinh|vat kien truc",
        "loai|ten|ket cau|hang muc|nha o|nha|cong trinh|vat kien truc|tai san|va"),
    ("utilities", "code"): (
        "ma|so hieu|ky hieu",
        "ma|so hieu|ky hieu|cong trinh|duong day|duong ong|ha tang|ky thuat|so"),
    ("utilities", "kind"): (
        "loai|hang muc|cong trinh|duong day|ha tang",
        "loai|ten|hang muc|cong trinh|duong day|duong ong|ha tang|ky thuat|va"),
    ("", "area_m2"): (
        "dien tich|dt", "dien tich|dt|dtxd|xay dung|xd|san|nha|cong trinh|chiem dat|su dung|tong"),
    ("", "from_km"): (
        "tu|dau|bat dau", "ly trinh|km|tu|diem|dau|bat dau|vi tri|cua|doan|goi|thau"),
    ("", "to_km"): (
        "den|cuoi|ket thuc", "ly trinh|km|den|diem|cuoi|ket thuc|vi tri|cua|doan|goi|thau"),
    ("", "need_by_on"): (
        "can|yeu cau|thoi han|han",
        "ngay|thoi gian|thoi han|han|can|co|phai|yeu cau|mat bang|mb|nhan|ban giao|mbtc|thi cong"),
    ("", "promised_on"): (
        "cam ket|hua|hen", "ngay|thoi gian|cam ket|hua|hen|ban giao|mat bang|duoc|da"),
    ("", "contractor"): (
        "nha thau|thi cong|lien danh",
        "ten|don vi|nha thau|thi cong|lien danh|trung thau|xay lap|chinh"),
    ("", "owner"): (
        "quan ly|chu quan|so huu|van hanh",
        "ten|don vi|co quan|chu|quan ly|chu quan|so huu|van hanh|ha tang|cong trinh|dau tu"),
    ("", "household_code"): (
        "ma ho|ma hs|ma so ho|so ho so|so hs|ky hieu ho",
        "ma|ky hieu|so|ho so|hs|ho|gd|gia dinh|dan"),
    ("", "approved_vnd"): (
        "kinh phi|so tien|gia tri|tong tien|thanh tien|bt ht|btht",
        "tong|so|kinh phi|so tien|gia tri|tien|thanh tien|bt|ht|btht|tdc|boi thuong|ho tro|va|theo"
        "|tai dinh cu|duoc|da|phe duyet|duyet|quyet dinh|qd|phuong an"),
    ("", "paid_vnd"): (
        "chi tra|da chi|da nhan|thuc nhan|thuc chi",
        "tong|so tien|so|kinh phi|tien|da|thuc|chi tra|chi|nhan|duoc"),
    ("", "is_relocating"): (
        "di chuyen|di doi|tai dinh cu|tdc",
        "ho|phai|di chuyen|di doi|nha o|cho o|tai dinh cu|tdc|thuoc dien|bo tri"),
    ("graves", "kind"): ("kieu mo|mo xay|loai mo", "loai|kieu|mo|dat|xay|ket cau"),
    ("", "family"): ("co chu vo chu|co chu hay vo chu|co chu hoac vo chu|chu mo vo chu",
                     "tinh trang|mo|co chu|vo chu|chu|co than nhan|hay|hoac|dien"),
    ("", "side"): ("trai phai", "ben|phia|trai|phai|tuyen|so voi|tim|hoac"),
    ("", "planned_on"): (
        "di chuyen|di doi|boc",
        "ngay|thoi gian|du kien|di chuyen|di doi|boc|mo|ke hoach"),
    ("", "cemetery"): (
        "nghia trang|nghia dia|khu mo|vi tri mo|dia diem",
        "ten|khu|nghia trang|nghia dia|vi tri|mo|dia diem|noi"),
}  # fmt: skip
COMPILED = {
    key: re.compile(rf"(?=.*\b(?:{need})\b)(?:(?:{words})\b\s*)+")
    for key, (need, words) in FORMS.items()
}


def fits(table: str, field: str, folded: str) -> bool:
    """Whether a folded header is a wording of the table's field."""
    form = COMPILED.get((table, field)) or COMPILED.get(("", field))
    return form is not None and len(folded) <= LONGEST and bool(form.fullmatch(folded))
