"""What an import may ask once a file, and the answers it takes."""

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]
NUMBERS, SAME_NAME, SAME_SHAPE = "numbers", "same_name", "same_shape"
#: The sheet to read, when not all of a workbook.
SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its word for the terminal, and what it says."""

    name: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers."""

    name: str
    vi: str
    en: str
    choices: tuple[Choice, ...]

    @property
    def answers(self) -> list[str]:
        """The words that answer it."""
        return [choice.name for choice in self.choices]

    def option(self) -> str:
        """The terminal's way to answer: `--answer numbers=vi|en`."""
        return f"--answer {self.name}={'|'.join(self.answers)}"


_ROWS = (
    Question(NUMBERS, "Số trong tệp viết thế nào", "How numbers are written in the file", (
        Choice("vi", "1.234,5: dấu chấm là hàng nghìn, dấu phẩy là số lẻ",
               "1.234,5: a dot for thousands, a comma for decimals"),
        Choice("en", "1,234.5: dấu phẩy là hàng nghìn, dấu chấm là số lẻ",
               "1,234.5: a comma for thousands, a dot for decimals"),
    )),
    Question(SAME_NAME, "Các dòng trùng họ tên trong một thôn",
             "Rows with the same name in one village", (
        Choice("one", "là một hộ có nhiều thửa", "are one household with several parcels"),
        Choice("several", "là những hộ khác nhau", "are different households"),
    )),
    Question(SAME_SHAPE, "Các thửa có cùng một hình", "Parcels of one and the same shape", (
        Choice("right", "đúng như vậy, vẫn nhập", "that is right, take them in"),
    )),
)  # fmt: skip
QUESTIONS = {question.name: question for question in _ROWS}
