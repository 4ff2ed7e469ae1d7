"""A decision note and a request to start from; every word is invented."""

import json
from typing import Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Outcome
from clearance.store import Store
from tests.given import CADRE, LIAISON, a_change, by


def a_note(store: Store, uid: str = "n", who: Who = CADRE, **fields: Any) -> Outcome:
    """A decision note with two options, by an officer."""
    patch = {
        "title": "Nhà dựng trước mốc",
        "facts_known": "Nhà dựng năm 2019, chưa có giấy phép.",
        "doubt": "Hai văn bản nói khác nhau về nhà trên đất nông nghiệp.",
        "options": json.dumps(["Hỗ trợ theo mức sàn", "Chờ ý kiến sở"], ensure_ascii=False),
        "chosen": 1,
        "reason": "Hộ đã đồng ý dời và mặt bằng đang cần.",
    }
    return by(who, store, a_change("decision_note", uid, "registered", patch=patch | fields))


def a_request(store: Store, uid: str = "r", who: Who = LIAISON, **fields: Any) -> Outcome:
    """A question of the investor to an officer."""
    patch = {
        "asker_kind": "investor",
        "asker": "Ban quản lý dự án (giả định)",
        "question": "Khi nào có đường vào bãi đúc dầm?",
        "holder_uid": CADRE.uid,
        "due_on": "2026-11-27",
        "due_basis": "plan",
    }
    return by(who, store, a_change("request", uid, "registered", patch=patch | fields))
