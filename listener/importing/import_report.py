"""Report: what came of the rows of a file: how many posts, of how many authors, from when to when, and what not."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from listener.importing.converting import ConversionError, LeftOut
from models.posts import Post

_SHOWN_PER_REASON = 3


@dataclass
class ImportReport:
    """Counts, kept while the rows go by."""

    taken: int = 0
    repeats: int = 0  # of an id that the file had before
    authors: int = 0
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    examples: dict[LeftOut, list[str]] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None

    @property
    def rows(self) -> int:
        return self.taken + self.repeats + self.left_out.total()

    def add(self, post: Post) -> None:
        """A post was taken."""
        self.taken += 1
        self.first = min(self.first or post.created_at, post.created_at)
        self.last = max(self.last or post.created_at, post.created_at)

    def leave_out(self, place: str, error: ConversionError) -> None:
        """A row was none; the first of each reason are shown with their place."""
        self.left_out[error.reason] += 1
        shown = self.examples.setdefault(error.reason, [])
        if len(shown) < _SHOWN_PER_REASON:
            shown.append(f"{place}: {error.detail}")

    def lines(self) -> list[str]:
        """The report as lines of text."""
        out = [f"{self.taken:,} of {self.rows:,} rows are posts"]
        if self.first and self.last:
            authors = f", by {self.authors:,} author{'s' * (self.authors != 1)}" if self.authors else ""
            out[0] += f"{authors}, from {self.first:%Y-%m-%d %H:%M} to {self.last:%Y-%m-%d %H:%M} UTC"
        if self.repeats:
            out.append(f"  {self.repeats:,} repeat an id that was there before")
        for reason, count in sorted(self.left_out.items()):
            out.append(f"  {count:,} left out, {reason}:")
            out.extend(f"    {each}" for each in self.examples[reason])
        return out
