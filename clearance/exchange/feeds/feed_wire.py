"""Client of an office's feed: the next page of its journal over HTTPS with a token."""

import json
import re
import ssl
import zlib
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import urlsplit

from clearance.rules.basics.faults import Refused
from clearance.rules.records.hub_page import MOST, Page, read_page, stopped

#: Seconds without a byte after which an office counts as not answering.
PATIENCE = 60
#: Bytes of one page, unpacked; 1,000 rows with their shapes are about one million.
LARGEST = 256 * 2**20
_AGAIN = "Chạy lại lệnh này: những gì đã nhận vẫn còn, phần còn lại sẽ lấy tiếp."
_LOOK = "Kiểm tra địa chỉ. Chạy lại lệnh này."
_TRUST = "Kiểm tra địa chỉ và chứng chỉ của đơn vị; cơ quan cấp chứng chỉ riêng: SSL_CERT_FILE."
_ANSWERS = {
    401: ("đơn vị không nhận mã truy cập này.",
          "Xin đơn vị mã mới: `flask token TÊN --feed`."),
    403: ("mã truy cập này không phải của người quản trị.",
          "Xin đơn vị mã của một tài khoản quản trị: `flask token TÊN --feed`."),
    404: ("địa chỉ này không có dòng tin.", "Kiểm tra địa chỉ và phiên bản phần mềm của đơn vị."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """Checked address of an office, without the token; the token is never shown."""

    address: str
    token: str = field(repr=False)

    def ask(self, after: int, most: int = MOST) -> Page:
        """The page of its journal after number `after`; raises Refused when it cannot be had."""
        try:
            return read_page(json.loads(self._fetch(after, most)))
        except ssl.SSLError as error:  # before ValueError, which a bad certificate is too
            raise stopped(f"TLS: {error.reason or error}.", _TRUST, self.address) from None
        except (OSError, HTTPException, zlib.error) as error:
            words = f"không hỏi được ({error or type(error).__name__})."
            raise stopped(words, _AGAIN, self.address) from None
        except (ValueError, RecursionError):
            raise stopped("câu trả lời không đọc được.", _LOOK, self.address) from None

    def _fetch(self, after: int, most: int) -> bytes:
        parts = urlsplit(self.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        wire = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json",
                   "Accept-Encoding": "gzip"}  # fmt: skip
        with closing(wire):
            wire.request("GET", f"{parts.path}/feed?after={after}&most={most}", headers=headers)
            with closing(wire.getresponse()) as answer:
                if answer.status != 200:
                    raise self._refusal(answer.status)
                return _body(answer)

    def _refusal(self, status: int) -> Refused:
        words, remedy = _ANSWERS.get(status, (f"đơn vị trả lời {status}.", _AGAIN))
        if 300 <= status < 400:
            words, remedy = "địa chỉ này chuyển sang nơi khác.", "Dùng thẳng địa chỉ cuối cùng."
        return stopped(words, remedy, self.address)


def read_address(text: str, token: str) -> Office:
    """An office's address as typed; raises Refused where a token must not be sent."""
    try:
        parts, port = urlsplit(text.strip()), urlsplit(text.strip()).port
    except ValueError:
        raise stopped("địa chỉ không đúng.", "Dạng https://…") from None
    host = parts.hostname or ""
    if parts.username or parts.password or parts.query or parts.fragment:
        raise stopped(
            "địa chỉ chứa mã, tên hay tham số.", "Chỉ ghi https://máy/…; mã để trong tệp."
        )
    if not host or not re.fullmatch(r"[\x21-\x7e]*", parts.path + host):
        raise stopped("địa chỉ không đúng.", "Dạng https://…")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise stopped(
            "mã truy cập chỉ đi qua HTTPS.", "Dùng https://…; http chỉ cho chính máy này."
        )
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        raise stopped("mã truy cập trống hoặc có ký tự lạ.", "Để đúng một mã trong tệp.")
    name = f"[{host}]" if ":" in host else host
    place = f"{parts.scheme}://{name}{f':{port}' if port else ''}{parts.path.rstrip('/')}"
    return Office(place, token)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _body(answer: HTTPResponse) -> bytes:
    """The complete decompressed body; raises for one cut short or above LARGEST bytes."""
    packed = answer.read(LARGEST + 1)
    if answer.length:
        raise HTTPException("cắt ngang")
    if answer.headers.get("Content-Encoding") == "gzip":
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        packed = unpacker.decompress(packed, LARGEST + 1)
        if not unpacker.eof:
            raise HTTPException("cắt ngang")
    if len(packed) > LARGEST:
        raise HTTPException("trang quá lớn")
    return packed
