"""Explanation table: posts on a terminal, what shows each tag coloured in their texts as in their tags."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rich import box
from rich.table import Table
from rich.text import Text

from listener.wording.explained_tags import (
    NO_MATCH,
    ExplainedPost,
    ExplainedTag,
    explained_audiences,
    explained_tags,
    shown_words,
)
from listener.wording.figures import CUT_MARK, UNKNOWN
from listener.wording.visible import visible
from models.tags import Span, Stance

_LONGEST = 600  # characters of a text that are shown
_COLOURS = {
    "audience": "cyan", "themes": "blue", "stance": "magenta", "act": "green", "stage": "green", "testimony": "red",
}  # fmt: skip
_SAYS_NOTHING = (UNKNOWN, Stance.UNKNOWN)
_WITHHELD = "tells of harm done to them: counted, not shown"


def explanation_table(explained: Iterable[ExplainedPost]) -> Table:
    """Posts, each with its coloured text, and beside it its audiences, its tags, and what shows each."""
    table = Table(box=box.SIMPLE_HEAD, show_lines=True)
    table.add_column("post", ratio=2)
    table.add_column("what we read in it, and what shows it", ratio=3)
    for each in explained:
        table.add_row(_post_text(each), _readings(each))
    return table


def _readings(explained: ExplainedPost) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", width=9, no_wrap=True)
    grid.add_column(min_width=14)
    grid.add_column(style="dim", ratio=1)
    for each in _everything(explained):
        shown = ", ".join(shown_words(each.shown, explained))
        grid.add_row(each.name, Text(visible(each.says), style=_style(each)), Text(visible(shown)))
    return grid


def _everything(explained: ExplainedPost) -> Iterator[ExplainedTag]:
    yield from explained_audiences(explained)
    yield from explained_tags(explained)


def _style(tag: ExplainedTag) -> str:
    if tag.says.startswith(NO_MATCH):
        return "yellow"
    return "dim" if tag.says in _SAYS_NOTHING else _COLOURS.get(tag.name, "")


def _post_text(explained: ExplainedPost) -> Text:
    """The id, and below it the text; what it is where it has none."""
    post, whole = explained.post, Text(visible(explained.post.id), style="bold").append("\n")
    if explained.tags.testimony:
        return whole.append(_WITHHELD, style="not bold dim")
    for piece, style in _coloured(post.text or f"({post.kind})", explained):
        whole.append(visible(piece), style=f"not bold {style}")
    return whole.append(CUT_MARK if len(post.text or "") > _LONGEST else "")


def _coloured(text: str, explained: ExplainedPost) -> Iterator[tuple[str, str]]:
    """The pieces of a text, each with its style: that of the first tag that it shows."""
    shown = [(cue, each.name) for each in _everything(explained) for cue in each.shown if isinstance(cue, Span)]
    ends = {0, len(text), *(end for span, _ in shown for end in (span.start, span.end))}
    for start, end in pairwise(sorted({min(each, _LONGEST) for each in ends})):
        names = [name for span, name in shown if span.start <= start and end <= span.end]
        yield text[start:end], f"underline {_COLOURS.get(names[0], '')}".strip() if names else ""
