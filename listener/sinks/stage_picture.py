"""Stage picture: which part of an audience has come how far, as a bar of colours, in a PNG that we make ourselves."""

import struct
import zlib
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

WIDTH: Final = 480  # pixels, of which mail programs show half: screens have two for each
HEIGHT: Final = 36
COLOURS: Final = ("#dfe3ee", "#a9b8e8", "#6580dd", "#243a9e")  # of the stages, as the board has them
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_EIGHT_BIT_RGB: Final = (8, 2, 0, 0, 0)  # depth, colour type, compression, filter, interlace (PNG, 11.2.1)


def draw_stages(shares: Sequence[float]) -> bytes:
    """The picture of these parts (0..1, in sum 1), from the left."""
    ends = [round(WIDTH * end) for end in accumulate(shares)]
    widths = [end - start for start, end in zip((0, *ends), ends, strict=False)]
    pixels = b"".join(bytes.fromhex(colour[1:]) * width for colour, width in zip(COLOURS, widths, strict=False))
    missing = WIDTH - len(pixels) // 3  # where the parts add up to a little less than all
    return _png((pixels + pixels[-3:] * missing)[: 3 * WIDTH])


def _png(row: bytes) -> bytes:
    """A picture of equal rows: a header, the rows behind their filter's number, an end."""
    header = struct.pack(">2I5B", WIDTH, HEIGHT, *_EIGHT_BIT_RGB)
    rows = zlib.compress((b"\0" + row) * HEIGHT, 9)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
