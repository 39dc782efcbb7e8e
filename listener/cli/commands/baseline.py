"""`listener baseline`: who an audience is before a campaign, and what it can be asked."""

from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import output
from listener.cli.support.sampling import read_posts
from listener.cli.support.times import Now, time_or_now

if TYPE_CHECKING:
    from models.baseline import Baseline
    from models.posts import Millis


def baseline(
    campaign: Annotated[str, typer.Argument(metavar="DRAFT.yaml", help="A campaign file; `match` alone will do.")],
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")],
    json: Annotated[str | None, typer.Option(metavar="FILE", help="Write all figures, a line an audience.")] = None,
    now: Now = None,
) -> None:
    """Tell who an audience is before the campaign: size, channels, hours, themes, stages, who comes back.

    It proposes the chapters' bars, and says whether decisions will be possible at all, and when.
    """
    from listener.files.identity import refuse_overwriting
    from listener.wording.baseline_table import baseline_tables

    refuse_overwriting([campaign, *posts], {"--json": json})
    found = _measure(campaign, posts, time_or_now(now))
    if json:
        _write_json(json, found)
    if json != "-":
        output().print(*baseline_tables(found), sep="\n")


def _measure(path: str, posts: "list[str]", received: "Millis") -> "list[Baseline]":
    from listener.campaign_file.drafts import load_draft
    from listener.campaign_file.nodes import MAX_BYTES
    from listener.files.lines import Lines, read_bytes
    from listener.settings import author_key, from_environment
    from listener.worker.tagger_pool import make_tagger
    from pipelines.movement import MovementReader, measure_baseline

    draft = load_draft(read_bytes(path, MAX_BYTES), path)
    settings = from_environment()
    reader = MovementReader(draft, make_tagger([draft], settings), author_key(settings, may_be_public=True))
    read_posts(reader, Lines(posts), received)
    return [measure_baseline(sample, draft, name) for name, sample in reader.samples.items()]


def _write_json(path: str, found: "list[Baseline]") -> None:
    import msgspec

    from listener.files.output import open_output

    with open_output(path) as write:
        for each in found:
            write(msgspec.json.encode(each))
