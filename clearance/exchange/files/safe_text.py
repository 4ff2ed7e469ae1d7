"""Text that a spreadsheet program will show and never run."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value: str) -> str:
    """Text with an apostrophe in front when a spreadsheet would take it for a formula."""
    lead = value.lstrip(" \u00a0\u200b\ufeff")
    return f"'{value}" if value.startswith(DANGEROUS) or lead.startswith(DANGEROUS) else value
