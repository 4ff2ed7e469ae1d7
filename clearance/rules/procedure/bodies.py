"""Who must act in a step, and which authority decides it under each regime."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """One body or person that a step waits on."""

    code: str
    vi: str
    en: str


_ROWS = (
    Body("commune", "UBND xã", "Commune People's Committee"),
    Body("authority", "Cấp có thẩm quyền quyết định", "Deciding authority"),
    Body("unit", "Đơn vị làm nhiệm vụ bồi thường", "Compensation unit"),
    Body("land_office", "Cơ quan đất đai", "Land office"),
    Body("front", "Mặt trận Tổ quốc xã", "Commune Fatherland Front"),
    Body("owner", "Hộ gia đình, người có đất", "Household or land user"),
    Body("family", "Thân nhân, gia đình có mộ", "Family of the grave"),
    Body("investor", "Chủ đầu tư", "Investor"),
    Body("board", "Ban cưỡng chế", "Enforcement board"),
    Body("registry", "Văn phòng đăng ký đất đai", "Land registration office"),
    Body("utility_owner", "Chủ công trình hạ tầng", "Owner of the utility"),
)
BODIES: dict[str, Body] = {row.code: row for row in _ROWS}


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides under a regime: a plain case, and a case of an organisation."""

    regime: str
    vi: str
    en: str
    organisation_vi: str
    organisation_en: str
    source: str
    is_verified: bool


_DISTRICT = ("Chủ tịch UBND huyện", "Chairman of the district People's Committee")
_COMMUNE = ("Chủ tịch UBND xã", "Chairman of the commune People's Committee")
_DELEGATED = (
    "UBND tỉnh; phân cấp cho Chủ tịch UBND xã theo quyết định của tỉnh",
    "Province; delegated to the commune chairman by its own decision",
)
_DECIDERS = (
    Decider(
        "R13",
        "UBND huyện",
        "District People's Committee",
        "UBND tỉnh",
        "Provincial People's Committee",
        "Luật Đất đai 45/2013/QH13, Điều 66",
        False,
    ),
    Decider("R24", *_DISTRICT, *_DISTRICT, "Luật Đất đai 31/2024/QH15, Điều 83.2a, 87-89", True),
    Decider("R25", *_COMMUNE, *_COMMUNE, "Nghị định 151/2025/NĐ-CP, Điều 5", True),
    Decider("R26", *_DELEGATED, *_DELEGATED, "Nghị quyết 254/2025/QH15", True),
)
DECIDERS: dict[str, Decider] = {row.regime: row for row in _DECIDERS}


def decider(regime: str, is_organisation: bool = False) -> tuple[str, str]:
    """Vietnamese and English name of who issues notice, plan, recovery and coercion decisions.

    `regime` is a code such as R26; of one the table does not know the general name. Source:
    Land Law 45/2013 art. 66; 31/2024 art. 83; Decree 151/2025; Resolution 254/2025.
    """
    row = DECIDERS.get(regime)
    if row is None:
        return BODIES["authority"].vi, BODIES["authority"].en
    if is_organisation:
        return row.organisation_vi, row.organisation_en
    return row.vi, row.en
