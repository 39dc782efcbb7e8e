"""Feed: the signals, newest first, filtered and cut to what is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from listener.board.views.board_state import Board
from listener.board.views.cards import Row, rows
from models.commands import Verdict
from models.decisions import DecisionKind
from models.signals import Signal

PAGE = 50
MOST = 200  # rows given at once


@dataclass(frozen=True)
class Filter:
    """What a reader wants to see; empty means all."""

    key: str = ""
    decision: str = ""
    verdict: str = ""  # a verdict, or `none`

    def fits(self, signal: Signal, board: Board) -> bool:
        """Whether a signal is wanted."""
        return (
            (not self.key or signal.subject == self.key)
            and (not self.decision or signal.data.decision == self.decision)
            and (not self.verdict or self._judged(signal, board))
        )

    def _judged(self, signal: Signal, board: Board) -> bool:
        judged = board.verdicts.get(signal.id)
        return (judged.verdict if judged else "none") == self.verdict

    @property
    def query(self) -> str:
        """As a query string."""
        fields = {"audience": self.key, "decision": self.decision, "verdict": self.verdict}
        return urlencode({name: value for name, value in fields.items() if value})


@dataclass(frozen=True)
class Slice:
    """Some rows of the filtered feed, from `start` (0 is the newest), and how many there are."""

    rows: tuple[Row, ...]
    start: int
    total: int


def asked(query: Mapping[str, str]) -> Filter:
    """The filter of a query string. What it does not know, it leaves out."""
    decision, verdict = query.get("decision", ""), query.get("verdict", "")
    return Filter(
        key=query.get("audience", ""),
        decision=decision if decision in list(DecisionKind) else "",
        verdict=verdict if verdict in [*Verdict, "none"] else "",
    )


def cut(board: Board, wanted: Filter, start: int, size: int) -> Slice:
    """The rows from `start`, at most `MOST`."""
    found = [signal for signal in reversed(board.feed) if wanted.fits(signal, board)]
    start = max(0, min(start, max(0, len(found) - 1)))
    return Slice(rows(board, found[start : start + min(max(size, 1), MOST)]), start, len(found))
