"""Labels in files: the votes that a replay has drawn, with the words of their posts; and what people say of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, NamedTuple, TypeVar

import msgspec

from listener.files.lines import Line
from listener.files.records import decode_lines
from listener.importing.masking import mask_text
from models.author_keys import AuthorKey, pseudonym_of_post
from models.campaigns import Campaign, audience_key
from models.decoding import Decode, json_decoder
from models.errors import InputError, UnreadableError
from models.labels import LabelDraw, PostLabel
from models.posts import Post
from models.sketches import hash64
from pipelines.flow import Flow

_Value = TypeVar("_Value")
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class QueuedPost(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a queue: a vote that was drawn, and the words to read. None: they are shown to nobody."""

    campaign: str
    audience: str
    post: str
    channel: str
    posted: _Moment
    drawn: _Moment
    readers: int = 1
    text: str | None = None


class DrawnText(NamedTuple):
    """The words of a drawn post, and the names by which somebody may ask to forget them: its id, its author."""

    words: str
    names: tuple[str, str]


_decode_label: Decode[PostLabel] = json_decoder(PostLabel)
_decode_queued: Decode[QueuedPost] = json_decoder(QueuedPost)
_decode_post: Decode[Post] = json_decoder(Post)


def read_labels(lines: Iterable[Line]) -> Iterator[PostLabel]:
    """The labels of a file, one a line. Raises InputError for a line that is none."""
    yield from decode_lines(lines, _decode_label, "not a label")


def read_queue(lines: Iterable[Line]) -> Iterator[QueuedPost]:
    """The posts of a queue, one a line. Raises InputError for a line that is none."""
    yield from decode_lines(lines, _decode_queued, "not a post to be read")


def apply_labels(flow: Flow, labels: Iterable[PostLabel]) -> None:
    """Gives the flow what people say of posts; each counts from its own time on. Raises InputError."""
    for label in labels:
        name = audience_key(label.campaign, label.audience)
        if name not in flow.states:
            raise InputError(f"a label of {label.post}: no audience {label.audience} in {label.campaign}")
        flow.label(name, label)


def find_texts(
    records: Iterable[bytes],
    draws: Collection[LabelDraw],
    campaigns: Iterable[Campaign],
    key: AuthorKey,
    forgotten: Collection[str] = (),
    *,
    testimony: bool = False,
) -> dict[str, DrawnText]:
    """The texts of the drawn posts among these records, by pseudonym, but for forgotten posts and authors. What is
    no post is passed over.

    Testimony is left out unless it is asked for, and all words of a campaign that quotes nobody; handles, addresses
    and phone numbers are masked.
    """
    wanted = _shown_pseudonyms(draws, campaigns, testimony)
    keys = [key.panel_key(name) for name in wanted]
    pseudonyms = set().union(*wanted.values())
    texts: dict[str, DrawnText] = {}
    for record in records if pseudonyms else ():
        try:
            post = _decode_post(record)
        except UnreadableError:
            continue
        if post.id in forgotten or post.author in forgotten:
            continue
        for panel_key in keys:
            if (found := pseudonym_of_post(panel_key, hash64(post.id))) in pseudonyms:
                texts[found] = DrawnText(mask_text(post.text or ""), (post.id, post.author))
    return texts


def _shown_pseudonyms(
    draws: Iterable[LabelDraw], campaigns: Iterable[Campaign], testimony: bool
) -> Mapping[str, set[str]]:
    """By campaign, the drawn posts whose words people may read."""
    found: dict[str, set[str]] = {each.name: set() for each in campaigns if each.quotes}
    for draw in draws:
        if draw.campaign in found and (testimony or not draw.testimony):
            found[draw.campaign].add(draw.post)
    return {name: posts for name, posts in found.items() if posts}


def queue_posts(draws: Iterable[LabelDraw], texts: Mapping[str, DrawnText]) -> list[QueuedPost]:
    """The drawn votes as lines of a queue, in the order in which they were drawn."""
    return [
        QueuedPost(
            campaign=each.campaign,
            audience=each.audience,
            post=each.post,
            channel=each.channel,
            posted=each.posted,
            drawn=each.drawn,
            readers=each.readers,
            text=texts[each.post].words if each.post in texts else None,
        )
        for each in sorted(draws, key=lambda each: (each.drawn, each.post))
    ]


def still_to_read(queue: Iterable[QueuedPost], labels: Iterable[PostLabel], reader: str) -> list[QueuedPost]:
    """The posts that a reader may still be asked: those that too few have read, and not this one."""
    readers: dict[tuple[str, str], set[str]] = {}
    for label in labels:
        readers.setdefault((audience_key(label.campaign, label.audience), label.post), set()).add(label.reader)
    return [each for each in queue if _is_open(each, readers.get(_place(each), set()), reader)]


def _place(queued: QueuedPost) -> tuple[str, str]:
    return audience_key(queued.campaign, queued.audience), queued.post


def _is_open(queued: QueuedPost, readers: set[str], reader: str) -> bool:
    return reader not in readers and len(readers) < queued.readers
