"""The things a change can be about, with their fields: what the journal may say of each."""

from clearance.rules.basics.operations import KINDS as OPERATIONS
from clearance.rules.basics.scopes import SCOPES
from clearance.rules.procedure.law import BASES, KINDS, UNITS
from clearance.rules.procedure.seasons import SEASON_BASES
from clearance.rules.procedure.triggers import TRIGGERS
from clearance.rules.procedure.unit_kinds import KINDS as UNIT_KINDS
from clearance.rules.records.fields import Field, Kind, Merge, Subject
from clearance.rules.records.holders import HOLDERS
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS

SIDES = ("left", "right", "both")
#: Subjects that can stand in a machine's way.
BLOCKERS = ("parcel", "structure", "utility", "grave")
#: What lies outside every corridor: aside of the works, or in their way all the same.
OUTSIDE = ("aside", "blocks")
ROLES = ("cadre", "leader", "office", "liaison", "admin")
#: What a decision note can be about.
NOTED = ("household", "grave", "segment", "unit")
#: How a kind was surveyed: brought in, or there is none.
SURVEYED = ("brought_in", "none")
ALIGNMENT_KINDS = ("main", "ramp", "service_road")
#: What the map is drawn upon.
BASE_KINDS = ("river", "road", "rail")
#: Personal values: kept in the erasable table `identity`, never in the journal.
PERSONAL = (
    "full_name", "spouse_name", "phone", "phone_2", "heirs", "representative", "id_number",
    "address", "deceased_name", "note",
)  # fmt: skip
#: What of them a cadre corrects at the gate; numbers of identity stay with the office.
CONTACTS = {
    "household": ("full_name", "spouse_name", "phone", "phone_2", "representative", "heirs",
                  "address"),
    "grave": ("deceased_name", "full_name", "phone", "phone_2", "representative", "heirs"),
}  # fmt: skip
#: 1 while a thing found at the place awaits the office; only the door sets it.
_UNCONFIRMED = Field("is_unconfirmed", "flag")


def _code() -> Field:
    return Field("code", "code", required=True)


def _ref(name: str, merge: Merge = "ordinary") -> Field:
    return Field(name, "ref", merge)


def _remark(name: str, kind: Kind = "text", *, required: bool = False) -> Field:
    return Field(name, kind, required=required, is_remark=True)


def _span() -> tuple[Field, ...]:
    """Where a thing lies along the road: alignment, whole metres, side, signed offset.

    `parts`: [from, to, side] of each where it is several. `outside`: no corridor holds any of it;
    it blocks nothing (and has no metres) until somebody says that it does.
    """
    return (
        _ref("alignment_uid"),
        Field("chainage_from_m", "int"),
        Field("chainage_to_m", "int"),
        Field("side", options=SIDES),
        Field("offset_m", "float"),
        Field("parts", "pieces"),
        Field("outside", options=OUTSIDE),
        Field("scope", options=SCOPES),
    )


_ROWS = (
    Subject("project", "dự án", "project", (
        _code(), Field("name", required=True), Field("crs", "int"), Field("usable_m", "int"),
        Field("begun_on", "date"), Field("surveys_from", "date"),
    )),
    Subject("unit", "đơn vị hành chính", "administrative unit", (
        _code(), Field("name", required=True), Field("kind", options=UNIT_KINDS),
        _ref("parent_uid"), Field("valid_from", "date"), Field("valid_to", "date"),
        Field("chainage_from_m", "int"), Field("chainage_to_m", "int"),
    ), has_shape=True, has_steps=True),
    Subject("succession", "kế thừa đơn vị", "unit succession", (
        _ref("old_uid"), _ref("new_uid"), Field("on_date", "date"),
        Field("kind", options=("merge", "split", "rename", "abolish")),
        Field("share_area", "float"),
    )),
    Subject("alignment", "tim tuyến", "alignment", (
        _code(), Field("name"), Field("start_m", "int"), Field("length_m", "int", required=True),
        Field("calibration", "json"), Field("kind", options=ALIGNMENT_KINDS),
    ), has_shape=True),
    Subject("corridor", "phạm vi GPMB", "corridor", (
        _code(), _ref("alignment_uid"),
    ), has_shape=True),
    Subject("survey", "khảo sát", "survey", (
        Field("alignment_uid", "ref", required=True),
        Field("kind", options=BLOCKERS, required=True),
        Field("chainage_from_m", "int", required=True),
        Field("chainage_to_m", "int", required=True),
        Field("result", options=SURVEYED, required=True),
        Field("declared_on", "date"), Field("withdrawn_on", "date"),
    )),
    Subject("base_feature", "nét nền bản đồ", "base map feature", (
        _code(), Field("name"), Field("kind", options=BASE_KINDS, required=True),
    ), has_shape=True),
    Subject("package", "gói thầu", "bid package", (
        _code(), Field("name"), Field("contractor"), _ref("alignment_uid"),
        Field("chainage_from_m", "int"), Field("chainage_to_m", "int"),
        Field("usable_m", "int"),
    )),
    Subject("segment", "đoạn bàn giao", "segment", (
        _code(), _ref("package_uid"), _ref("alignment_uid"),
        Field("chainage_from_m", "int"), Field("chainage_to_m", "int"),
        Field("need_by_on", "date"), Field("promised_on", "date"),
    ), has_steps=True),
    Subject("offering", "đợt bàn giao", "offering", (
        Field("code", "code"), _ref("alignment_uid"), Field("made_on", "date"),
        Field("parcels", "json", required=True),
    ), has_steps=True),
    Subject("household", "hộ", "household", (
        _code(), _ref("unit_uid"), Field("village"),
        Field("kind", options=("household", "organisation", "utility_owner", "asset_owner")),
        _ref("holder_uid"),
        Field("is_relocating", "flag"), Field("chainage_m", "int"),
        Field("approved_vnd", "money", "held"), Field("paid_vnd", "money", "held"),
    ), has_steps=True),
    Subject("member", "nhân khẩu", "household member", (
        _ref("household_uid"), _remark("relation"), Field("birth_year", "int"),
    )),
    Subject("parcel", "thửa đất", "parcel", (
        _code(), _ref("unit_uid"), _ref("household_uid", "held"), Field("map_sheet_no"),
        Field("parcel_no"), Field("area_total_m2", "float"), Field("area_recovered_m2", "float"),
        Field("land_use_code"), _remark("origin"), _remark("encumbrance"),
        Field("is_public", "flag"), Field("is_residual", "flag"), _UNCONFIRMED,
        *_span(),
    ), has_shape=True, has_steps=True),
    Subject("structure", "nhà, công trình", "structure", (
        _code(), _ref("unit_uid"), _ref("household_uid", "held"), _ref("parcel_uid"),
        Field("kind"), Field("area_m2", "float"), _UNCONFIRMED, *_span(),
    ), has_shape=True, has_steps=True),
    Subject("utility", "hạ tầng kỹ thuật", "utility", (
        _code(), _ref("unit_uid"), Field("kind"), Field("owner"), *_span(),
    ), has_shape=True, has_steps=True),
    Subject("grave", "mộ", "grave", (
        _code(), _ref("unit_uid"), _ref("household_uid", "held"), _ref("parcel_uid"),
        _ref("holder_uid"),
        Field("cemetery"), Field("kind", options=("earth", "built", "monumental")),
        Field("burial", options=("coffin", "ossuary")),
        Field("family", options=("known", "searching", "unclaimed")),
        Field("buried_year", "int"), _remark("destination"), Field("planned_on", "date"),
        _remark("planned_lunar"), _UNCONFIRMED, *_span(),
    ), has_shape=True, has_steps=True),
    Subject("obstacle", "vướng mắc", "obstacle", (
        _ref("subject"), _ref("subject_uid"), _ref("unit_uid"),
        Field("kind", options=tuple(OBSTACLE_KINDS), required=True),
        Field("opened_on", "date"), Field("closed_on", "date"),
    )),
    Subject("person", "tài khoản", "person", (
        Field("name", required=True), Field("role", options=ROLES, required=True),
        Field("is_active", "flag"),
    )),
    Subject("scope", "phạm vi phụ trách", "scope", (
        _ref("person_uid"), _ref("unit_uid"), Field("valid_from", "date"),
        Field("valid_to", "date"),
    )),
    Subject("absence", "vắng mặt", "absence", (
        Field("person_uid", "ref", required=True), Field("replacement_uid", "ref", required=True),
        Field("valid_from", "date", required=True), Field("valid_to", "date", required=True),
    )),
    Subject("column_map", "bảng đối chiếu cột", "column map", (
        Field("name", required=True), Field("target", required=True), Field("mapping", "json"),
    )),
    Subject("import_run", "lần nhập dữ liệu", "import", (
        Field("target"), _remark("file_name"), Field("sha256"), Field("rows", "int"),
        _remark("account", "json"),
    )),
    Subject("operation", "biến động", "operation", (
        Field("kind", options=tuple(OPERATIONS), required=True),
        Field("on_date", "date", required=True), Field("rows", "int", required=True),
        Field("report", "json", required=True), _remark("document"), Field("undone_on", "date"),
    )),
    Subject("lineage", "nguồn gốc biến động", "lineage", (
        Field("subject", options=("parcel", "household"), required=True),
        Field("subject_uid", "ref", required=True), _ref("former_parcel_uid"),
        _ref("former_household_uid"), Field("on_date", "date", required=True),
    )),
    Subject("regime", "chế độ pháp luật", "regime", (
        Field("code", "code", required=True), Field("vi", required=True),
        Field("en", required=True), Field("from_on", "date", required=True),
        Field("source", required=True), Field("is_verified", "flag"), Field("until_on", "date"),
        Field("until_source"),
    )),
    Subject("term", "thời hạn", "legal period", (
        Field("code", "code", required=True), Field("subject", required=True),
        Field("step", required=True), Field("kind", options=KINDS, required=True),
        Field("counted_from", "json"), Field("length", "int", required=True),
        Field("unit", options=UNITS, required=True), Field("regimes", "json"), Field("trait"),
        Field("basis", options=BASES, required=True), Field("source", required=True),
        Field("is_verified", "flag"),
    )),
    Subject("season", "mùa trong năm", "season", (
        Field("code", "code", required=True), Field("subject", required=True),
        Field("step", required=True), Field("from_day", "month_day", required=True),
        Field("to_day", "month_day", required=True),
        Field("basis", options=SEASON_BASES, required=True), Field("source", required=True),
        Field("is_verified", "flag"),
    )),
    Subject("calendar_year", "lịch nghỉ của năm", "calendar year", (
        Field("code", "code", required=True), Field("days", "json"),
        Field("ethnic_days", "json"), Field("is_confirmed", "flag"),
    )),
    Subject("decision_note", "phiếu quyết định", "decision note", (
        Field("code", "code"), Field("subject", options=NOTED), _ref("subject_uid"),
        _ref("unit_uid"), _ref("author_uid"), Field("written_on", "date"),
        _remark("title", required=True), _remark("facts_known", required=True),
        _remark("doubt", required=True), _remark("options", "json", required=True),
        Field("chosen", "int", required=True), _remark("reason", required=True),
        _remark("consulted", "json"), Field("is_pilot", "flag"), Field("review_on", "date"),
        Field("result", options=("continue", "stop", "extend")),
    )),
    Subject("request", "câu hỏi đối thoại", "request", (
        Field("code", "code"),
        Field("asker_kind", options=("investor", "enterprise"), required=True),
        _remark("asker", required=True), _remark("question", required=True),
        Field("subject", options=("package", "segment", "unit")), _ref("subject_uid"),
        _ref("unit_uid"), _ref("alignment_uid"), Field("chainage_m", "int"),
        _ref("asked_by_uid"), Field("asked_on", "date"),
        Field("holder_uid", "ref", required=True), Field("due_on", "date", required=True),
        Field("due_basis", options=("law", "local_sla", "plan"), required=True),
        Field("first_due_on", "date"), _remark("answer"), Field("answered_on", "date"),
        Field("late_category"),
    )),
)  # fmt: skip

SUBJECTS: dict[str, Subject] = {row.name: row for row in _ROWS}
#: Fields a report may bring that are no column of its subject.
TOLD: dict[str, Field] = {field.name: field for field in (
    Field("holder_kind", options=tuple(HOLDERS)),
    Field("due_on", "date"),
    Field("due_basis", options=("law", "local_sla", "plan")),
    Field("category", options=tuple(LATE_CATEGORIES)),
    Field("late_category", options=tuple(LATE_CATEGORIES)),
    Field("new_due_on", "date"),
    Field("ask", options=("explanation", "instruction")),
    Field("trigger", options=tuple(TRIGGERS)),
    Field("consent", "flag"),
    Field("at_time", "time"),
    Field("lon", "float"), Field("lat", "float"), Field("accuracy_m", "float"), Field("at_km"),
    Field("steps", "json"),
)}  # fmt: skip
