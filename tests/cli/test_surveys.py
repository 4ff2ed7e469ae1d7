"""Who surveyed what, from the terminal: a list brought in in somebody's name."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from flask import Flask

from clearance.record.replay import differences
from clearance.store import Store
from clearance.store.corridor import corridor, surveys
from tests.cli.conftest import GEODATA

Run = Callable[..., Result]
_LIST = """Loại,Lý trình đầu,Lý trình cuối,Kết quả,Ngày khảo sát
Mộ,Km0+000,Km5+000,Không có,15/11/2026
"Nhà, công trình",Km0+000,Km48+000,Đã nhập,
Hạ tầng kỹ thuật,Km0+000,{end},Đã nhập,
"""


def test_a_list_declares_surveys_in_the_name_of_a_person(
    app: Flask, run: Run, tmp_path: Path
) -> None:
    store: Store = app.extensions["clearance"].store
    assert run("init", "--project", "Thử").exit_code == 0
    assert run("import", "alignment", GEODATA / "alignment.geojson").exit_code == 0
    assert run("user", "add", "vanphong", "--role", "office").exit_code == 0
    path = tmp_path / "khao-sat.csv"
    path.write_text(_LIST.format(end="Km99+000"), encoding="utf-8")
    refused = run("import", "surveys", path, "--by", "vanphong")
    assert refused.exit_code == 1
    assert "nằm ngoài tim tuyến" in refused.output
    assert store.value("SELECT COUNT(*) FROM survey") == 0
    path.write_text(_LIST.format(end="Km40+000"), encoding="utf-8")
    done = run("import", "surveys", path, "--by", "vanphong")
    assert (done.exit_code, "mới: 3 survey" in done.output) == (0, True)
    (road,) = corridor.list_alignments(store)
    assert {row["who"] for row in surveys.list_all(store, road["uid"])} == {"vanphong"}
    assert "không đổi: 3 survey" in run("import", "surveys", path, "--by", "vanphong").output
    assert differences(store) == []
