"""Review table: a campaign's review on a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.reviews import ReviewTable, decision_log, describe_lessons, side_by_side
from models.reviews import CampaignReview


def review_tables(
    review: CampaignReview, others: Sequence[CampaignReview] = (), language: str = DEFAULT_LANGUAGE
) -> Iterator[RenderableType]:
    """What to keep, what to change, the decisions, and the campaign beside others."""
    for keep in (True, False):
        yield Text(words("review", "keep" if keep else "change", language), style="bold")
        lessons = describe_lessons(review, keep=keep, language=language)
        yield from (Text(f"- {each}") for each in lessons or [words("review", "nothing", language)])
        yield ""
    for table in (decision_log(review, language), side_by_side([review, *others], language)):
        yield Text(table.title, style="bold")
        if table.rows:
            yield _as_table(table)
        yield Text(table.note, style="dim")
        yield ""


def _as_table(found: ReviewTable) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in found.columns:
        table.add_column(column)
    for row in found.rows:
        table.add_row(*row)
    return table
