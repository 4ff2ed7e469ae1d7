"""What an import may ask once a file, and the answers it takes."""

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]
NUMBERS, SAME_NAME, SAME_SHAPE = "numbers", "same_name", "same_shape"
#: The sheet to read, when not all of a workbook.
SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name, and the word of each answer for the terminal."""

    name: str
    vi: str
    answers: Mapping[str, str]

    def option(self) -> str:
        """The terminal's way to answer: `--answer numbers=vi|en`."""
        return f"--answer {self.name}={'|'.join(self.answers)}"


QUESTIONS = {
    question.name: question
    for question in (
        Question(NUMBERS, "Số trong tệp viết thế nào", {
            "vi": "1.234,5: dấu chấm là hàng nghìn, dấu phẩy là số lẻ",
            "en": "1,234.5: dấu phẩy là hàng nghìn, dấu chấm là số lẻ",
        }),
        Question(SAME_NAME, "Các dòng trùng họ tên trong một thôn", {
            "one": "là một hộ có nhiều thửa",
            "several": "là những hộ khác nhau",
        }),
        Question(SAME_SHAPE, "Các thửa có cùng một hình", {
            "right": "đúng như vậy, vẫn nhập",
        }),
    )
}  # fmt: skip
