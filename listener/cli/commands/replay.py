"""`listener replay`: the whole chain in memory over files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output, progress
from listener.cli.support.json_lines import AsJson, write_json
from listener.cli.support.times import Now, time_or_now
from models.errors import InputError

if TYPE_CHECKING:
    from listener.files.lines import Lines
    from listener.wording.summary import Summary
    from models.author_keys import AuthorKey
    from models.campaigns import Campaign
    from models.labels import LabelDraw
    from models.posts import Millis
    from pipelines.flow import Flow, FlowResult


def replay(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    posts: Annotated[
        list[str] | None, typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")
    ] = None,
    from_log: Annotated[str | None, typer.Option(metavar="FILE", help="Replay a log of `listener run`.")] = None,
    signals: Annotated[str | None, typer.Option(metavar="FILE", help="Write the signals as NDJSON.")] = None,
    decisions: Annotated[str | None, typer.Option(metavar="FILE", help="Write every decision as NDJSON.")] = None,
    state: Annotated[str | None, typer.Option(metavar="FILE", help="Write what each audience remembers.")] = None,
    rejected: Annotated[str | None, typer.Option(metavar="FILE", help="Write the rejections as NDJSON.")] = None,
    commands: Annotated[str | None, typer.Option(metavar="FILE", help="Obey these chapter releases, NDJSON.")] = None,
    labels: Annotated[str | None, typer.Option(metavar="FILE", help="Count what people say, NDJSON.")] = None,
    label_queue: Annotated[str | None, typer.Option(metavar="FILE", help="Write the votes drawn to be read.")] = None,
    updates: Annotated[
        str | None, typer.Option(metavar="FILE", help="Take these entries of the ledger of commitments, NDJSON.")
    ] = None,
    ledger: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the ledger of commitments, NDJSON.")
    ] = None,
    report: Annotated[str | None, typer.Option(metavar="FILE.html", help="Write its board as one file.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Replay posts from files, without a broker: a table of decisions, and NDJSON where asked for.

    Event time only: the same input gives the same bytes. The clock is asked for one thing, which posts come from
    the future, and not even for that where --now says it.
    """
    posts = _check_inputs(posts or [], from_log, commands, labels)
    outputs = {
        "--signals": signals,
        "--decisions": decisions,
        "--state": state,
        "--rejected": rejected,
        "--label-queue": label_queue,
        "--ledger": ledger,
        "--report": report,
    }
    _refuse_overwriting([campaign, *posts, from_log, commands, labels, updates], outputs)
    if label_queue and "-" in posts:
        raise InputError("--label-queue reads the posts twice, for their words: standard input can be read once")
    import msgspec

    from listener.campaign_file.loading import load_files
    from listener.files import label_files, ledger_files
    from listener.files import replay as replaying
    from listener.files.lines import Lines
    from listener.files.output import open_output
    from listener.importing.keys import find_author_key
    from listener.local.log_replay import posts_of_log
    from listener.settings import author_key, from_environment
    from listener.wording.summary import Summary
    from listener.worker.gc_tuning import tune_gc
    from listener.worker.tagger_pool import make_tagger
    from pipelines.flow import Flow

    campaigns = load_files([campaign], posts)
    lines = Lines(posts) if posts else None
    settings = from_environment()
    key = author_key(settings, may_be_public=True) if lines else find_author_key(settings)
    flow = Flow(campaigns, make_tagger(campaigns, settings), author_key=key)
    replaying.apply_commands(flow, Lines([commands]) if commands else ())
    summary = Summary(campaigns=campaigns)
    given = list(label_files.read_labels(Lines([labels]))) if labels else []
    label_files.apply_labels(flow, given)
    ledger_files.apply_ledger(flow, Lines([updates]) if updates else ())
    draws: list[LabelDraw] = []
    with ExitStack() as stack:
        files = {"signals": signals, "decisions": decisions, "rejections": rejected, "entries": ledger}
        sinks = {name: _encoded(stack.enter_context(open_output(path))) for name, path in files.items() if path}
        show = stack.enter_context(_reporting(report, campaigns)) if report else None
        write_state = stack.enter_context(open_output(state)) if state else None
        write_queue = stack.enter_context(open_output(label_queue)) if label_queue else None
        stack.enter_context(tune_gc())
        for told in _with_progress(flow, lines, time_or_now(now)) if lines else _replay_log(flow, str(from_log), key):
            _add(summary, told)
            draws.extend(told.draws)
            for name, sink in sinks.items():
                sink(getattr(told, name))
                if name == "signals":
                    sink(told.told)
            if show:
                show(told)
        if write_state:
            for line in replaying.encode_states(flow.states.items()):
                write_state(line)
        if write_queue:
            values = (each.value for each in Lines(posts)) if posts else posts_of_log(Path(str(from_log)))
            texts = label_files.find_texts(values, draws, campaigns, key)
            for queued in label_files.queue_posts(draws, texts):
                write_queue(msgspec.json.encode(queued))
        if (
            lines and not rejected
        ):  # what was written before stays; the rejections are still written for who asked for them
            lines.refuse_if_none_taken(summary.rejected.total())
    if lines:
        lines.refuse_if_none_taken(summary.rejected.total())
    if "-" not in (*files.values(), state, label_queue, report):
        _tell(summary, as_json)


def _tell(summary: "Summary", as_json: bool) -> None:
    """What came of it: tables, or an object for each run of equal decisions and one for the records."""
    if as_json:
        write_json(summary.lines())
    else:
        output().print(*summary.tables(), sep="\n")


def _check_inputs(posts: list[str], from_log: str | None, *beside: str | None) -> list[str]:
    """The files of posts. Raises InputError where there is not one input: files, or a log, which has its own words
    of people."""
    if bool(posts) == bool(from_log):
        raise InputError("name files of posts, or a log with --from-log: one of the two")
    if from_log and any(beside):
        raise InputError("--from-log: a log has its commands and labels; --commands and --labels go with files")
    return posts


def _replay_log(flow: "Flow", path: str, key: "AuthorKey") -> "Iterator[FlowResult]":
    from listener.local.log_replay import find_lost_beginning, replay_log

    if words := find_lost_beginning(Path(path)):
        errors().print(words, style="bold yellow", soft_wrap=True)
    yield from replay_log(flow, Path(path), key)


def _refuse_overwriting(inputs: "Sequence[str | None]", outputs: "dict[str, str | None]") -> None:
    """Before anything else is loaded: that takes seconds."""
    from listener.files.identity import refuse_overwriting

    refuse_overwriting([each for each in inputs if each], outputs)


@contextmanager
def _reporting(path: str, campaigns: "Sequence[Campaign]") -> "Iterator[Callable[[FlowResult], None]]":
    """A function that takes what is told into the report, which is written at the end of the block."""
    from listener.board.views.board_state import BoardState, apply_records
    from listener.board.web.report import write_board_report

    board = BoardState()

    def show(told: "FlowResult") -> None:
        nonlocal board
        board = apply_records((*told.decisions, *told.signals, *told.redactions), board)

    yield show
    write_board_report(path, campaigns, board)


def _add(summary: "Summary", told: "FlowResult") -> None:
    summary.notices.extend(each.data for each in told.told)
    summary.counts.update(told.counts)
    summary.add_rejections(told.rejections)
    summary.add_decisions(told.decisions)


def _encoded(write: Callable[[bytes], None]) -> Callable[[Iterable[object]], None]:
    """A function that writes values as JSON, one a line."""
    import msgspec

    encode = msgspec.json.Encoder().encode

    def sink(values: Iterable[object]) -> None:
        for value in values:
            write(encode(value))

    return sink


def _with_progress(flow: "Flow", lines: "Lines", received: "Millis") -> "Iterator[FlowResult]":
    from listener.files.replay import replay_lines

    with progress("replaying", lines.total) as at:
        for told in replay_lines(flow, lines, received):
            at(lines.position)
            yield told
