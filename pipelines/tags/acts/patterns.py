"""Patterns: the phrases of all languages that show a tag, by language, in a small notation for spaCy's patterns.

Words stand apart by a space; `a|b` is either; `a?` may be missing; `{list}` is one of a list of LISTS; `*` is any one
word, and `*?` perhaps one. All in lower case; contractions are one word (`i'll`); an apostrophe is straight.
"""

from pipelines.tags.languages import LANGUAGES

PHRASES = {code: language.phrases for code, language in LANGUAGES.items() if language.phrases}
LISTS = {code: language.word_lists for code, language in LANGUAGES.items() if language.phrases}
