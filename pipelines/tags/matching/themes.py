"""What a post is about: the terms of a campaign's themes, found by spaCy's PhraseMatcher, with their spans.

The matcher sees only the words that themes have; every other word is one and the same to it. So spaCy's string
store does not grow with the stream, and a text without the first word of a term is never looked at.
"""

from collections.abc import Iterable, Mapping

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.tags import Span, Why
from pipelines.tags.text import Tokens, is_clear, tokenize

_OTHER = "\u00b7"  # stands for every word that no theme has


class ThemeMatcher:
    """The themes of one campaign: their terms as phrases, and joined as hashtags are written."""

    def __init__(self, themes: Mapping[str, Iterable[str]]) -> None:
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._words: set[str] = set()
        self._first_words: set[str] = set()
        for theme, terms in themes.items():
            forms = [form for term in terms for form in _forms(term)]
            self._words.update(word for form in forms for word in form)
            self._first_words.update(form[0] for form in forms)
            self._matcher.add(theme, [Doc(self._vocab, words=form) for form in forms])

    def find(self, text: Tokens) -> dict[str, list[Span]]:
        """Theme -> spans, in order of the text."""
        if self._first_words.isdisjoint(text.lower):
            return {}
        doc = Doc(self._vocab, words=[word if word in self._words else _OTHER for word in text.lower])
        found: dict[str, list[Span]] = {}
        for name_id, first, last in sorted(self._matcher(doc), key=lambda hit: hit[1:]):
            theme = self._vocab.strings[name_id]
            found.setdefault(theme, []).append(Span(*text.span(first, last - 1), f"theme:{theme}"))
        return found


def _forms(term: str) -> list[list[str]]:
    plain = [word for word in tokenize(term).lower if word != "#"]
    forms = [plain, ["".join(plain)]] if len(plain) > 1 else [plain]
    return [form for form in forms if form]


def find_themes(
    wanted: Iterable[ThemeMatcher], tokens: Tokens, hashtags: tuple[str, ...], boilerplate: tuple[Span, ...]
) -> dict[str, Why]:
    """Theme -> its first span outside boilerplate, or `hashtag` where only the post's hashtags have it."""
    found: dict[str, Why] = {}
    tagged = tokenize(" ".join("#" + tag.lstrip("#") for tag in hashtags)) if hashtags else None
    for each in wanted:
        for name, spans in each.find(tokens).items():
            clear = [span for span in spans if is_clear(span, boilerplate)]
            if clear:
                found.setdefault(name, clear[0])
        for name in each.find(tagged) if tagged else ():
            found.setdefault(name, "hashtag")
    return dict(sorted(found.items())) if found else found
