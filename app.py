"""So that `flask run` and waitress find the application."""

from clearance import create_app

app = create_app()
