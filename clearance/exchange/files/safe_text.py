"""Text that a spreadsheet program shows and never runs."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value: str) -> str:
    """Text with an apostrophe in front where a spreadsheet would read a formula."""
    lead = value.lstrip(" \u00a0\u200b\ufeff")
    return f"'{value}" if value.startswith(DANGEROUS) or lead.startswith(DANGEROUS) else value
