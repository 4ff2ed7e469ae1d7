"""One word typed into every form by everybody: it is in no journal, no feed, no export."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from clearance.record.replay import differences
from clearance.rules.basics.days import stamp
from clearance.rules.records.subjects import SUBJECTS
from clearance.store.people import accounts, secrets
from tests import given
from tests.web.town import Town, a_town
from tests.web.typist import WORD, forms_of

#: Forms that begin or end a session, or belong to one.
APART = ("/logout", "/login", "/account", "/welcome", "/sync")
LIST = (
    "Mã hộ,Họ và tên,Xã,Tờ bản đồ,Số thửa,Diện tích thu hồi (m2),Nguồn gốc,Thế chấp,Ghi chú\n"
    f"HY-9001,Đặng Văn A,02400,7,1,100,{WORD} bố mẹ cho,{WORD} nợ,{WORD} ốm\n"
)
GRAVES = f"Mã mộ,Xã,Thân nhân,Nơi chuyển đến,Ghi chú\nM-9001,02400,Lò A,{WORD} về nhà,{WORD}\n"


def type_everywhere(town: Town) -> Counter[str]:
    """Send every form of every page of every role; how often each field took the word."""
    typed: Counter[str] = Counter()
    for role, person in town.people.items():
        for rule in town.rules():
            url = town.url(rule)
            for form in [] if url.startswith(APART) else list(forms_of(person, url)):
                if not form.action.startswith(APART):
                    answer = person.send(form.action, form.filled())
                    assert answer.status_code < 500, (role, form.action)
                    typed.update(form.words)
    return typed


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town in which every role has filled every form, and two lists were imported."""
    folder = tmp_path_factory.mktemp("town")
    made = a_town(folder)
    assert len(type_everywhere(made)) > 25
    for target, text in (("households", LIST), ("graves", GRAVES)):
        path = folder / f"{WORD} {target}.csv"
        path.write_text(text, "utf-8")
        done = made.app.test_cli_runner().invoke(args=["import", target, str(path)])
        assert done.exit_code == 0, done.output
    drawn = given.a_change("parcel", "p", "revised", patch={"origin": f"{WORD} khai hoang"})
    assert given.by(given.OFFICE, made.store, drawn).is_accepted
    return made


def test_the_word_was_kept_where_it_can_be_erased(town: Town) -> None:
    rows = town.store.query(f"SELECT DISTINCT field FROM remark WHERE body LIKE '%{WORD}%'")
    assert {row["field"] for row in rows} >= {
        "why",
        "title",
        "facts_known",
        "doubt",
        "options",
        "reason",
        "consulted",
        "asker",
        "question",
        "answer",
        "file_name",
        "origin",
        "encumbrance",
        "destination",
    }
    assert town.store.value(f"SELECT 1 FROM identity WHERE note LIKE '%{WORD}%'")
    assert differences(town.store) == []


def test_no_row_of_the_journal_says_it(town: Town) -> None:
    assert [r for r in town.store.query("SELECT * FROM change") if WORD in str(r)] == []
    standings = {r["standing"] for r in town.store.query("SELECT DISTINCT standing FROM change")}
    assert standings >= {"accepted", "refused"}


def test_neither_feed_says_it(town: Town) -> None:
    token = secrets.new_token()
    accounts.open_session(
        town.store,
        uid=token,
        token_hash=secrets.token_hash(token),
        person_uid=given.ADMIN.uid,
        kind="feed",
        device="hub",
        created_at=stamp(given.NOW),
        expires_at=stamp(given.NOW + timedelta(days=1)),
    )
    told = town.app.test_client().get("/feed", headers={"Authorization": f"Bearer {token}"})
    assert len(told.get_json()["rows"]) > 100
    assert WORD not in str(told.get_json())
    for role in ("cadre", "leader", "office", "liaison"):
        rows = town.as_program(role, "/changes?after=0").get_json()
        assert rows
        assert WORD not in str(rows), role


def test_no_file_for_others_says_it(town: Town, tmp_path: Path) -> None:
    run = town.app.test_cli_runner()
    key = tmp_path / "hub.key"
    key.write_text("0" * 64)
    drawn = [name for name, row in SUBJECTS.items() if row.has_shape and name != "base_feature"]
    files = {
        **{name: f"{name}.geojson" for name in drawn},
        "changes": "changes.jsonl",
        "feed": "office.feed",
        "availability": "availability.csv",
    }
    for name, file in files.items():
        run.invoke(args=["export", name, "-o", str(tmp_path / file), "--key-file", str(key)])
    written = sorted(path.name for path in tmp_path.iterdir())
    assert {"changes.jsonl", "office.feed", "parcel.geojson", "availability.csv"} <= set(written)
    assert [n for n in written if WORD in (tmp_path / n).read_text("utf-8")] == []


def test_no_parquet_file_says_it(town: Town, tmp_path: Path) -> None:
    done = town.app.test_cli_runner().invoke(args=["export", "parquet", "-o", str(tmp_path / "p")])
    assert done.exit_code == 0, done.output
    tables = {path.name: pq.read_table(path) for path in (tmp_path / "p").glob("*.parquet")}
    assert tables["change.parquet"].num_rows > 100
    assert [name for name, table in tables.items() if WORD in str(table.to_pylist())] == []
