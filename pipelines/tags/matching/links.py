"""Links: where a text has links, e-mail addresses, handles and bare domains, which are no words of their author, and
what a source writes in place of people, which is none either."""

import re
from functools import lru_cache

from pipelines.tags.text import UNSPACED

_TOP_LEVEL = (
    "com|COM|org|ORG|net|NET|edu|gov|mil|int|info|biz|app|dev|io|ly|gl|gg|tv|fm|ai|xyz|ngo|social|foundation|eu|uk|us|de|fr"
    "|es|pt|nl|se|dk|fi|no|ch|at|pl|cz|sk|hu|ro|bg|gr|hr|rs|ru|ua|lt|lv|ee|ie|ca|mx|br|ar|cl|co|pe|ve|uy|au|nz|jp|cn|hk"
    "|tw|kr|th|vn|ph|sg|id|za|ng|ke|gh|eg|ma|tr|il|ae|sa|ir|pk|lk|np|bd"
)  # those that are words as well (it, in, me, help) tell a domain only where a path follows
_LETTER = rf"[^\W{UNSPACED}]"
_HANDLE = rf"{_LETTER}(?:{_LETTER}|[.-](?=\w))*"
_HOST = rf"(?:(?!_){_LETTER}(?:{_LETTER}|-)*\.)+"
_REST = rf"(?:[^\s{UNSPACED}]|(?<=[/=_#-])[{UNSPACED}]+)*"  # who writes without spaces writes on behind a link
_LINK = re.compile(
    rf"(?:(?i:https?|ftp):|(?<![a-zA-Z+])[a-zA-Z][a-zA-Z+]*://){_REST}"
    rf"|(?<!{_LETTER})(?i:www)\.{_REST}"
    rf"|(?<![\w.+-])[\w.+-]+@{_HOST}{_LETTER}+"
    rf"|(?:(?<!{_LETTER})|(?=@user))@{_HANDLE}(?:@{_HANDLE})?"
    rf"|(?<![\w.])/?[ru]/\w+"  # Reddit's
    r"|\((?:e-mail|phone)\)"  # with `@user`, what sources write
    rf"|(?<!{_LETTER})(?<![@.-]){_HOST}(?:(?:{_TOP_LEVEL})(?!{_LETTER})(?:[/?#:](?=\w){_REST})?|[a-z]{{2,}}/{_REST})"
)
_NO_LINK = re.compile(r"[^@.:/(]*").fullmatch


def is_link(term: str) -> bool:
    """Whether a term is a link, an address, a handle or a domain itself."""
    return _LINK.fullmatch(term) is not None


def stands_in_link(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], of a text in normal form, shares a character with a link, an address or a handle."""
    first = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    ends = [place for place in (text.find(" ", end), text.find("\n", end)) if place >= 0]
    links = _find_links(text[first : min(ends, default=len(text))])
    return any(start < first + behind and first + begin < end for begin, behind in links)


@lru_cache(maxsize=256)  # a piece without spaces may be long, and hold many terms
def _find_links(piece: str) -> tuple[tuple[int, int], ...]:
    if _NO_LINK(piece):
        return ()
    return tuple([found.span() for found in _LINK.finditer(piece)])
