"""What `find` takes for promises among strangers' texts: `python -m tests.commitments_found.strangers`.

The sets are those of ../shared/data, read there. Chats on giving, German tweets and tweets of crises do hold promises
of people, which are counted as false here.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipelines.accountability.finding import propose
from pipelines.tags.language.identification import identify

DATA = Path(__file__).parents[3] / "shared" / "data"
_SETS = (  # file, column of the text, language; None: found, when it was written
    ("german_speech_acts/dev.csv", "text", "de", date(2020, 5, 1)),
    ("persuasion_for_good/annotated.csv", "text", "en", date(2018, 5, 1)),
    ("crisislex_t26/posts.csv", "text", None, date(2013, 6, 1)),
    ("norec_sentence/train.csv", "text", "nb", date(2015, 1, 1)),
)


def count_found(name: str, column: str, language: str | None, said: date) -> tuple[int, int, int]:
    """Texts of a set, those taken for promises, and those with an amount and a day."""
    texts, found, full = 0, 0, 0
    for text in _read_texts(name, column):
        proposals = list(propose(text, said, language or identify(text).code or "en"))
        texts += 1
        found += bool(proposals)
        full += any(each.due and each.amount for each in proposals)
    return texts, found, full


def _read_texts(name: str, column: str) -> Iterator[str]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from (row[column] for row in csv.DictReader(file))


if __name__ == "__main__":
    for name, *others in _SETS:
        texts, found, full = count_found(name, *others)
        sys.stdout.write(f"{name}: {found} of {texts:,} ({found / texts:.2%}), {full} with an amount and a day\n")
