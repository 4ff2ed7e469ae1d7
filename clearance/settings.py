"""Every setting once: name, default, help. Read from the environment, checked at the start."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.store import Store, is_url


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable."""

    name: str
    default: str
    help: str
    kind: type = str


#: The program's own name: no office's, so no letter goes out in it.
DEFAULT_OFFICE = "Theo dõi giải phóng mặt bằng"
SETTINGS = (
    Setting("CLEARANCE_DATA", "instance",
            "Thư mục dữ liệu: cơ sở dữ liệu, minh chứng, khóa, bản sao lưu."),
    Setting("CLEARANCE_DATABASE", "",
            "Đường dẫn tệp SQLite hoặc địa chỉ postgresql://…; bỏ trống = clearance.sqlite"
            " trong thư mục dữ liệu."),
    Setting("CLEARANCE_OFFICE", DEFAULT_OFFICE,
            "Tên cơ quan ghi ở đầu mỗi trang."),
    Setting("CLEARANCE_SECURE", "0",
            "1 = chỉ gửi cookie qua HTTPS và bật HSTS (đặt khi chạy sau proxy TLS).", int),
    Setting("CLEARANCE_PROXIES", "0",
            "Số proxy tin cậy đứng trước ứng dụng (đọc X-Forwarded-For, -Proto, -Host).", int),
    Setting("CLEARANCE_SESSION_DAYS", "14", "Số ngày tối đa của một phiên đăng nhập.", int),
    Setting("CLEARANCE_UPLOAD_MB", "8", "Dung lượng tối đa của một tệp tải lên, MB.", int),
    Setting("CLEARANCE_DRAWING_MB", "100",
            "Dung lượng tối đa của một tệp nhập ở trang Nhập dữ liệu, MB.", int),
    Setting("CLEARANCE_DAY_MB", "2000",
            "Dung lượng ảnh và tệp tối đa một tài khoản được gửi trong 24 giờ, MB.", int),
    Setting("CLEARANCE_UNFINISHED_MB", "64",
            "Dung lượng ảnh gửi dở tối đa của một tài khoản, MB.", int),
    Setting("CLEARANCE_UNFINISHED_ALL_MB", "2000",
            "Dung lượng ảnh gửi dở tối đa của mọi tài khoản, MB.", int),
    Setting("CLEARANCE_RESERVE_MB", "512",
            "Chỗ trống trên ổ đĩa để dành cho việc ghi nhật ký, MB: còn ít hơn thì không nhận tệp.",
            int),
    Setting("CLEARANCE_REPORTS_MOST", "1000",
            "Số báo cáo tối đa một tài khoản được gửi trong năm phút; 0 = không giới hạn.", int),
    Setting("CLEARANCE_REFUSED_MOST", "1000",
            "Số báo cáo không ghi được (bị từ chối, chờ người quyết định) tối đa của một tài khoản"
            " trong 24 giờ; 0 = không giới hạn.", int),
    Setting("CLEARANCE_CACHE_MB", "512",
            "Bộ nhớ tối đa cho các kết quả đã tính (dự báo, mặt bằng, danh sách), MB: một nửa cho"
            " tuyến đường, một nửa cho từng người.", int),
    Setting("CLEARANCE_CERTIFICATE", "",
            "Tệp chứng thư HTTPS (PEM) để `flask doctor` báo trước khi hết hạn; bỏ trống = không"
            " theo dõi."),
    Setting("CLEARANCE_KNOWN_ROWS", "100000",
            "Số dòng nhật ký tối đa mà một trang \"như đã ghi khi ấy\" dựng lại trong lúc có người"
            " chờ; 0 = không giới hạn. `flask report --known then` không bị giới hạn.", int),
    Setting("CLEARANCE_MINUTES", "",
            "Mẫu biên bản bàn giao của cơ quan, tệp .docx; bỏ trống = mẫu có sẵn."),
    Setting("CLEARANCE_TILES", "",
            "Ảnh nền bản đồ: tệp .mbtiles hoặc địa chỉ https://…/{z}/{x}/{y};"
            " bỏ trống = không có."),
    Setting("CLEARANCE_TILES_CREDIT", "", "Nguồn ảnh nền, ghi dưới bản đồ."),
    Setting("CLEARANCE_LOG", "stderr",
            "Nơi ghi nhật ký từ chối và lỗi, mỗi dòng một JSON: stderr hoặc đường dẫn tệp."),
)  # fmt: skip


class BadSetting(ValueError):
    """A setting that cannot be used, with what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    data: Path
    database: Path | str
    office: str
    secure: bool
    proxies: int
    session_days: int
    upload_mb: int
    drawing_mb: int
    day_mb: int
    unfinished_mb: int
    unfinished_all_mb: int
    reserve_mb: int
    reports_most: int
    refused_most: int
    cache_mb: int
    certificate: str
    known_rows: int
    minutes: str
    tiles: str
    tiles_credit: str
    log: str

    @property
    def place(self) -> str:
        """Where the facts live, as it may be shown: an address without name and password."""
        return re.sub(
            r"//[^@/]*@|[?].*", lambda m: "//"[: 2 * (m[0][0] == "/")], str(self.database)
        )

    @property
    def request_bytes(self) -> int:
        """Largest request that is taken, bytes: a file and the form around it."""
        return (max(self.upload_mb, self.drawing_mb) + 1) * 2**20

    @property
    def evidence(self) -> Path:
        """Where evidence files lie."""
        return self.data / "evidence"

    @property
    def backups(self) -> Path:
        """Where backups lie."""
        return self.data / "backups"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the application was put together with: store, settings, clock."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]
    is_demo: bool = False


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; BadSetting names the first that is wrong."""
    given = os.environ if environment is None else environment
    values = {s.name.removeprefix("CLEARANCE_").lower(): _value(s, given) for s in SETTINGS}
    data = Path(str(values["data"])).resolve()
    database = read_database(str(values["database"])) or data / "clearance.sqlite"
    values |= {"data": data, "secure": bool(values["secure"]), "database": database}
    _check_tiles(str(values["tiles"]))
    _check_log(str(values["log"]))
    if values["minutes"] and not Path(str(values["minutes"])).is_file():
        raise BadSetting(f"CLEARANCE_MINUTES={values['minutes']!r}: không có tệp .docx này.")
    return Settings(**values)  # type: ignore[arg-type]


def _check_log(text: str) -> None:
    """BadSetting unless it is `stderr` or a file in a folder that is there."""
    if text != "stderr" and (not text or Path(text).is_dir() or not Path(text).parent.is_dir()):
        raise BadSetting(f"CLEARANCE_LOG={text!r}: cần stderr hoặc một tệp trong thư mục có thật.")


def _check_tiles(text: str) -> None:
    """BadSetting unless it is empty, a file that is there, or an address with its three places."""
    is_address = re.fullmatch(r"https://[\w.{}:-]+/[^\s;,'\"]*", text) is not None
    is_whole = all(place in text for place in ("{z}", "{x}", "{y}"))
    if text and not (is_address and is_whole) and not Path(text).is_file():
        raise BadSetting(
            f"CLEARANCE_TILES={text!r}: cần một tệp .mbtiles có thật hoặc địa chỉ"
            " https://…/{z}/{x}/{y}."
        )


def read_database(text: str) -> Path | str:
    """Where the facts live: the path of a SQLite file, a postgresql:// address, or ''."""
    if is_url(text):
        return text
    path = text.removeprefix("sqlite:///")
    if "://" in path:
        kind = path.split("://", 1)[0]  # the rest may hold a password
        raise BadSetting(
            f"CLEARANCE_DATABASE: cần tệp SQLite hoặc postgresql://, không phải {kind}."
        )
    return Path(path).resolve() if path else ""


def _value(setting: Setting, given: Mapping[str, str]) -> object:
    text = given.get(setting.name, setting.default)
    try:
        value = setting.kind(text)
    except ValueError:
        raise BadSetting(f"{setting.name}={text!r}: cần một số nguyên. {setting.help}") from None
    if isinstance(value, int) and value < 0:
        raise BadSetting(f"{setting.name}={text!r}: không được âm. {setting.help}")
    return value
