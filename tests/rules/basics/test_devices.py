import pytest

from clearance.rules.basics.devices import device_code, device_words

PHONE = (
    "Mozilla/5.0 (Linux; Android 15; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        (PHONE, "Chrome, Android", "Chrome-Android"),
        ("máy-1", "máy-1", "máy-1"),
        ("", "", ""),
        ("máy của chị Hường xã A", "máy của chị Hường xã A", ""),
    ],
)
def test_a_device_is_named_by_browser_and_system(name: str, words: str, code: str) -> None:
    assert (device_words(name), device_code(name)) == (words, code)
