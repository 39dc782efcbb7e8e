"""`listener backtest`: what other policies would have told of the same posts."""

from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import output
from listener.cli.support.times import Now, time_or_now
from models.errors import InputError, PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.campaigns import Campaign
    from models.posts import Millis
    from pipelines.movement.backtests import Backtest


def backtest(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="A campaign file.")],
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst.")],
    policy: Annotated[
        list[str] | None, typer.Option(metavar="NAME=NUMBER,...", help="A policy to try; as often as you like.")
    ] = None,
    json: Annotated[str | None, typer.Option(metavar="FILE", help="Write all of it, a line a policy.")] = None,
    now: Now = None,
) -> None:
    """Replay posts under the campaign's own policy and under others: when each tells ADVANCE, and how many stood.

    The posts are read once for each policy. An ADVANCE has stood that no STEP_BACK followed within 14 days.
    """
    from listener.files.identity import refuse_overwriting

    if "-" in posts:
        raise InputError("the posts are read once for each policy: standard input can be read once")
    refuse_overwriting([campaign, *posts], {"--json": json})
    tried = [{}, *(read_numbers(each) for each in policy or ())]
    found = list(_run_all(campaign, posts, tried, time_or_now(now)))
    if json:
        _write_json(json, found)
    if json != "-":
        from listener.wording.backtest_table import backtest_table

        output().print(backtest_table(found))


def read_numbers(written: str) -> dict[str, float]:
    """The numbers of a policy as one writes them: `alpha=0.05,min_authors=30`. Raises InputError."""
    try:
        pairs = [each.split("=") for each in written.split(",")]
        numbers = {name.strip(): float(number) for name, number in pairs}
    except ValueError:
        raise InputError(f"--policy: `{written[:80]}` is not NAME=NUMBER, such as alpha=0.05") from None
    if "default_share" in numbers:
        raise InputError("--policy: default_share is written into the chapters' bars: change them in the file")
    return {name: int(number) if number.is_integer() else number for name, number in numbers.items()}


def _run_all(
    path: str, posts: "list[str]", tried: "list[dict[str, float]]", received: "Millis"
) -> "Iterator[Backtest]":
    from msgspec.structs import replace

    from listener.campaign_file.loading import load_files
    from models.overrides import override

    found = load_files([path], posts)[0]
    for numbers in tried:
        try:
            changed = replace(found, policy=override(found.policy, numbers))
        except PolicyError as error:
            raise InputError(f"--policy: {error.field}: {error.problem}") from None
        yield _run_one(changed, posts, numbers, received)


def _run_one(campaign: "Campaign", posts: "list[str]", numbers: dict[str, float], received: "Millis") -> "Backtest":
    from listener.files.lines import Lines
    from listener.files.replay import replay_lines
    from listener.settings import author_key, from_environment
    from listener.worker.tagger_pool import make_tagger
    from models.posts import instant
    from pipelines.flow import Flow
    from pipelines.movement.backtests import judge_signals

    settings, lines = from_environment(), Lines(posts)
    flow = Flow([campaign], make_tagger([campaign], settings), author_key=author_key(settings, may_be_public=True))
    told = [(each.signals, len(each.rejections)) for each in replay_lines(flow, lines, received)]
    lines.refuse_if_none_taken(sum(rejected for _, rejected in told))
    return judge_signals(
        numbers, [signal for signals, _ in told for signal in signals], instant(max(0, flow.reached))
    )


def _write_json(path: str, found: "list[Backtest]") -> None:
    import msgspec

    from listener.files.output import open_output

    with open_output(path) as write:
        for each in found:
            write(msgspec.json.encode(each))
