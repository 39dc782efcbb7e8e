"""Masking: what must not come in with a text: handles, e-mail addresses, the author's own name, links to the post."""

import html
import re
from collections.abc import Iterable

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@/.])[@＠][\w][\w.-]*\w?(?:@[\w-]+(?:\.[\w-]+)+)?")
_OTHER_HANDLE = re.compile(  # of Slack, Zulip and Reddit
    r"<@[A-Z0-9]+(?:\|[^>]*)?>|@\*\*[^*]+\*\*|@_\*\*[^*]+\*\*|(?<![\w/])/?u/[\w-]+"
)
_LINK = re.compile(r"https?://\S+")
_PROFILE = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:(?:x|twitter|instagram|tiktok|threads)\.(?:com|net)/@?\w|bsky\.app/profile/"
    r"|(?:www\.|m\.)?facebook\.com/|(?:www\.|old\.)?reddit\.com/u(?:ser)?/|[\w.-]+/(?:users/|@)\w)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>|</p>|</li>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_MARK = {"amp": "&", "lt": "<", "gt": ">"}
_MARKS = re.compile(r"&(amp|lt|gt);")
_SHORTEST_NAME = 4  # letters of a name that is taken out: shorter ones are words, too
USER, EMAIL = "@user", "(e-mail)"


def mask_text(text: str, own_names: Iterable[str] = (), own_links: Iterable[str] = ()) -> str:
    """The text without people: who is addressed is `@user`; the author's names and links to the author are gone."""
    for link in own_links:
        text = text.replace(link, "") if link.startswith("http") else text
    text = _LINK.sub(lambda found: "" if _PROFILE.match(found[0]) else found[0], text)
    text = _HANDLE.sub(USER, _OTHER_HANDLE.sub(USER, text))  # before addresses: `@ann@host` is a handle
    text = _EMAIL.sub(EMAIL, text)
    for name in own_names:
        for bare in (part.strip().lstrip("@") for part in re.split(r"[()]", name)):
            if len(bare) >= _SHORTEST_NAME:  # as it is written: who is called Hope may hope
                text = re.sub(rf"(?<!\w){re.escape(bare)}(?!\w)", USER, text)
    return text.strip()


def unescape_marks(text: str) -> str:
    """The text with `&`, `<` and `>` where a tool has written them as HTML does; other entities are left."""
    return _MARKS.sub(lambda found: _MARK[found[1]], text)


def read_html(text: str) -> str:
    """A piece of HTML as text: its line breaks, and no tags."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()
