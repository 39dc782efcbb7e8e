"""Phrases that show a tag, as data: a table a language, in a small notation for spaCy's patterns.

Words stand apart by a space; `a|b` is either; `a?` may be missing; `{list}` is one of a list of LISTS; `*` is any one
word, and `*?` perhaps one. All in lower case; contractions are one word (`i'll`); an apostrophe is straight.
"""

from pipelines.tags.acts.patterns import english, germanic, romance

PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": english.ENGLISH_PHRASES,
    **germanic.GERMANIC_PHRASES,
    **romance.ROMANCE_PHRASES,
}
LISTS: dict[str, dict[str, str]] = {"en": english.ENGLISH_LISTS, **germanic.GERMANIC_LISTS, **romance.ROMANCE_LISTS}
