"""Unsent reports saved by a phone to a file, with a seal that proves session and owner.

JSON `{"body": text, "seal": hex}`: the seal is the HMAC-SHA256 of the text, with a key that the
server gave the phone at sign-in. The text names session and person and holds each report as it
would have been sent, with its photos in base64.
"""

import base64
import binascii
import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from clearance.exchange.files.pictures import BadPicture, cleaned
from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.basics.wire import is_change


@dataclass(frozen=True, slots=True)
class Outbox:
    """Content of a file: reports as the phone would send them; photos by hash with media type."""

    user: str
    session: str
    reports: tuple[dict[str, Any], ...]
    photos: dict[str, tuple[bytes, str]]


def seal_key(key: bytes, session: str) -> str:
    """The key with which the phone of a session seals its files."""
    return hmac.new(key, f"outbox {session}".encode(), hashlib.sha256).hexdigest()


def read_outbox(content: bytes, key: bytes, name: str) -> Outbox:
    """The reports of a file; raises Refused when the seal does not match its text."""
    try:
        outer = json.loads(content)
        text, body = outer["body"], json.loads(outer["body"])
        seal = seal_key(key, body["session"])
        made = hmac.new(seal.encode(), text.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(made, outer["seal"]):
            raise ValueError
        reports = tuple(body["items"])
        if not all(map(is_change, reports)):
            raise ValueError
        return Outbox(str(body["user"]), str(body["session"]), reports, _photos(body["photos"]))
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        words = "Tệp không phải do điện thoại xuất ra, hoặc đã bị sửa. Xuất lại từ trang Chưa gửi."
        raise Refused([Fault(words, value=name)]) from None


def _photos(given: list[str]) -> dict[str, tuple[bytes, str]]:
    """Photos by the hash the reports name them by; a report whose photo is none waits for it."""
    found = {}
    for text in given:
        content = base64.b64decode(text, validate=True)
        with suppress(BadPicture):
            found[hashlib.sha256(content).hexdigest()] = cleaned(content)
    return found
