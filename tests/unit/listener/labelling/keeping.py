"""A log with posts that were drawn to be read, made by us."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from listener.kafka import topics, wire
from listener.local.said import read_labels_of_log
from listener.log.log_file import LogFile
from listener.sources.runner import SourceRecord
from models.author_keys import PUBLIC_AUTHOR_KEY, pseudonym_of_post
from models.campaigns import audience_key
from models.labels import LabelDraw, PostLabel
from models.posts import Post
from models.sketches import hash64

START = datetime(2025, 11, 3, 9, tzinfo=UTC)
KEY = audience_key("relief", "locals").encode()
TEXTS = (
    "Where can I read what #rebuild does for the old town?",
    "Count me in for #rebuild on Saturday, happy to help!",
    "We lost the house in the flood, #rebuild is all that is left to us.",
    "#rebuild was on the news again, between the weather and the football.",
)
TESTIMONY = 2  # the place of the text in which somebody tells of harm


def drawn_post(place: int, *, readers: int = 1) -> LabelDraw:
    """The draw of the post at a place of TEXTS: two on each day."""
    post = pseudonym_of_post(PUBLIC_AUTHOR_KEY.panel_key("relief"), hash64(f"web:{place}"))
    drawn = START + timedelta(days=place // 2, hours=place)
    return LabelDraw("relief", "locals", post, "web", START, drawn, place == TESTIMONY, readers)


def keep_draws(path: Path, *, readers: int = 1) -> Path:
    """A log with all of TEXTS, each drawn."""
    posts = [Post(f"web:{n}", "web", f"author-{n}", START, text=text) for n, text in enumerate(TEXTS)]
    draws = [drawn_post(place, readers=readers) for place in range(len(TEXTS))]
    with closing(LogFile(path)) as file:
        file.append([SourceRecord(topics.POSTS, each.author.encode(), msgspec.json.encode(each)) for each in posts])
        file.append([SourceRecord(topics.LABELS, KEY, wire.encode(each)) for each in draws])
    return path


def kept_labels(path: Path) -> list[PostLabel]:
    """The labels that a log has."""
    return read_labels_of_log(path, "relief")[1]
