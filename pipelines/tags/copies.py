"""Near-identical text: two texts of one cluster id share nearly all their runs of three words.

MinHash (Broder 1997): the least hashes of the runs under two orders agree with probability J squared, J the
Jaccard similarity. The id is a function of the text alone, the same in every process, so clusters need no memory.
"""

from zlib import crc32

from pipelines.tags.words import Words

RUN = 3  # words
LEAST = 6  # words: of less, one may honestly write the same as another
_MIX = 0x9E3779B1  # an odd number: multiplying by it modulo 2**32 is a second order
_LOW = 0xFFFFFFFF


def cluster(text: Words) -> int | None:
    """The cluster id, 0..2**52; None where the text has fewer than LEAST words. Links and names do not count."""
    own = [word for word in text.lower if word[0].isalpha() and word != "rt" and not word.startswith("http")]
    if len(own) < LEAST:
        return None
    runs = {crc32(" ".join(own[i : i + RUN]).encode()) for i in range(len(own) - RUN + 1)}
    first = min(run ^ (run >> 15) for run in runs)
    second = min((run * _MIX) & _LOW for run in runs)
    return (first << 20) ^ second
