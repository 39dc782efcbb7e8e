"""Movement report: audiences' movement as one file that needs nothing else: no server, no script, no network."""

from collections.abc import Iterable
from functools import partial

from listener.board.views.movement_page import movement_page
from listener.board.web.rendering import template_environment
from listener.board.web.report import inline_styles
from listener.files.output import write_whole
from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from models.movement import AudienceMovement


def write_movement_report(path: str, found: Iterable[AudienceMovement], language: str = DEFAULT_LANGUAGE) -> None:
    """Writes one HTML file. Raises InputError where it cannot be written."""
    write_whole(path, movement_html(found, language).encode("utf-8", "replace"))


def movement_html(found: Iterable[AudienceMovement], language: str = DEFAULT_LANGUAGE) -> str:
    """The report's text. The same figures give the same bytes."""
    template = template_environment().get_template("movement_report.html")
    pages = [movement_page(each, language) for each in found]
    return template.render(pages=pages, language=language, words=partial(words, language=language), **inline_styles())
