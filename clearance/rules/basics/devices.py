"""Names that browsers give themselves, in short: which browser on which system."""

#: Marks in the long name of a browser and its short name; the first that is there counts.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_words(name: str) -> str:
    """`Chrome, Android` for the long name a browser gives itself; other names stay."""
    return ", ".join(_short_names(name)) or name


def device_code(name: str) -> str:
    """The device as the journal keeps it: `Chrome-Android`, a name without blanks as it is.

    Free text has no place in the journal: of a name with blanks only known marks are kept.
    """
    return name if len(name.split()) < 2 else "-".join(_short_names(name))


def _short_names(name: str) -> list[str]:
    words = (next((w for mark, w in t if mark in name), "") for t in (_BROWSERS, _SYSTEMS))
    return [word for word in words if word]
