"""Masking: what must not come in with a text: handles, addresses, phone numbers, the author's names, links to them.

No pattern here runs twice over one stretch of a text: a cell of a megabyte takes no longer than its megabyte.
"""

import html
import re
import unicodedata
from collections.abc import Collection, Iterable

from listener.importing.own_names import own_names_pattern

# Signs of names that Python's \w lacks: vowel signs and accents of many scripts, and what joins them.
_MARKS_OF_LETTERS = (
    "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e\u0eb0-\u0ece"
    "\u1000-\u109f\u1780-\u17d3\u200b-\u200d\u2060\ufeff"
)
_SIGN = rf"[\w{_MARKS_OF_LETTERS}]"
_PICTURE = "[\u2190-\u2bff\u3030\ufe0f\u200d\U0001f000-\U0001faff]"
_HANDLE_NAME = (
    rf"[\u200b-\u200f\u2060]*(?:{_SIGN}(?:[\w{_MARKS_OF_LETTERS}.-]|{_PICTURE}{{1,8}}(?={_SIGN}))*|"
    rf"{_PICTURE}{{1,8}}{_SIGN}+{_PICTURE}*)(?:@[\w-]+(?:\.[\w-]+)+)?"
)
_HANDLE = re.compile(  # `5@each` and `a@b` are none. It begins with its sign: other characters are passed over
    rf"[@＠](?:(?<![A-Za-z0-9_@＠].)[@＠]*{_HANDLE_NAME}|(?<=[A-Za-z_].)\w{{3,}}[\w.-]*)", re.DOTALL
)
_OTHER_HANDLE = re.compile(  # of Slack, Zulip and Reddit
    r"<@[A-Z0-9]+(?:\|[^<>]*)?>|@_?\*\*[^*]+\*\*|(?<![\w/])/?u(?:ser)?/[\w-]+"
)
_AT, _DOT = r"\s?[\[({]\s?(?:at|@)\s?[\])}]\s?", r"(?:\.|\s?[\[({]\s?(?:dot|punkt|\.)\s?[\])}]\s?)"
_EMAIL = re.compile(
    r"<mailto:[^<>]*>|(?<![\w.+%'@-])(?:"
    r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|[\w.+%-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)+"
    r"|[\w.+%-]+ @ [\w-]+(?:\.[A-Za-z]{2,})+|[\w.+%-]+ at [\w-]+ dot \w{2,})",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"<tel:[^<>]*>|(?<![\w.,])(?:\+|00)\d(?:[ ().\-/\u00a0]{0,2}\d){7,14}(?!\d)"
    r"|(?<![\w.,])\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)|#\+?\d{8,15}(?!\w)"
    r"|\b(?:tel|tlf|phone|telephone|telefon|mobile?|mob|whatsapp|ring|call|sms)[.:]{0,2} ?"
    r"\(?\d(?:[ ().\-]?\d){6,14}(?!\d)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"https?://\S+|(?<![\w@.-])(?:www\.|m\.|mobile\.)?(?:x|twitter|instagram|tiktok|threads|facebook|linkedin|bsky"
    r"|youtube|t|reddit|snapchat|medium)\.(?:com|net|me|app)/\S+",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:(?:x|twitter|instagram|tiktok|threads|snapchat)\.(?:com|net)/@?\w|bsky\.app/profile/"
    r"|facebook\.com/|linkedin\.com/in/|t\.me/|youtube\.com/(?:c|user|channel)/|reddit\.com/u(?:ser)?/"
    r"|[\w.-]+/(?:users|profile|people|user)/\w|[^\s@]*/@\w)",
    re.IGNORECASE,
)
# What a text must have for one of the patterns above to be found in it; most texts have none of it.
_SIGNS_OF_LINKS = ("://", ".com/", ".net/", ".me/", ".app/")
_SIGNS_OF_OTHERS = ("<@", "@**", "@_**", "u/", "user/")
_MAY_BE_EMAIL = re.compile(r"@(?<=[\w.+%'-]@)[\w-]")
_MAY_BE_SPELLED = re.compile(r"[\[({]\s?(?:at|@)\s?[\])}]", re.IGNORECASE)
_DIGITS, _DIGIT, _FEWEST_DIGITS = b"0123456789", re.compile(r"\d"), 7  # digits of a phone number
_MAY_BE_DIGITS = _DIGITS + b"\xd9\xdb\xdf\xe0\xe1\xea\xef\xf0"  # as UTF-8 begins the digits of all scripts
_SAYS_NOTHING = bytes(set(range(256)) - set(b"@/[({<" + _MAY_BE_DIGITS))
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>|</p>|</li>", re.IGNORECASE)
_MENTION = re.compile(  # of a person; hashtags are called mentions, too
    r"""<(a|span)\b(?=[^<>]*\bclass=["'][^"'<>]*mention)(?![^<>]*hashtag)[^<>]*>(?:[^<]|<(?!/?\1\b))*</\1>""",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_IS_HTML = re.compile(r"</?(?:p|a|span|div|br|blockquote|li|strong|em)\b[^<>]*>", re.IGNORECASE)
_PART = re.compile(r"[^\W_]+")
_ENTITY = re.compile(
    r"&(?:amp;)?(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
)  # `&amp;#39;` is escaped twice
USER, EMAIL, PHONE = "@user", "(e-mail)", "(phone)"


def mask_text(
    text: str, own_names: Iterable[str] = (), own_links: Iterable[str] = (), keep: Collection[str] = ()
) -> str:
    """The text without people: who is addressed is `@user`; the author's names and links to the author are gone.

    `keep` are handles in lower case, without their sign, that stay as they are: a campaign's own accounts.
    """
    if not own_names and not own_links and _is_plain(text):
        return text.strip()
    for link in own_links:
        text = text.replace(link, "") if link.startswith("http") else text
    text, end = unicodedata.normalize("NFC", text), 0
    pieces = []
    for found in _find_links(text) if "/" in text else ():
        pieces += [_mask_piece(text[end : found.start()], keep), _mask_link(found[0])]
        end = found.end()
    masked = "".join([*pieces, _mask_piece(text[end:], keep)])
    if not own_names:
        return masked.strip()
    folded = masked.casefold()  # to make a pattern takes longer than to see that no part of a name is there
    near = tuple(
        each
        for each in own_names
        if any(part in folded for part in _PART.findall(unicodedata.normalize("NFC", each).casefold()))
    )
    names = own_names_pattern(near)
    return (names.sub(USER, masked) if names else masked).strip()


def _is_plain(text: str) -> bool:
    """Whether a text in NFC has no sign that a pattern needs, so that masking leaves it as it is: most are so."""
    written = text.encode("utf-8", "surrogatepass")
    signs = written.translate(None, _SAYS_NOTHING)
    if len(signs) >= _FEWEST_DIGITS or signs.translate(None, _MAY_BE_DIGITS):
        return False
    is_own_form = text.isascii() or ("＠" not in text and unicodedata.is_normalized("NFC", text))
    return is_own_form and b" dot " not in written.lower()


def _mask_piece(text: str, keep: Collection[str]) -> str:
    """What is no link. Addresses go before handles, but for `@ann@host`, which is a handle."""
    if ("@" in text or "/" in text) and any(sign in text for sign in _SIGNS_OF_OTHERS):
        text = _OTHER_HANDLE.sub(USER, text)
    if _may_have_email(text):
        text = _EMAIL.sub(EMAIL, text)
    if _has_digits(text) or "<" in text:
        text = _PHONE.sub(PHONE, text)
    if "@" in text or "＠" in text:
        text = _HANDLE.sub(lambda found: found[0] if _stays(found[0], keep) else USER, text)
    return text


def _find_links(text: str) -> Iterable[re.Match[str]]:
    """The links of a text that has a slash. None begins before the word in which the first slash is."""
    lower, slash = text.lower(), text.index("/")
    if not any(sign in lower for sign in _SIGNS_OF_LINKS):
        return ()
    return _LINK.finditer(text, max(text.rfind(" ", 0, slash), text.rfind("\n", 0, slash)) + 1)


def _may_have_email(text: str) -> bool:
    if "@" in text and (" @ " in text or _MAY_BE_EMAIL.search(text)):
        return True
    if ("(" in text or "[" in text or "{" in text) and _MAY_BE_SPELLED.search(text):
        return True
    written = text.encode("utf-8", "surrogatepass").lower()  # of bytes: much quicker than of other scripts' letters
    return b" dot " in written or b"<mailto:" in written


def _has_digits(text: str) -> bool:
    """Whether there are as many as a telephone number has."""
    written = text.encode("utf-8", "surrogatepass")
    most = len(written) - len(written.translate(None, _MAY_BE_DIGITS))
    return most >= _FEWEST_DIGITS and len(_DIGIT.findall(text)) >= _FEWEST_DIGITS


def _stays(handle: str, keep: Collection[str]) -> bool:
    return handle == USER or (bool(keep) and handle.lstrip("@＠").rstrip(".-").lower() in keep)


def _mask_link(link: str) -> str:
    return "" if _PROFILE.match(link) or (_may_have_email(link) and _EMAIL.search(link)) else link


def unescape_marks(text: str) -> str:
    """The text with its marks where a tool has written them as HTML does, once or twice; words like `&c;` stay."""
    return _ENTITY.sub(lambda found: html.unescape(html.unescape(found[0])), text)


def is_html(text: str) -> bool:
    """Whether a text is a piece of HTML, by its tags."""
    return _IS_HTML.search(text) is not None


def read_html(text: str) -> str:
    """A piece of HTML as text: its line breaks, no tags, and `@user` for who is mentioned by a tag."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", _MENTION.sub(USER, text)))).strip()
