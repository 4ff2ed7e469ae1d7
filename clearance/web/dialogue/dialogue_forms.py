"""Forms of decision notes and of the investor's requests."""

from typing import Any

from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.rules.records.decision_notes import RESULTS, Asked
from clearance.rules.records.requests import ASKERS, BASES
from clearance.web.recording.choices import communes, labelled, late_causes, one_officer
from clearance.web.recording.report_form import Day, Report

_NEEDED = InputRequired(_l("Cần điền ô này."))
_LONG = Length(max=2000, message=_l("Dài quá 2.000 ký tự."))
_SHORT = Length(max=200, message=_l("Dài quá 200 ký tự."))
#: Ways to choose from, and people asked, for which a new note has room.
OPTIONS, PEOPLE = 4, 3


class Asking(Report):
    """Whom one asked for advice, since when, and what came back: some rows of it."""

    rows = 0

    def people(self) -> list[Asked]:
        """The rows that name somebody."""
        return [
            Asked(
                self[f"who_{n}"].data.strip(),
                self[f"asked_on_{n}"].data,
                self[f"answered_on_{n}"].data or None,
                (self[f"said_{n}"].data or "").strip(),
            )
            for n in range(1, self.rows + 1)
            if (self[f"who_{n}"].data or "").strip()
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Each row is whole: a name and a day, an answer with its day, in order."""
        is_fine = bool(super().validate(extra_validators))
        return all([is_fine, *(self._is_whole(n) for n in range(1, self.rows + 1))])

    def _is_whole(self, n: int) -> bool:
        who, asked, answered, said = (
            (self[f"{name}_{n}"].data or "").strip()
            for name in ("who", "asked_on", "answered_on", "said")
        )
        if (asked or answered or said) and not who:
            return self.blame(f"who_{n}", _l("Ghi đã hỏi ai."))
        if who and not asked:
            return self.blame(f"asked_on_{n}", _l("Ghi ngày đã hỏi."))
        if said and not answered:
            return self.blame(f"answered_on_{n}", _l("Ghi ngày có trả lời."))
        if answered and answered < asked:
            return self.blame(f"answered_on_{n}", _l("Ngày trả lời không thể trước ngày hỏi."))
        return True


class NewNote(Asking):
    """What an officer knows, doubts, weighs and chooses; a pilot also says when to look again."""

    rows = PEOPLE
    place = StringField(_l("Mã hồ sơ: hộ, mộ hoặc đoạn"), [Optional(), _SHORT])
    unit = SelectField(_l("Hoặc cả xã"), [Optional()], choices=communes)
    title = StringField(_l("Việc phải quyết định"), [_NEEDED, _SHORT])
    facts_known = TextAreaField(_l("Sự việc đã biết"), [_NEEDED, _LONG])
    doubt = TextAreaField(_l("Quy định nào chưa rõ hoặc chồng chéo"), [_NEEDED, _LONG])
    chosen = RadioField(
        _l("Phương án được chọn"),
        [_NEEDED],
        choices=lambda: [(str(n), _("Phương án %(n)s", n=n)) for n in range(1, OPTIONS + 1)],
    )
    reason = TextAreaField(_l("Vì sao chọn phương án này"), [_NEEDED, _LONG])
    is_pilot = BooleanField(_l("Đây là cách làm mới, làm thử"))
    review_on = Day(_l("Ngày xem lại việc làm thử"), [Optional()])

    def options(self) -> list[str]:
        """The options that were written, in order."""
        texts = (self[f"option_{n}"].data or "" for n in range(1, OPTIONS + 1))
        return [text.strip() for text in texts if text.strip()]

    def validate(self, extra_validators: Any = None) -> bool:
        """The option chosen is one that was written; a pilot has its day."""
        is_fine = super().validate(extra_validators)
        if self.chosen.data and not (self[f"option_{self.chosen.data}"].data or "").strip():
            is_fine = self.blame("chosen", _l("Phương án này còn để trống."))
        if self.is_pilot.data and not self.review_on.data:
            is_fine = self.blame("review_on", _l("Làm thử thì phải có ngày xem lại."))
        return is_fine

    def chosen_of(self) -> int:
        """The number of the chosen option among those that were written."""
        texts = [self[f"option_{n}"].data or "" for n in range(1, int(self.chosen.data) + 1)]
        return sum(bool(text.strip()) for text in texts)


class Addition(Asking):
    """More about a note: words, or somebody asked, or an answer that came."""

    rows = 1
    why = TextAreaField(_l("Bổ sung"), [Optional(), _LONG])

    def validate(self, extra_validators: Any = None) -> bool:
        """Something is said."""
        is_fine = super().validate(extra_validators)
        is_said = (self.why.data or "").strip() or self.people()
        return is_fine if is_said else self.blame("why", _l("Cần điền ô này."))


class Endorsement(Report):
    """A leader's word about somebody else's note."""

    why = TextAreaField(_l("Lý do"), [_NEEDED, _LONG])


class Review(Report):
    """What becomes of a pilot."""

    result = RadioField(_l("Kết luận"), [_NEEDED], choices=lambda: labelled(RESULTS))
    review_on = Day(_l("Ngày xem lại tiếp (chỉ khi làm thử thêm)"), [Optional()])
    why = TextAreaField(_l("Vì sao"), [_NEEDED, _LONG])


class NewRequest(Report):
    """What the investor or an enterprise asks, about where, and who answers by when."""

    asker_kind = RadioField(_l("Bên hỏi"), [_NEEDED], choices=lambda: labelled(ASKERS))
    asker = StringField(_l("Tên cơ quan, doanh nghiệp"), [_NEEDED, _SHORT])
    question = TextAreaField(_l("Nội dung hỏi, đề nghị"), [_NEEDED, _LONG])
    place = StringField(_l("Mã gói thầu hoặc đoạn"), [Optional(), _SHORT])
    unit = SelectField(_l("Hoặc cả xã"), [Optional()], choices=communes)
    km = StringField(_l("Lý trình"), [Optional(), _SHORT])
    holder = SelectField(_l("Người phải trả lời"), [_NEEDED], choices=one_officer)
    due_on = Day(_l("Hạn trả lời"), [_NEEDED])
    due_basis = RadioField(_l("Hạn này theo đâu"), [_NEEDED], choices=lambda: labelled(BASES))


class Answering(Report):
    """The answer; a late one says why."""

    answer = TextAreaField(_l("Trả lời"), [_NEEDED, _LONG])
    late_category = SelectField(_l("Nguyên nhân trễ"), [Optional()], choices=late_causes)
    why = TextAreaField(_l("Giải trình"), [Optional(), _LONG])


class Assigning(Report):
    """One other officer to answer."""

    holder = SelectField(_l("Giao cho"), [_NEEDED], choices=one_officer)
    why = TextAreaField(_l("Lý do giao lại"), [Optional(), _LONG])


class Redating(Report):
    """Another day, with its cause and its reason; the first promise stays."""

    due_on = Day(_l("Hạn mới"), [_NEEDED])
    late_category = SelectField(_l("Nguyên nhân trễ"), [_NEEDED], choices=late_causes)
    why = TextAreaField(_l("Giải trình"), [_NEEDED, _LONG])


def _row(n: int) -> dict[str, Field]:
    return {
        f"who_{n}": StringField(_l("Đã hỏi ai (cơ quan, chức danh)"), [Optional(), _SHORT]),
        f"asked_on_{n}": Day(_l("Ngày hỏi"), [Optional()]),
        f"answered_on_{n}": Day(_l("Ngày trả lời"), [Optional()]),
        f"said_{n}": StringField(_l("Trả lời thế nào"), [Optional(), _LONG]),
    }


for _form in (NewNote, Addition):
    for _n in range(1, _form.rows + 1):
        for _name, _field in _row(_n).items():
            setattr(_form, _name, _field)
for _n in range(1, OPTIONS + 1):
    _rules = [_NEEDED, _LONG] if _n <= 2 else [Optional(), _LONG]
    setattr(NewNote, f"option_{_n}", TextAreaField(_l("Phương án %(n)s", n=_n), _rules))
