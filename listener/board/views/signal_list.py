"""Signal list: the signals, newest first, filtered, and as many rows of them as are looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from listener.board.views.board_state import BoardState
from models.commands import SignalVerdict, Verdict
from models.decisions import DecisionKind
from models.signals import Signal

PAGE_ROWS = 50
MAX_ROWS = 200  # given at once
NO_VERDICT = "none"


@dataclass(frozen=True)
class SignalRow:
    """One signal of the list, with what people said of it."""

    signal: Signal
    verdict: SignalVerdict | None


@dataclass(frozen=True)
class SignalRows:
    """Some rows of the filtered list, from `start` (0 is the newest), and how many there are."""

    rows: tuple[SignalRow, ...]
    start: int
    total: int


@dataclass(frozen=True)
class SignalFilter:
    """What a reader wants to see; empty means all."""

    key: str = ""
    decision: str = ""
    verdict: str = ""  # a verdict, or NO_VERDICT

    def fits(self, signal: Signal, board: BoardState) -> bool:
        """Whether a signal is wanted."""
        return (
            (not self.key or signal.subject == self.key)
            and (not self.decision or signal.data.decision == self.decision)
            and (not self.verdict or self._has_verdict(signal, board))
        )

    def _has_verdict(self, signal: Signal, board: BoardState) -> bool:
        judged = board.verdicts.get(signal.id)
        return (judged.verdict if judged else NO_VERDICT) == self.verdict

    @property
    def query(self) -> str:
        """As a query string."""
        fields = {"audience": self.key, "decision": self.decision, "verdict": self.verdict}
        return urlencode({name: value for name, value in fields.items() if value})


def read_filter(query: Mapping[str, str]) -> SignalFilter:
    """The filter of a query string. What it does not know, it leaves out."""
    decision, verdict = query.get("decision", ""), query.get("verdict", "")
    return SignalFilter(
        key=query.get("audience", ""),
        decision=decision if decision in list(DecisionKind) else "",
        verdict=verdict if verdict in [*Verdict, NO_VERDICT] else "",
    )


def select_rows(board: BoardState, wanted: SignalFilter, start: int, size: int) -> SignalRows:
    """The rows from `start`, at most MAX_ROWS; beyond the end, the last row."""
    fitting = [signal for signal in reversed(board.signals) if wanted.fits(signal, board)]
    start = max(0, min(start, max(0, len(fitting) - 1)))
    end = start + min(max(size, 1), MAX_ROWS)
    return SignalRows(signal_rows(board, fitting[start:end]), start, len(fitting))


def signal_rows(board: BoardState, signals: Iterable[Signal]) -> tuple[SignalRow, ...]:
    """Signals with their verdicts."""
    return tuple(SignalRow(signal, board.verdicts.get(signal.id)) for signal in signals)
