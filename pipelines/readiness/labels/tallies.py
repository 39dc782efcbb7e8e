"""Tallies: what people said of the posts that they read, against our tags and against each other.

Counts of labels, from which come the correction `eta`, the errors of the tagger on this very campaign, and a bound on
the errors of its readers. All are taken from earlier labels than the one that is bet on.
"""

from math import sqrt

import msgspec
from msgspec.structs import replace

from models.labels import CANNOT_TELL
from models.policy import ConfusionRates, Labelling

SideRow = tuple[int, int, int]  # labels by the side that was said: against, none, for
TallyRow = tuple[int, int, int, int, int]  # labels by what was said: the four ranks of stages, and CANNOT_TELL
_NO_LABELS: TallyRow = (0, 0, 0, 0, 0)
_NO_SIDES: SideRow = (0, 0, 0)
_Z95_ONE_SIDED = 1.644854  # the normal quantile of 0.95: a one-sided bound that holds with 95 %


class LabelTallies(msgspec.Struct, frozen=True, array_like=True):
    """Counts of an audience's labels, over all of its chapters."""

    by_tag: tuple[TallyRow, TallyRow, TallyRow, TallyRow] = (
        _NO_LABELS,
        _NO_LABELS,
        _NO_LABELS,
        _NO_LABELS,
    )  # by the tag's rank
    read_twice: int = 0  # posts that two people read
    differing: tuple[int, int, int, int] = (0, 0, 0, 0)  # by rank: where one says at or beyond it, and one not
    by_side: tuple[SideRow, SideRow, SideRow, SideRow] = (
        _NO_SIDES,
        _NO_SIDES,
        _NO_SIDES,
        _NO_SIDES,
    )  # by the tag's: against, neither, for, unknown

    @property
    def labels(self) -> int:
        """How many posts were read."""
        return sum(map(sum, self.by_tag))

    @property
    def cannot_tell(self) -> int:
        """Of them, those of which the reader could not tell."""
        return sum(row[CANNOT_TELL] for row in self.by_tag)


def is_beyond(answer: int, wanted: int) -> bool:
    """Whether an answer says that the author is at or beyond a rank. Who cannot tell does not say so."""
    return answer != CANNOT_TELL and answer >= wanted


def add_label(tallies: LabelTallies, tag: int, answer: int) -> LabelTallies:
    """With one more post that was read: the rank of its tag, and that of the answer, or CANNOT_TELL."""
    rows = [list(row) for row in tallies.by_tag]
    rows[tag][answer] += 1
    a, b, c, d = [(r[0], r[1], r[2], r[3], r[4]) for r in rows]
    return replace(tallies, by_tag=(a, b, c, d))


def add_side(tallies: LabelTallies, tag: int, side: int) -> LabelTallies:
    """With the side of one more post: of its tag, -1 to 1 or UNKNOWN_STANCE, and of the answer, -1 to 1."""
    rows = [list(row) for row in tallies.by_side]
    rows[tag + 1][side + 1] += 1
    a, b, c, d = [(r[0], r[1], r[2]) for r in rows]
    return replace(tallies, by_side=(a, b, c, d))


def add_second_reading(tallies: LabelTallies, one: int, other: int) -> LabelTallies:
    """With one more post that a second person read."""
    differs = [n + (is_beyond(one, rank) != is_beyond(other, rank)) for rank, n in enumerate(tallies.differing)]
    return replace(
        tallies, read_twice=tallies.read_twice + 1, differing=(differs[0], differs[1], differs[2], differs[3])
    )


class TagTable(msgspec.Struct, frozen=True, gc=False):
    """Numbers of labels, by whether an author is at or beyond a stage: truly (`there`) and by the tag (`seen`)."""

    there_seen: float
    there_unseen: float
    absent_seen: float
    absent_unseen: float

    @property
    def sensitivity(self) -> float:
        """P(tagged so | truly so)."""
        return self.there_seen / (self.there_seen + self.there_unseen)

    @property
    def false_positive(self) -> float:
        """P(tagged so | truly not)."""
        return self.absent_seen / (self.absent_seen + self.absent_unseen)

    @property
    def slope(self) -> float:
        """Slope of labels on tags: P(truly so | tagged so) - P(truly so | tagged not so)."""
        seen, unseen = self.there_seen + self.absent_seen, self.there_unseen + self.absent_unseen
        return self.there_seen / seen - self.there_unseen / unseen


def count_answers(tallies: LabelTallies, wanted: int) -> TagTable:
    """The labels so far of a wanted stage."""
    cells = {(True, True): 0.0, (True, False): 0.0, (False, True): 0.0, (False, False): 0.0}
    for tag, row in enumerate(tallies.by_tag):
        for answer, number in enumerate(row):
            cells[is_beyond(answer, wanted), tag >= wanted] += number
    return TagTable(cells[True, True], cells[True, False], cells[False, True], cells[False, False])


def count_sides(tallies: LabelTallies, side: int) -> TagTable:
    """The labels so far, by whether an author is on a side, -1 or 1: by the label, and by the tag."""
    cells = {(True, True): 0.0, (True, False): 0.0, (False, True): 0.0, (False, False): 0.0}
    for tag, row in enumerate(tallies.by_side):
        for said, number in enumerate(row):
            cells[said == side + 1, tag == side + 1] += number
    return TagTable(cells[True, True], cells[True, False], cells[False, True], cells[False, False])


def with_pseudo_labels(table: TagTable, share: float, rates: ConfusionRates, numbers: Labelling) -> TagTable:
    """With `pseudo_labels` more, as the model card expects them of an audience with this share."""
    n, se, fp = float(numbers.pseudo_labels), rates.sensitivity, rates.false_positive
    return TagTable(
        table.there_seen + n * share * se,
        table.there_unseen + n * share * (1.0 - se),
        table.absent_seen + n * (1.0 - share) * fp,
        table.absent_unseen + n * (1.0 - share) * (1.0 - fp),
    )


def correction(table: TagTable, numbers: Labelling) -> float:
    """`eta`: the slope of labels on tags, 0 up to `most_correction`."""
    return min(max(table.slope, 0.0), numbers.most_correction)


def reader_error(tallies: LabelTallies, wanted: int, numbers: Labelling) -> float:
    """An upper bound (95 %) on how often a reader errs on a stage, 0..0.5, from posts that two have read.

    Two readers who err independently, each with e, differ on `d = 2 e (1 - e)` of posts. d is bounded with
    `reader_pairs` imagined posts on which two readers with the assumed error differ as they would.
    """
    assumed, pairs = numbers.reader_error, numbers.reader_pairs + tallies.read_twice
    differing = 2.0 * assumed * (1.0 - assumed) * numbers.reader_pairs + tallies.differing[wanted]
    rate = differing / pairs
    bound = min(rate + _Z95_ONE_SIDED * sqrt(rate * (1.0 - rate) / pairs), 0.5)
    return 0.5 * (1.0 - sqrt(1.0 - 2.0 * bound))
