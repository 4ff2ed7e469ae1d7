"""Sanitising of photos and PDFs: images are re-encoded without metadata."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 25_000_000
_QUALITY = 85
#: What Pillow raises for files that are broken, of another kind, or bombs.
_UNFIT = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class BadPicture(ValueError):
    """A file that is no JPEG, PNG or PDF, or is damaged."""


class TooLarge(BadPicture):
    """A picture of more than `MOST_PIXELS`."""


def cleaned(content: bytes) -> tuple[bytes, str]:
    """Sanitised bytes and media type: PDF unchanged, JPEG or PNG re-encoded without metadata.

    BadPicture for other files, TooLarge for more than MOST_PIXELS.
    """
    if content.startswith(b"%PDF-"):
        return content, "application/pdf"
    try:
        return _redrawn(content)
    except TooLarge:
        raise
    except _UNFIT as error:
        raise BadPicture from error


def _redrawn(content: bytes) -> tuple[bytes, str]:
    """The image re-encoded from its pixels: metadata does not survive."""
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise TooLarge
        kind = "JPEG" if image.format == "JPEG" else "PNG"
        upright = ImageOps.exif_transpose(image).convert("RGB" if kind == "JPEG" else "RGBA")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    out = BytesIO()
    bare.save(out, kind, quality=_QUALITY)
    return out.getvalue(), f"image/{kind.lower()}"
