"""Replay outputs: the files that a replay is asked for. Each appears when all of it is written, or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass

import msgspec

from listener.files.label_files import find_texts, queue_posts
from listener.files.lines import STANDARD
from listener.files.output import Write, open_output
from listener.files.replay import encode_states
from models.author_keys import AuthorKey
from models.campaigns import Campaign
from models.labels import LabelDraw
from pipelines.flow import Flow, FlowResult

_Values = Callable[[Iterable[object]], None]  # takes some values more


@dataclass(frozen=True)
class ReplayPaths:
    """Where each output goes: a file, `-` for the screen, None for nowhere."""

    signals: str | None = None
    decisions: str | None = None
    state: str | None = None
    rejected: str | None = None
    label_queue: str | None = None
    ledger: str | None = None
    report: str | None = None

    def by_option(self) -> dict[str, str | None]:
        """The paths, by the option that names each."""
        return {f"--{name.replace('_', '-')}": path for name, path in asdict(self).items()}

    @property
    def take_screen(self) -> bool:
        """Whether one of them is the screen, where nothing else may stand then."""
        return STANDARD in asdict(self).values()


@contextmanager
def open_outputs(paths: ReplayPaths, campaigns: Sequence[Campaign]) -> Iterator["ReplayOutputs"]:
    """The outputs that are asked for, which are there at the end of the block. Raises InputError as `open_output`."""
    with ExitStack() as stack:
        yield ReplayOutputs(paths, campaigns, stack)


class ReplayOutputs:
    """Takes what a replay tells, and writes what of it is asked for."""

    def __init__(self, paths: ReplayPaths, campaigns: Sequence[Campaign], stack: ExitStack) -> None:
        def opened(path: str | None) -> _Values:
            return _as_json(stack.enter_context(open_output(path))) if path else _drop

        self._signals, self._decisions = opened(paths.signals), opened(paths.decisions)
        self._rejected, self._ledger = opened(paths.rejected), opened(paths.ledger)
        self._queue = opened(paths.label_queue)
        self._state = stack.enter_context(open_output(paths.state)) if paths.state else None
        self._show = stack.enter_context(_reporting(paths.report, campaigns)) if paths.report else None
        self._draws: list[LabelDraw] = []
        self._campaigns, self._asks_for_queue = campaigns, bool(paths.label_queue)

    def take(self, told: FlowResult) -> None:
        """What the flow tells of some records."""
        self._signals((*told.signals, *told.told))
        self._decisions(told.decisions)
        self._rejected(told.rejections)
        self._ledger(told.entries)
        self._draws.extend(told.draws)
        if self._show:
            self._show(told)

    def finish(self, flow: Flow, posts: Callable[[], Iterable[bytes]], key: AuthorKey) -> None:
        """What is known at the end: states, and the votes drawn, whose words are looked up in the posts once more."""
        if self._state:
            for line in encode_states(flow.states.items()):
                self._state(line)
        if self._asks_for_queue:
            self._queue(queue_posts(self._draws, find_texts(posts(), self._draws, self._campaigns, key)))


def _drop(_: Iterable[object]) -> None:
    """Writes nothing."""


def _as_json(write: Write) -> _Values:
    """A function that writes values as JSON, one a line."""
    encode = msgspec.json.Encoder().encode

    def sink(values: Iterable[object]) -> None:
        for value in values:
            write(encode(value))

    return sink


@contextmanager
def _reporting(path: str, campaigns: Sequence[Campaign]) -> Iterator[Callable[[FlowResult], None]]:
    """A function that takes what is told into the report, which is written at the end of the block."""
    from listener.board.views.board_state import BoardState, apply_records
    from listener.board.web.report import write_board_report

    board = BoardState()

    def show(told: FlowResult) -> None:
        nonlocal board
        board = apply_records((*told.decisions, *told.signals, *told.redactions), board)

    yield show
    write_board_report(path, campaigns, board)
