"""Everybody can see which version answers."""

from flask import Flask

import clearance


def test_footer_and_health_show_the_version(app: Flask) -> None:
    client = app.test_client()
    assert f"Phiên bản {clearance.__version__}<" in client.get("/login").text
    assert client.get("/health").get_json()["version"] == clearance.__version__
