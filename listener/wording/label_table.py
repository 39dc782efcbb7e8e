"""Label table: what a team's labels say of the tagger on its campaign, and what more labels a day would buy."""

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from listener.wording.figures import sentence
from listener.wording.label_words import label_notes, label_report, tagger_rows
from models.decisions import Decision, LabelReport

# Days from a rise to 55 % and to 40 %, under a bar of 30 %, until labels tell of it, by labels a day: medians of 24
# simulated months each (`tests/unit/pipelines/readiness/labels/months.py`), moods of s.d. 0.15 in log-odds; None: in
# fewer than half of them within 45 days. By whether the tagger is a good one (sees 85 % and mistakes 5 %; else 39 %
# and 22 %), and whether the audience is large (3,000 authors; else 600).
Days = tuple[int | None, int | None]
BOUGHT: Mapping[tuple[bool, bool], Mapping[int, Days]] = {
    (True, True): {5: (12, 39), 10: (6, 21), 20: (4, 12), 40: (4, 9)},
    (True, False): {5: (14, None), 10: (7, 27), 20: (5, 16), 40: (4, 12)},
    (False, True): {5: (15, None), 10: (9, 42), 20: (9, 31), 40: (13, 26)},
    (False, False): {5: (20, None), 10: (11, None), 20: (12, None), 40: (16, 40)},
}
_LARGE = 1_342  # authors: midway between 600 and 3,000, in logarithms
_GOOD = 0.5  # sensitivity less false positives: about midway between 0.80 and 0.17


def label_entries(decision: Decision) -> Iterator[RenderableType]:
    """All that labels say of one audience, for a terminal."""
    yield Text(f"{decision.campaign} / {decision.audience} / {decision.chapter}", style="bold")
    for each in label_notes(decision) or ["nobody has read any of the votes yet"]:
        yield Text(f"{sentence(each)}.")
    if rows := tagger_rows(decision):
        yield _errors_table(rows)
    yield _bought_table(decision)


def _errors_table(rows: list[tuple[str, str, str]]) -> Table:
    found = Table("by what people read", "the tagger sees", "and takes for such, of the others", box=box.SIMPLE)
    found.caption = "Ranges hold with 95 %, however often one looks; – is where fewer than ten such posts were read."
    for row in rows:
        found.add_row(*row)
    return found


def _bought_table(decision: Decision) -> Table:
    read = label_report(decision)
    is_good, is_large = is_good_tagger(read), decision.evidence.eligible_authors >= _LARGE
    found = Table("labels a day", "days to tell a rise to 55%", "to 40%", box=box.SIMPLE)
    tagger = "a good tagger" if is_good else "a tagger that errs much"
    who = "as yours seems to be" if read and read.sensitivity is not None else "as ours is on others' posts"
    authors = 3_000 if is_large else 600
    found.caption = f"With {authors:,} authors and {tagger}, {who}, under a bar of 30%: medians of simulated months."
    for number, days in BOUGHT[is_good, is_large].items():
        found.add_row(f"{number}", *("seldom within 45" if each is None else f"{each}" for each in days))
    return found


def is_good_tagger(read: LabelReport | None) -> bool:
    """Whether the tagger is nearer to the good one of the table, by what people read; a good one where nobody did."""
    if read is None or read.sensitivity is None or read.false_positive is None:
        return True
    return read.sensitivity - read.false_positive >= _GOOD
