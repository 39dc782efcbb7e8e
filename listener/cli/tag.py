"""`listener tag`: what the tagger says of posts."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.terminal import errors

if TYPE_CHECKING:
    from listener.files import Line
    from models.posts import Post
    from models.rejections import Rejection


def tag(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS.ndjson...", help="Files; .gz, .zst; - is stdin.")],
    campaign: Annotated[str | None, typer.Option(metavar="FILE", help="A campaign file, for its themes.")] = None,
    out: Annotated[str, typer.Option(metavar="FILE", help="NDJSON file, .gz and .zst too; - is the screen.")] = "-",
) -> None:
    """Tag posts, each alone: language, sentiment, themes, act, stage, and what shows it. NDJSON out."""
    import msgspec

    from listener.campaigns import loaded
    from listener.files import Lines, writing
    from models.posts import Post
    from pipelines.tags import Matcher, Tagger

    campaigns = loaded([campaign] if campaign else [])
    tagger, matcher = Tagger(campaigns), Matcher(campaigns)
    encode = msgspec.json.Encoder().encode
    refused = 0
    with writing(out) as write:
        for post in _admitted(Lines(posts)):
            if isinstance(post, Post):
                story = next((each.campaign for each in matcher.match(post)), None)
                write(encode({"id": post.id, "text": post.text, "tags": tagger.tag([post], [story])[0]}))
            else:
                refused += 1
                where = f"{post.origin.source}, line {post.origin.offset}: " if post.origin else ""
                errors().print(f"{where}rejected, {post.reason}: {post.detail}", markup=False, soft_wrap=True)
    if refused:
        errors().print(f"{refused:,} rejected")


def _admitted(lines: "Iterable[Line]") -> "Iterator[Post | Rejection]":
    from listener.replay import ANY_TIME
    from models.rejections import Origin
    from pipelines.posts import Admission

    admission = Admission()
    for line in lines:
        yield admission.admit(line.value, ANY_TIME, Origin(line.source, 0, line.number))
