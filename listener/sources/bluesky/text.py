"""Text: what of a post's words goes on: people are `@user`, hashtags and links stand beside them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from listener.importing.masking import USER
from listener.sources.bluesky.frames import Facet, RecordFields
from listener.sources.people import People

_BARE_HANDLE = re.compile(r"(?<![\w@.-])[\w-]+\.bsky\.social\b", re.IGNORECASE)
_PROFILE = "bsky.app/profile/"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_LANGUAGE = 35


def masked_text(record: RecordFields, people: People) -> str:
    """The text without people, but for own accounts."""
    text = people.mask(_mask_facets(record.text, record.facets, people) if record.facets else record.text)
    if "." not in text or b".bsky.social" not in text.encode("utf-8", "surrogatepass").lower():
        return text
    return _BARE_HANDLE.sub(lambda found: found[0] if people.is_own(found[0]) else USER, text)


def hashtags_and_links(record: RecordFields, people: People) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands beside the text."""
    features = [feature for facet in record.facets or () for feature in facet.features]
    hashtags = [*(each.tag for each in features if each.tag), *(record.tags or ())]
    links = [each.uri for each in features if each.uri]
    if record.embed and record.embed.external:
        links.append(record.embed.external.uri)
    return people.hashtags(hashtags) if hashtags else (), people.links(links) if links else ()


@lru_cache(maxsize=1_024)
def parse_language(claimed: str) -> str | None:
    """The language of a claim; None where it says nothing that can be one."""
    return claimed if len(claimed) <= _LONGEST_LANGUAGE and _LANGUAGE.fullmatch(claimed) else None


def _mask_facets(text: str, facets: Sequence[Facet], people: People) -> str:
    named = [(each.index.byte_start, each.index.byte_end) for each in facets if _names_person(each, people)]
    return replace_bytes(text, named) if named else text


def _names_person(facet: Facet, people: People) -> bool:
    return any((each.did and not people.is_own(each.did)) or _PROFILE in each.uri for each in facet.features)


def replace_bytes(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text with `@user` for these stretches of its UTF-8 bytes. A stretch that is none is passed over."""
    data = text.encode("utf-8", "surrogatepass")
    before = len(data)
    for start, end in sorted(set(stretches), reverse=True):
        if 0 <= start < end <= before and _is_boundary(data, start) and _is_boundary(data, end):
            data, before = data[:start] + USER.encode() + data[end:], start
    return data.decode("utf-8", "surrogatepass")


def _is_boundary(data: bytes, at: int) -> bool:
    """Whether a character begins there, or the text ends."""
    return at == len(data) or data[at] & 0xC0 != 0x80
