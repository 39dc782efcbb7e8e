"""Shapes: exports that are known by sight, by the columns that only they have, and which of them is what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Columns = Mapping[
    str, str
]  # what a column is (`mapping.FIELDS`) -> its names, the first that has a value; `A+B` joins


@dataclass(frozen=True)
class ExportShape:
    """An export of one tool. `signs` are columns, in lower case, that all its files have."""

    name: str
    signs: frozenset[str]
    columns: Columns
    channel: str = ""  # of all its posts, where no column says it
    zone: str = ""  # of its times, where they do not say it
    is_html: bool = False  # its texts are pieces of HTML
    public_sign: tuple[str, str] = ("", "")  # a column, and what must be in it where a post is public
    drop_where: tuple[str, ...] = ()  # columns that are empty in posts, and have a value in notes of the tool's own
    never_drop: tuple[str, ...] = ()  # values in them that posts have, too


def _signs(names: str) -> frozenset[str]:
    return frozenset(names.split("|"))


SHAPES = (
    ExportShape(
        "Brandwatch",
        _signs("query name|full text|page type"),
        {"text": "Full Text|Snippet|Title", "author": "Author", "name": "Full Name", "created_at": "Date",
         "id": "Resource Id|Mention Id|Url", "url": "Url", "channel": "Content Source Name|Page Type|Domain",
         "lang": "Language",
         "kind": "Thread Entry Type|Engagement Type", "in_reply_to": "Reply To"},
        zone="UTC",
    ),
    ExportShape(
        "Talkwalker",
        _signs("published|content|extra_author_attributes.name"),
        {"text": "content|title", "author": "extra_author_attributes.id|extra_author_attributes.name",
         "name": "extra_author_attributes.name", "created_at": "published", "id": "url", "url": "url",
         "in_reply_to": "parent_url", "channel": "source_type|domain_url", "lang": "lang", "kind": "post_type"},
        zone="UTC",
    ),
    ExportShape(
        "Meltwater",
        _signs("hit sentence|author handle|source domain"),
        {"text": "Hit Sentence|Opening Text|Title", "author": "Author Handle|Author Name", "name": "Author Name",
         "handle": "Author Handle", "created_at": "Date+Time|Date", "id": "Document ID|URL", "url": "URL",
         "channel": "Source Name|Source Domain", "lang": "Language", "kind": "Content Type", "hashtags": "Hashtags"},
    ),
    ExportShape(
        "Meltwater",
        _signs("hit sentence|influencer"),
        {"text": "Hit Sentence|Opening Text|Headline", "author": "User Profile Url|Twitter Screen Name|Influencer",
         "name": "Influencer", "created_at": "Date+Time|Date", "id": "Document ID|Tweet Id|URL", "url": "URL",
         "channel": "Source", "lang": "Language"},
    ),
    ExportShape(
        "Sprout Social",
        _signs("message|network|permalink"),
        {"text": "Message|Post", "author": "Author Id|From User ID|Profile Id|From Username|Author|From|Profile",
         "name": "Author|From|Profile",
         "created_at": "Timestamp (UTC)|Timestamp|Date (UTC)|Date", "id": "Message ID|Post ID|Permalink",
         "url": "Permalink|Link", "channel": "Network", "lang": "Language", "kind": "Message Type|Post Type|Type"},
    ),
    ExportShape(
        "Hootsuite",
        _signs("post message|social network"),
        {"text": "Post Message", "author": "Author ID|Author|Social Profile", "name": "Author|Social Profile",
         "created_at": "Date (GMT)|Date+Time|Date", "id": "Post ID|Post Permalink", "url": "Post Permalink",
         "channel": "Social Network", "lang": "Language", "kind": "Post Type"},
    ),
    ExportShape(
        "Hootsuite",
        _signs("message|from|social network"),
        {"text": "Message", "author": "User ID|From", "name": "From", "created_at": "Date+Time|Date",
         "id": "Message ID|Link", "url": "Link", "channel": "Social Network", "lang": "Language"},
    ),
    ExportShape(
        "4CAT",
        _signs("thread_id|body|author|timestamp"),
        {"text": "body|subject", "author": "author_id|author", "name": "author_fullname|author_name|author",
         "created_at": "unix_timestamp|timestamp", "id": "id", "lang": "language_guess|lang",
         "in_reply_to": "reply_to_id", "hashtags": "hashtags", "url": "url|link"},
        zone="UTC",
    ),
    ExportShape(
        "Mastodon outbox",
        _signs("actor|object.content|object.published"),
        {"text": "object.content", "author": "actor", "created_at": "object.published|published",
         "id": "object.id|id",
         "kind": "type", "in_reply_to": "object.inReplyTo", "url": "object.url", "lang": "object.language"},
        channel="mastodon", is_html=True, public_sign=("to", "#Public"),
    ),
    ExportShape(
        "Bluesky author feed",
        _signs("post.uri|post.author.did|post.record.text"),
        {"text": "post.record.text", "author": "reason.by.did|post.author.did", "name": "post.author.displayName",
         "handle": "post.author.handle", "created_at": "reason.indexedAt|post.record.createdAt",
         "id": "reason.uri|reason.by.did+post.uri|post.uri",
         "lang": "post.record.langs", "in_reply_to": "post.record.reply.parent.uri", "kind": "reason.$type"},
        channel="bluesky",
    ),
    ExportShape(
        "Reddit",
        _signs("subreddit|created_utc|author"),
        {"text": "title+selftext|body|title", "author": "author_fullname|author", "handle": "author",
         "created_at": "created_utc", "id": "name|id", "url": "permalink", "in_reply_to": "parent_id"},
        channel="reddit", zone="UTC",
    ),
    ExportShape(
        "Slack export",
        _signs("type|ts|text|user"),
        {"text": "text", "author": "user", "name": "user_profile.real_name", "created_at": "ts",
         "id": "ts",
         "in_reply_to": "thread_ts"},
        channel="slack", zone="UTC", drop_where=("subtype",),
        never_drop=("thread_broadcast", "me_message", "file_share"),
    ),
    ExportShape(
        "Zulip export",
        _signs("sender|content|date_sent"),
        {"text": "content", "author": "sender", "created_at": "date_sent", "id": "id"},
        channel="zulip", zone="UTC",
    ),
)  # fmt: skip


def recognise_shape(columns: Collection[str]) -> ExportShape | None:
    """The export that has these columns, or None. Names count in any case."""
    lower = {name.lower() for name in columns}
    return next((each for each in SHAPES if each.signs <= lower), None)
