"""Forms of the law page: the days off of a year, the day the project began."""

from wtforms import TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.days import parse_day
from clearance.web.recording.report_form import CaseReport, Day


class YearOff(CaseReport):
    """The days off of one year, one a line, and where they were announced."""

    year = ""
    days = TextAreaField(
        _l("Ngày nghỉ, mỗi dòng một ngày (năm-tháng-ngày)"),
        [
            InputRequired(_l("Cần điền ô này.")),
            Length(max=4000, message=_l("Dài quá 4.000 ký tự.")),
        ],
    )
    note = TextAreaField(
        _l("Theo thông báo nào"),
        [InputRequired(_l("Cần điền ô này.")), Length(max=500, message=_l("Dài quá 500 ký tự."))],
    )

    def listed(self) -> list[str]:
        """The days named, each once, in order."""
        return sorted(set((self.days.data or "").split()))

    def validate_days(self, _field: TextAreaField) -> None:
        """Each line is a day of the year."""
        wrong = [day for day in self.listed() if not _is_day(day, self.year)]
        if wrong:
            raise ValidationError(
                _(
                    "Không phải ngày của năm %(year)s: %(days)s. Ghi theo mẫu %(year)s-01-31.",
                    year=self.year,
                    days=", ".join(wrong[:5]),
                )
            )


class Begun(CaseReport):
    """The day the project began, and the document it is that of; empty: unknown."""

    begun_on = Day(_l("Ngày dự án bắt đầu"), [Optional()])
    note = TextAreaField(
        _l("Theo văn bản nào"),
        [InputRequired(_l("Cần điền ô này.")), Length(max=500, message=_l("Dài quá 500 ký tự."))],
    )


def _is_day(day: str, year: str) -> bool:
    return parse_day(day) is not None and day.startswith(f"{year}-")
