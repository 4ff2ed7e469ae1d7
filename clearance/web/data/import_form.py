"""The form that brings a list or a drawing."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from clearance.i18n import lazy_gettext as _l


class Bring(FlaskForm):
    """What is brought, and how to read it."""

    target = SelectField(_l("Nhập gì"), [InputRequired(_l("Cần chọn."))])
    file = FileField(_l("Tệp"), [FileRequired(_l("Cần chọn một tệp."))])
    crs = IntegerField(_l("Mã EPSG của bản vẽ"), [Optional()])
    layer = StringField(_l("Lớp của bản vẽ"), [Optional(), Length(max=100)])
    scope = SelectField(_l("Thửa, công trình, mộ trong tệp thuộc phạm vi"), [Optional()])
    map_name = SelectField(_l("Bảng đối chiếu cột đã lưu"), [Optional()])
