"""Movement report: audiences' movement, or a campaign's whole review, as one file that needs nothing else: no server,
no script, no network."""

from collections.abc import Iterable, Sequence
from functools import partial

from listener.board.views.movement_page import movement_page
from listener.board.web.rendering import template_environment
from listener.board.web.report import inline_styles
from listener.files.output import write_whole
from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.reviews import decision_log, describe_lessons, side_by_side
from models.movement import AudienceMovement
from models.reviews import CampaignReview


def write_movement_report(path: str, found: Iterable[AudienceMovement], language: str = DEFAULT_LANGUAGE) -> None:
    """Writes one HTML file. Raises InputError where it cannot be written."""
    write_whole(path, movement_html(found, language).encode("utf-8", "replace"))


def movement_html(found: Iterable[AudienceMovement], language: str = DEFAULT_LANGUAGE) -> str:
    """The report's text. The same figures give the same bytes."""
    template = template_environment().get_template("movement_report.html")
    pages = [movement_page(each, language) for each in found]
    return template.render(pages=pages, language=language, words=partial(words, language=language), **inline_styles())


def write_review_report(
    path: str, review: CampaignReview, others: Sequence[CampaignReview] = (), language: str = DEFAULT_LANGUAGE
) -> None:
    """Writes a campaign's review as one HTML file. Raises InputError where it cannot be written."""
    write_whole(path, review_html(review, others, language).encode("utf-8", "replace"))


def review_html(
    review: CampaignReview, others: Sequence[CampaignReview] = (), language: str = DEFAULT_LANGUAGE
) -> str:
    """The review's text, beside others. The same figures give the same bytes."""
    lessons = {name: describe_lessons(review, keep=name == "keep", language=language) for name in ("keep", "change")}
    return (
        template_environment()
        .get_template("review_report.html")
        .render(
            review=review,
            lessons=lessons,
            tables=[decision_log(review, language), side_by_side([review, *others], language)],
            pages=[movement_page(each, language) for each in review.audiences],
            language=language,
            words=partial(words, language=language),
            **inline_styles(),
        )
    )
