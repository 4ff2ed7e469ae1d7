"""So that `flask run` and waitress find the application."""

import sys

from clearance import create_app
from clearance.settings import BadSetting
from clearance.store import Unreachable

try:
    app = create_app()
except (BadSetting, Unreachable) as error:
    sys.exit(str(error))
