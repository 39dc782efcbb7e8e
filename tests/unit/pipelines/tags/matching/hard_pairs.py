"""Terms as campaigns list them, texts as people write them, and whether one is in the other; written for these tests.

A line of the table beside this module is `terms | text | yes or no`; terms are parted by `;`, and
`{ABCD}` is a character that cannot be seen.
"""

import re
from pathlib import Path
from typing import NamedTuple


class HardPair(NamedTuple):
    """The terms of a campaign, a text, and whether the text has one of them."""

    kind: str
    terms: tuple[str, ...]
    text: str
    expected: bool


_TABLE = Path(__file__).with_suffix(".txt").read_text("utf-8")


def _read_pair(kind: str, line: str) -> HardPair:
    terms, text, expected = (part.strip() for part in _show(line).split(" | "))
    return HardPair(kind, tuple(term.strip() for term in terms.split(";")), text, expected == "yes")


def _show(line: str) -> str:
    return re.sub(r"\{([0-9A-F]{4})\}", lambda found: chr(int(found[1], 16)), line)


def _read_table() -> list[HardPair]:
    kind, pairs = "", []
    for line in _TABLE.strip().splitlines():
        if line.startswith("## "):
            kind = line[3:]
        else:
            pairs.append(_read_pair(kind, line))
    return pairs


HARD_PAIRS = _read_table()
