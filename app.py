"""So that `flask run` and waitress find the application."""

import sys

from clearance import create_app
from clearance.cli.terminal import FULL
from clearance.settings import BadSetting
from clearance.store import Unreachable, is_full

try:
    app = create_app()
except (BadSetting, Unreachable) as error:
    sys.exit(str(error))
except Exception as error:
    if not is_full(error):
        raise
    sys.exit(FULL)
