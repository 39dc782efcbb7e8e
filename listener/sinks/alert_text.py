"""Alert text: what has to happen to text from posts before it may go out, and where a signal is explained.

Posts are written by strangers. Their text is quoted harmlessly: no line breaks, no control or direction marks, no
mention that pings, no address that becomes a link, no markup. Testimony is not here at all: signals never carry it.
"""

import re
import unicodedata

from models.commands import Verdict
from models.signals import Signal

_JOINER = "\u2060"  # invisible, and keeps programs from reading a mention or an address

# Characters that begin markup somewhere, and what looks like them and begins none.
_MARKUP = str.maketrans("<>*_`~[]|", "‹›∗ˍˋ∼［］｜")

# What a chat or mail program turns into a ping or a link: @name, scheme://, www., name.tld
_PING = re.compile(r"(?<=[@＠#])(?=\S)")
_LINK = re.compile(r"(?<=:)(?=//)|(?<=\w\.)(?=\w)|(?<=mailto:)|(?<=tel:)", re.IGNORECASE)


def plain(text: str) -> str:
    """The text on one line, without control characters, direction marks and lone surrogates."""
    shown = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in text)
    return " ".join(shown.split())


def quote_harmlessly(text: str) -> str:
    """Text from a post: it pings nobody, links nowhere and has no markup."""
    return _LINK.sub(_JOINER, _PING.sub(_JOINER, plain(text).translate(_MARKUP)))


def permalink(signal: Signal, board: str) -> str:
    """The page on the board that says why a signal fired; nothing where no board is known."""
    return f"{board.rstrip('/')}/signals/{signal.id}" if board else ""


def answer_link(signal: Signal, board: str, verdict: Verdict) -> str:
    """The page on the board that asks whether somebody means this verdict. To open it changes nothing: mail programs
    open every link, and who answers has signed in."""
    return f"{permalink(signal, board)}/answers/{verdict}"
