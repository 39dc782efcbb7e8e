"""`listener replay`: the whole chain in memory over files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, output, progress
from listener.cli.support.json_lines import AsJson, write_json
from listener.cli.support.times import Now, time_or_now
from models.errors import InputError

if TYPE_CHECKING:
    from listener.files.lines import Lines
    from listener.local.campaign_turns import CampaignTurns
    from listener.settings import Settings
    from listener.wording.summary import Summary
    from models.author_keys import AuthorKey
    from models.campaigns import Campaign
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
    from listener.cli.support.replay_outputs import ReplayPaths, open_outputs

    given = _check_inputs(posts or [], from_log, commands, labels)
    paths = ReplayPaths(signals, decisions, state, rejected, label_queue, ledger, report)
    _refuse_overwriting([campaign, *given, from_log, commands, labels, updates], paths.by_option())
    if label_queue and "-" in given:
        raise InputError("--label-queue reads the posts twice, for their words: standard input can be read once")
    from listener.campaign_file.loading import load_files
    from listener.settings import from_environment
    from listener.wording.summary import Summary
    from listener.worker.gc_tuning import tune_gc

    campaigns = load_files([campaign], given)
    settings = from_environment()
    source = _files(given, settings, time_or_now(now)) if given else _log(str(from_log), campaigns, settings)
    flow = _make_flow(campaigns, source.key, commands, labels, updates)
    summary = Summary(campaigns=campaigns)
    with open_outputs(paths, campaigns) as outputs, tune_gc():
        for told in source.play(flow):
            _add(summary, told)
            outputs.take(told)
        outputs.finish(flow, source.posts, source.key)
        if not rejected:  # a file that was there stays, but who asks for the rejections is given them
            source.refuse_if_none_taken(summary.rejected.total())
    source.refuse_if_none_taken(summary.rejected.total())
    if not paths.take_screen:
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


@dataclass(frozen=True)
class _Source:
    """Where the posts come from: files, or the log of a run."""

    key: "AuthorKey"
    play: "Callable[[Flow], Iterator[FlowResult]]"
    posts: "Callable[[], Iterable[bytes]]"  # their bytes once more, for their words
    refuse_if_none_taken: Callable[[int], None]  # told how many were rejected. Raises InputError


def _files(paths: list[str], settings: "Settings", received: "Millis") -> _Source:
    from listener.files.lines import Lines
    from listener.settings import author_key

    lines = Lines(paths)
    return _Source(
        key=author_key(settings, may_be_public=True),
        play=lambda flow: _with_progress(flow, lines, received),
        posts=lambda: (each.value for each in Lines(paths)),
        refuse_if_none_taken=lines.refuse_if_none_taken,
    )


def _log(path: str, campaigns: "Sequence[Campaign]", settings: "Settings") -> _Source:
    from listener.importing.keys import find_author_key
    from listener.local.campaign_turns import CampaignTurns
    from listener.local.log_replay import posts_of_log
    from listener.worker.tagger_pool import make_tagger

    retag = partial(make_tagger, settings=settings)
    key = find_author_key(settings)
    return _Source(
        key=key,
        play=lambda flow: _replay_log(CampaignTurns(flow, campaigns, retag), path, key),
        posts=lambda: posts_of_log(Path(path)),
        refuse_if_none_taken=lambda _: None,
    )


def _make_flow(
    campaigns: "Sequence[Campaign]", key: "AuthorKey", commands: str | None, labels: str | None, updates: str | None
) -> "Flow":
    """The chain, told all that people say beside the posts. Raises InputError."""
    from listener.files import label_files, ledger_files, replay
    from listener.files.lines import Lines
    from listener.settings import from_environment
    from listener.worker.tagger_pool import make_tagger
    from pipelines.flow import Flow

    flow = Flow(campaigns, make_tagger(campaigns, from_environment()), author_key=key)
    replay.apply_commands(flow, Lines([commands]) if commands else ())
    label_files.apply_labels(flow, label_files.read_labels(Lines([labels]) if labels else ()))
    ledger_files.apply_ledger(flow, Lines([updates]) if updates else ())
    return flow


def _replay_log(turns: "CampaignTurns", path: str, key: "AuthorKey") -> "Iterator[FlowResult]":
    from listener.local.log_replay import find_lost_beginning, replay_log

    if words := find_lost_beginning(Path(path)):
        errors().print(words, style="bold yellow", soft_wrap=True)
    yield from replay_log(turns, Path(path), key)


def _refuse_overwriting(inputs: "Sequence[str | None]", outputs: "dict[str, str | None]") -> None:
    """Before anything else is loaded: that takes seconds."""
    from listener.files.identity import refuse_overwriting

    refuse_overwriting([each for each in inputs if each], outputs)


def _add(summary: "Summary", told: "FlowResult") -> None:
    summary.notices.extend(each.data for each in told.told)
    summary.counts.update(told.counts)
    summary.add_rejections(told.rejections)
    summary.add_decisions(told.decisions)


def _with_progress(flow: "Flow", lines: "Lines", received: "Millis") -> "Iterator[FlowResult]":
    from listener.files.replay import replay_lines

    with progress("replaying", lines.total) as at:
        for told in replay_lines(flow, lines, received):
            at(lines.position)
            yield told
