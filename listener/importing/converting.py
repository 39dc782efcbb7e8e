"""Converting: a row of an export to a post with pseudonyms, or why it is none. Pure: the same row, the same post.

What does not belong to a post is never looked at, so a column of names or e-mail addresses cannot get in.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from listener.importing.mapping import ColumnMapping, names_person, tells_privacy
from listener.importing.masking import is_html, mask_text, read_html, unescape_marks
from listener.importing.moments import DateOrder, UnreadableMomentError, parse_moment
from models.author_keys import AuthorKey
from models.decoding import EARLIEST, LATEST
from models.posts import Kind, Post


class LeftOut(StrEnum):
    """Why a row is no post. The list is closed."""

    NO_TEXT = "no_text"
    NO_TIME = "no_time"  # none, or none that can be read
    NO_AUTHOR = "no_author"  # whose account is deleted: nobody could ever ask us to forget it
    NOT_PUBLIC = "not_public"
    NOT_A_POST = "not_a_post"  # a note of the tool's own: somebody joined
    SLIPPED = "slipped"  # too many cells, or rows within one: what stands in which column is not known
    UNREADABLE = "unreadable"  # no JSON, or nothing in it
    REMOVED = "removed"  # its text was taken away


@dataclass(frozen=True)
class ConversionError(Exception):
    """A row that is no post, and what is wrong with it."""

    reason: LeftOut
    detail: str


@dataclass(frozen=True)
class Conversion:
    """How the rows of one file are read."""

    mapping: ColumnMapping
    key: AuthorKey
    order: DateOrder | None = None
    zone: tzinfo | None = None
    channel: str = "import"

    def convert(self, row: Mapping[str, str]) -> Post:
        """The post of a row. Raises ConversionError."""
        self._check_public(row)
        names = self._names(row)
        channel = _channel(_without_people(self._get("channel", row), names) or self.channel)
        author, native = self._get("author", row), self._get("id", row) or self._get("url", row)
        if author.lower() in _DELETED:
            raise ConversionError(LeftOut.NO_AUTHOR, "the account is deleted")
        text, written = self._read_text(row, names), self._get("created_at", row)
        kind = self._kind(row)
        if not text and not kind.is_activity:
            raise ConversionError(LeftOut.NO_TEXT, "there is no text")
        if text.lower() in _DELETED:
            raise ConversionError(LeftOut.REMOVED, "the text was removed")
        native = native or f"{author}\x1f{written}\x1f{text}"
        parent = self._get("in_reply_to", row)
        tags = self._get("hashtags", row) or _retweeted_hashtags(self._get("text", row))
        return Post(
            id=self.key.post_pseudonym(channel, native),
            channel=channel,
            author=self.key.author_pseudonym(channel, author or native),
            created_at=self._read_time(written),
            kind=kind,
            text=None if kind.is_activity else text,
            lang=_language(self._get("lang", row)),
            hashtags=tuple(_hashtags(tags, names)),
            in_reply_to=self.key.post_pseudonym(channel, parent) if parent not in ("", native) else None,
        )

    def _get(self, wanted: str, row: Mapping[str, str]) -> str:
        return self.mapping.value(wanted, row)

    def _check_public(self, row: Mapping[str, str]) -> None:
        if _is_private(row):
            raise ConversionError(LeftOut.NOT_PUBLIC, "it is not for everybody")
        shape = self.mapping.shape
        if shape is None:
            return
        column, sign = shape.public_sign
        if column and sign not in row.get(column, "") + row.get(f"object.{column}", "") + row.get("cc", ""):
            raise ConversionError(LeftOut.NOT_PUBLIC, "it is not for everybody")
        if any(row.get(each, "") not in ("", *shape.never_drop) for each in shape.drop_where):
            raise ConversionError(LeftOut.NOT_A_POST, f"a note of kind {row.get(shape.drop_where[0], '')[:40]}")

    def _names(self, row: Mapping[str, str]) -> tuple[str, ...]:
        """Whatever the row calls its author, in any column, taken for a post or not."""
        mapped = [self._get(each, row) for each in ("name", "handle", "author")]
        others = [value for column, value in row.items() if value and names_person(column)]
        return tuple(dict.fromkeys([*filter(None, mapped), *others]))

    def _read_text(self, row: Mapping[str, str], names: tuple[str, ...]) -> str:
        text = self._get("text", row)
        marked_up = (self.mapping.shape and self.mapping.shape.is_html) or is_html(text)
        text = read_html(text) if marked_up else unescape_marks(text)
        return mask_text(text, names, [self._get("url", row)])

    def _read_time(self, written: str) -> datetime:
        try:
            moment = parse_moment(written, self.order, self.zone)
        except UnreadableMomentError as error:
            raise ConversionError(LeftOut.NO_TIME, str(error)) from None
        if not EARLIEST <= moment <= LATEST:
            raise ConversionError(LeftOut.NO_TIME, f"`{written[:40]}` is not within {EARLIEST:%Y} to {LATEST:%Y}")
        return moment

    def _kind(self, row: Mapping[str, str]) -> Kind:
        """What the file calls it, where that says something; else a reply where it answers one.

        An export without a column for that has retweets as `RT @whom: their words`: to pass on is to say nothing.
        """
        said = self._get("kind", row).lower()
        for sign, kind in _KINDS:
            if sign in said:
                return kind
        for column, kind in _KIND_SIGNS:
            if row.get(column, "").lower() in _YES:
                return kind
        if _RETWEET.match(self._get("text", row)):
            return Kind.REPOST
        parent = self._get("in_reply_to", row)  # the first of a thread is called its parent, by some
        return Kind.REPLY if parent and parent != self._get("id", row) else Kind.ORIGINAL


_DELETED = frozenset(("[deleted]", "[removed]", "deleted", "[deleted user]", "deleted user"))
_KINDS = (
    ("quote", Kind.QUOTE), ("retweet", Kind.REPOST), ("repost", Kind.REPOST), ("announce", Kind.REPOST),
    ("reply", Kind.REPLY), ("comment", Kind.REPLY), ("like", Kind.LIKE),
)  # fmt: skip
_KIND_SIGNS = (("is_retweet", Kind.REPOST), ("is_quote_tweet", Kind.QUOTE), ("is_reply", Kind.REPLY))
_YES = ("yes", "true", "1")
_RETWEET = re.compile(r"\s*RT @\w+\s*:")
_HASHTAG = re.compile(r"#\w+")
_LONGEST_CHANNEL, _LONGEST_TAG = 64, 256
_LANGUAGE_CODE = re.compile(r"(?:[a-z]{2,3}|[A-Z]{2,3})(?:[-_](?:[A-Z][a-z]{3}|[A-Za-z]{2}|\d{3}))*")


_FOR_ALL = frozenset(("", "public", "unlisted", "everyone", "all", "world"))
_PRIVATE_TYPES = frozenset(("private", "direct", "direct message", "private message", "dm"))
_TYPES = ("type", "Type", "message_type", "Message Type", "Post Type")


def _is_private(row: Mapping[str, str]) -> bool:
    """Whether a row says of itself that it is for some people only, in the words of any tool."""
    return (
        any(tells_privacy(column) and value.strip().lower() not in _FOR_ALL for column, value in row.items())
        or any(row.get(each, "").strip().lower() in _PRIVATE_TYPES for each in _TYPES)
        or row.get("is_private", "").lower() == "true"
        or row.get("is_channel_message", "").lower() == "false"
    )


def _channel(name: str) -> str:
    """A channel as the rest writes it: lower case, no spaces; of several, each within the one before, the last."""
    narrowest = name.strip().lower().rsplit(",", 1)[-1].removeprefix("socialmedia_")
    return re.sub(r"[\s|]+", "-", narrowest.strip())[:_LONGEST_CHANNEL]


_LANGUAGES = {
    "arabic": "ar", "danish": "da", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "hindi": "hi",
    "italian": "it", "norwegian": "no", "portuguese": "pt", "spanish": "es", "swedish": "sv",
}  # fmt: skip


def _language(claim: str) -> str | None:
    """The claim as a code, whatever the tool calls the language; None where it says nothing that can be one."""
    first = re.split(r"[,;\s]", claim)[0]
    code = _LANGUAGES.get(first.lower(), first)
    return code if _LANGUAGE_CODE.fullmatch(code) else None


def _without_people(written: str, names: tuple[str, ...]) -> str:
    """What is written, where nobody is named in it; else nothing of it."""
    return written if mask_text(written, names) == unicodedata.normalize("NFC", written) else ""


def _retweeted_hashtags(text: str) -> str:
    """The hashtags of a retweet's text: all that is kept of it, so that it is counted where it belongs."""
    return " ".join(_HASHTAG.findall(text)) if _RETWEET.match(text) else ""


def _hashtags(written: str, names: tuple[str, ...]) -> list[str]:
    """The hashtags that name nobody."""
    found = (each.strip().strip("'\"").lstrip("#") for each in re.split(r"[,;\s]+", written.strip("[]")))
    return [each[:_LONGEST_TAG] for each in found if each and _without_people(f"#{each}", names)]
