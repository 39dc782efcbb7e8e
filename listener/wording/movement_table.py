"""Movement table: what is told of audiences' movement, on a terminal."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.movement import FigureSection, describe_sample, describe_span, describe_verdict
from listener.wording.movement_sections import figure_sections
from models.movement import AudienceMovement


def movement_tables(found: Iterable[AudienceMovement], language: str = DEFAULT_LANGUAGE) -> Iterator[RenderableType]:
    """For each audience its verdict and the figures behind it."""
    for each in found:
        yield Text(f"{each.campaign} / {each.audience}  {describe_span(each, language)}".rstrip(), style="bold")
        yield Text(f"{each.momentum.verdict}  {describe_verdict(each, language)}")
        yield ""
        for section in figure_sections(each, language):
            yield Text(section.title, style="bold")
            if section.lines:
                yield _figures(section, language)
            if section.note:
                yield Text(section.note, style="dim")
            yield ""
        yield Text(describe_sample(each, language), style="dim")
        yield ""


def _figures(section: FigureSection, language: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("figure", "value", "interval"):
        table.add_column(words("movement-words", column, language), justify="left" if column == "figure" else "right")
    for line in section.lines:
        table.add_row(*line)
    return table
