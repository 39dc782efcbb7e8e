"""Signs: what small words and the verbs of deeds are in each language (`not`, `i`, `if`, `gave`), and what marks are.

A line of `wording_signs.tsv` has a language (`*`: any), a sign, and its words. Runs of signs are features
that all languages share: how a refusal is put together in one is known in the others. Written for this project.
"""

from functools import lru_cache
from importlib.resources import files

from pipelines.tags.text.wordings import FIRST_SIGN, fold_word

ANY_LANGUAGE = "*"
SIGN_LANGUAGES = ("ar", "da", "de", "en", "es", "fr", "hi", "it", "nb", "nn", "pt", "sv", ANY_LANGUAGE)


@lru_cache(maxsize=32)
def signs_of(code: str) -> dict[str, int]:
    """Folded word -> the number of its sign, in a language."""
    numbers = {name: i for i, name in enumerate(sign_names(), FIRST_SIGN)}
    found: dict[str, int] = {}
    for spoken, name, words in _lines():
        for word in words.split(" ") if spoken in (code, ANY_LANGUAGE) else ():
            found.setdefault(fold_word(word), numbers[name])
    return found


@lru_cache(maxsize=1)
def signs_in_all() -> dict[str, tuple[int, ...]]:
    """Folded word -> the number of its sign in each of SIGN_LANGUAGES, 0 where it has none there."""
    tables = list(map(signs_of, SIGN_LANGUAGES))
    return {word: tuple([table.get(word, 0) for table in tables]) for word in set().union(*tables)}


@lru_cache(maxsize=1)
def sign_names() -> tuple[str, ...]:
    """The names of the signs, in the order of their numbers."""
    return tuple(dict.fromkeys(name for _, name, _ in _lines()))


@lru_cache(maxsize=16)
def words_of(name: str) -> frozenset[str]:
    """The folded words of a sign, in all languages."""
    return frozenset(fold_word(word) for _, sign, words in _lines() for word in words.split(" ") if sign == name)


@lru_cache(maxsize=1)
def _lines() -> list[tuple[str, str, str]]:
    text = files("pipelines.tags.acts").joinpath("wording_signs.tsv").read_text(encoding="utf-8")
    return [(code, name, words) for code, name, words in (line.split("\t") for line in text.splitlines())]
