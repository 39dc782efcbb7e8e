"""Plain words: a text as terms of a campaign are looked for in it, and the hashtags of a post, each as one word.

In lower case, without apostrophes, possessives and the `s` of a plural, each part of a hyphenated word by itself; in
Arabic script without the article and an ending in alef.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from pipelines.tags.text import BoundedCache, Tokens, tokenize

_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=\\w{3})")
_ARABIC = re.compile("[\u0620-\u064a]")
_HASHTAG = re.compile(r"#([^\W_][\w]*)")
_SHORT = 4  # letters of a word that is left whole
_NOT_WORD = re.compile(r"[\W_]+")


class PlainWords(NamedTuple):
    """The words and marks of a text, in order; how many each token has; and the hashtags, each as one word."""

    words: Sequence[str]
    of_token: Sequence[tuple[str, ...]]
    hashtags: tuple[str, ...]

    def token_at(self, place: int) -> int:
        """The token that a word comes from."""
        for token, some in enumerate(self.of_token):
            place -= len(some)
            if place < 0:
                return token
        raise IndexError(place)

    def places_of(self, first: int, last: int) -> range:
        """The words that come from some tokens, the first and the last of them given."""
        begin = sum(map(len, self.of_token[:first]))
        return range(begin, begin + sum(map(len, self.of_token[first : last + 1])))


def read_plain_words(tokens: Tokens, hashtags: Iterable[str] = ()) -> PlainWords:
    """The plain words of a text. `hashtags`: those that the post has beside its text."""
    of_token = list(map(_PLAIN.__getitem__, tokens.lower))
    within = _HASHTAG.findall(tokens.text) if "#" in tokens.text else ()
    joined = tuple(dict.fromkeys(map(join_words, (*within, *hashtags)))) if within or hashtags else ()
    return PlainWords(list(chain.from_iterable(of_token)), of_token, joined)


def plain_term(term: str) -> tuple[str, ...]:
    """The plain words of a term."""
    return tuple([word for token in tokenize(term).lower for word in _PLAIN[token] if token != "#"])


def join_words(written: str) -> str:
    """A hashtag, or several words, as one word."""
    return _NOT_WORD.sub("", written.lower())


def _plain(token: str) -> tuple[str, ...]:
    if token == "#":
        return ()
    if "-" in token and len(token) > 1:
        return tuple([plain_word(part) for part in token.split("-") if part])
    return (plain_word(token),)


def plain_word(token: str) -> str:
    """A word as it is compared with others."""
    if token.endswith(("'s", "s'")):
        token = token[:-2] if token[-1] == "s" and token[-2] == "'" else token[:-1]
    bare = token.replace("'", "") or token
    if _ARABIC.match(bare):
        bare = _ARTICLE.sub("", bare)
        bare = bare.rstrip("اًٌٍ") if len(bare) > _SHORT else bare
    elif len(bare) > _SHORT and bare[-1] == "s" and bare[-2] not in "siu":
        bare = bare[:-1]
    return bare


_PLAIN = BoundedCache(_plain)
