"""Photos and PDFs brought in from outside, made harmless: pictures are drawn anew."""

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
    """A file that cannot be taken as evidence."""


class TooLarge(BadPicture):
    """A picture of more than `MOST_PIXELS`."""


def cleaned(content: bytes) -> tuple[bytes, str]:
    """The file as it may be kept, and its media type: a PDF as it is, a JPEG or PNG without place,
    device or anything else hidden in it. BadPicture for all others."""
    if content.startswith(b"%PDF-"):
        return content, "application/pdf"
    try:
        return _redrawn(content)
    except TooLarge:
        raise
    except _UNFIT as error:
        raise BadPicture from error


def _redrawn(content: bytes) -> tuple[bytes, str]:
    """The picture alone, drawn anew: nothing hidden in the file survives."""
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
