"""`listener tag`: what the tagger says of posts."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from listener.cli.support.console import errors

if TYPE_CHECKING:
    from listener.files.lines import Lines
    from models.campaigns import Campaign
    from models.posts import Post
    from models.tags import Tags

_BATCH_POSTS = 500  # tagged together, for speed; what is said of one does not depend on the others


def tag(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")],
    campaign: Annotated[str | None, typer.Option(metavar="FILE", help="A campaign file, for its themes.")] = None,
    out: Annotated[str, typer.Option(metavar="FILE", help="NDJSON file, .gz and .zst too; - is the screen.")] = "-",
) -> None:
    """Tag posts, each alone: language, sentiment, themes, act, stage, and what shows it. NDJSON out.

    Spans count characters of the text. Who tells of harm done to them is not quoted: such a line has no text.
    """
    import msgspec

    from listener.campaign_file.loading import load_files
    from listener.files.identity import refuse_overwriting
    from listener.files.lines import Lines
    from listener.files.output import open_output

    refuse_overwriting([*posts, *([campaign] if campaign else [])], {"--out": out})
    campaigns, encode = load_files([campaign] if campaign else []), msgspec.json.Encoder().encode
    with open_output(out) as write:
        for line in _tag_posts(campaigns, _admit_posts(Lines(posts))):
            write(encode(line))


def _admit_posts(lines: "Lines") -> "Iterator[Post]":
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
    from pipelines.tags import Matcher, Tagger

    tagger, matcher = Tagger(campaigns), Matcher(campaigns)
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
