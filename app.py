"""So that `flask run` and waitress find the application."""

import os
import sys

from clearance import cli, create_app
from clearance.cli.terminal import FULL
from clearance.settings import BadSetting
from clearance.store import Unreachable, is_full

#: A command of the terminal that reads no page starts without them.
at_terminal = os.environ.get("FLASK_RUN_FROM_CLI") == "true"
is_small = at_terminal and set(sys.argv[1:2]) <= cli.WITHOUT_PAGES
try:
    app = create_app(has_pages=not is_small)
except (BadSetting, Unreachable) as error:
    sys.exit(str(error))
except Exception as error:
    if not is_full(error):
        raise
    sys.exit(FULL)
