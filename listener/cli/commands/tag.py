"""`listener tag`: what the tagger says of posts."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from listener.cli.support.console import errors, output

if TYPE_CHECKING:
    from listener.files.lines import Lines
    from listener.wording.explained_tags import ExplainedPost
    from models.campaigns import Campaign
    from models.posts import Post
    from models.tags import Tags

_TABLE_POSTS = 50  # in one table, which is laid out when all of them are there
_BATCH_POSTS = 500  # tagged together, for speed; what is said of one does not depend on the others


def tag(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")],
    campaign: Annotated[str | None, typer.Option(metavar="FILE", help="A campaign file, for its themes.")] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="FILE", help="A campaign file: what of it we read in each post, as a table.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="NDJSON in place of the table of --explain.")] = False,
    out: Annotated[str, typer.Option(metavar="FILE", help="NDJSON file, .gz and .zst too; - is the screen.")] = "-",
) -> None:
    """Tag posts, each alone: language, sentiment, themes, act, stage, and what shows it. NDJSON out.

    Spans count characters of the text. Who tells of harm done to them is not quoted: such a line has no text.
    --explain also says which audiences have a post, or why none has; such a post is read as if one had it.
    """
    from listener.campaign_file.loading import load_files
    from listener.files.identity import refuse_overwriting
    from listener.files.lines import Lines
    from models.errors import InputError

    if campaign and explain:
        raise InputError("--campaign and --explain both name a campaign file: give one of them")
    files = [name for name in (campaign, explain) if name]
    refuse_overwriting([*posts, *files], {"--out": out})
    campaigns, admitted = load_files(files, posts), admit_posts(Lines(posts))
    if explain and not json and out == "-":
        _print_tables(_explain_posts(campaigns[0], admitted))
    else:
        _write(out, _explanation_lines(campaigns[0], admitted) if explain else _tag_posts(campaigns, admitted))


def _write(out: str, lines: Iterable[dict[str, Any]]) -> None:
    import msgspec

    from listener.files.output import open_output

    encode = msgspec.json.Encoder().encode
    with open_output(out) as write:
        for line in lines:
            write(encode(line))


def _print_tables(explained: "Iterator[ExplainedPost]") -> None:
    from listener.wording.explanation_table import explanation_table

    while some := list(islice(explained, _TABLE_POSTS)):
        output().print(explanation_table(some))


def _explanation_lines(campaign: "Campaign", posts: "Iterator[Post]") -> Iterator[dict[str, Any]]:
    from listener.wording.explained_tags import explanation_record

    yield from map(explanation_record, _explain_posts(campaign, posts))


def _explain_posts(campaign: "Campaign", posts: "Iterator[Post]") -> "Iterator[ExplainedPost]":
    """Each post with its match, and its tags in the campaign's story."""
    from listener.settings import from_environment
    from listener.wording.explained_tags import ExplainedPost
    from listener.worker.tagger_pool import make_tagger
    from pipelines.tags import MatchExplainer

    tagger, matching = make_tagger([campaign], from_environment()), MatchExplainer(campaign)
    for post in posts:
        yield ExplainedPost(post, matching.explain(post), tagger.tag([post], [campaign.name])[0])


def admit_posts(lines: "Lines") -> "Iterator[Post]":
    """The posts among the lines. What is none is said at once, and all of them are counted at the end."""
    from listener.files.replay import END_OF_TIME
    from models.rejections import Origin, Rejection
    from pipelines.posts import Admission

    admission, rejected = Admission(), 0
    for line in lines:
        post = admission.admit(line.value, END_OF_TIME, Origin(line.source, 0, line.number))
        if isinstance(post, Rejection):
            rejected += 1
            reason = f"{line.source}, line {line.number}: rejected, {post.reason}: {post.detail}"
            errors().print(reason, soft_wrap=True)
        else:
            yield post
    if rejected:
        errors().print(f"{rejected:,} rejected")
    lines.refuse_if_none_taken(rejected)


def _tag_posts(campaigns: "Sequence[Campaign]", posts: "Iterator[Post]") -> Iterator[dict[str, Any]]:
    """A line for each post, in order. Themes are looked for in the posts that a campaign wants."""
    from listener.settings import from_environment
    from listener.worker.tagger_pool import make_tagger
    from pipelines.tags import Matcher

    tagger, matcher = make_tagger(campaigns, from_environment()), Matcher(campaigns)
    while batch := list(islice(posts, _BATCH_POSTS)):
        stories = [next((each.campaign for each in some), None) for some in matcher.match_all(batch)]
        for post, tags in zip(batch, tagger.tag(batch, stories), strict=True):
            yield _output_line(post, tags)


def _output_line(post: "Post", tags: "Tags") -> dict[str, Any]:
    """What is written of a post; who tells of harm done to them is not quoted."""
    import msgspec

    fields = msgspec.to_builtins(tags)
    why = fields.pop("why")
    text = {} if tags.testimony else {"text": post.text}
    return {"id": post.id, **text, "tags": fields, "why": why}
