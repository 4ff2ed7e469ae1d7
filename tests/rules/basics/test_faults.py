"""A fault told so that a person can mend it."""

from clearance.rules.basics.faults import Fault, Refused


def test_a_fault_names_file_sheet_row_column_value_and_remedy() -> None:
    fault = Fault(
        "Diện tích không phải là số.",
        "Ghi số m², ví dụ 120,5.",
        "ds.xlsx",
        "Xã A",
        14,
        "Diện tích thu hồi",
        "một sào",
    )
    assert fault.text() == (
        "ds.xlsx, trang tính Xã A, dòng 14, cột Diện tích thu hồi: “một sào”"
        " Diện tích không phải là số. → Ghi số m², ví dụ 120,5."
    )


def test_a_fault_without_a_place_begins_with_its_message() -> None:
    assert Fault("Tệp trống.").text() == "Tệp trống."
    assert Fault("Tệp trống.", "Chọn tệp khác.").text() == "Tệp trống. → Chọn tệp khác."


def test_a_value_is_shown_even_when_its_place_is_not_known() -> None:
    assert Fault("Ngày không đúng.", value="31/02").text() == ": “31/02” Ngày không đúng."


def test_a_program_gets_the_same_as_values() -> None:
    shown = Fault("Sai.", row=3, column="Xã").as_dict()
    assert shown == {
        "message": "Sai.",
        "remedy": "",
        "file": "",
        "sheet": "",
        "row": 3,
        "column": "Xã",
        "value": "",
    }


def test_a_refusal_carries_every_fault() -> None:
    faults = [Fault("Một."), Fault("Hai.", row=2)]
    refused = Refused(faults)
    assert refused.faults == faults
    assert str(refused) == "Một.\ndòng 2: Hai."


def test_what_to_type_stands_at_the_terminal_beside_the_remedy() -> None:
    fault = Fault("Sai.", "bỏ cột", option="--ignore-column B")
    assert fault.text() == "Sai. → bỏ cột (dòng lệnh: --ignore-column B)"
    assert fault.text(typed=False) == "Sai. → bỏ cột"
    assert fault.as_dict()["option"] == "--ignore-column B"
