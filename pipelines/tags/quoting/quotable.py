"""Quotable: the whole sentence of a recognised act, in a text that we read and that tells no harm."""

from models.tags import Act, Span, Why
from pipelines.tags.acts import PHRASES
from pipelines.tags.quoting.doubts import may_tell
from pipelines.tags.quoting.sentences import count_sentences, sentence_around
from pipelines.tags.quoting.shapes import gives_away, reads_like_a_sentence
from pipelines.tags.quoting.slurs import has_slur
from pipelines.tags.text import Tokens, clean

# Far less than makes the tag: of posts that a model wrote apart to measure it, 94 in 100 of those that tell of harm
# have more, and a fifth of those that act.
_LIKELY_TOLD = 0.03
# What is shared is not their own words; what is told is testimony, which is never quoted.
_NEVER = (None, Act.SHARE, Act.TELL)


def find_quote(tokens: Tokens, code: str | None, act: Act | None, shown: Why | None, told: float) -> Span | None:
    """The sentence that people may be shown of a text, in the language of that code; None where none may be.

    `shown` is what shows the act. Where that is no span, only a text of one sentence can be quoted. The span
    is one of what was written. `told`: how probable a classifier finds it that the text tells of harm, 0..1.
    """
    if act in _NEVER or code not in PHRASES or told >= _LIKELY_TOLD:
        return None
    if may_tell(tokens, code) or has_slur(tokens.lower, code):
        return None
    text = tokens.written  # spans count in it, and people are shown what was written
    if isinstance(shown, Span):
        start, end = sentence_around(text, shown.start, shown.end)
    elif count_sentences(text) == 1:
        start, end = sentence_around(text, 0, len(text))
    else:
        return None
    sentence = clean(text[start:end])
    if not reads_like_a_sentence(sentence) or gives_away(sentence):
        return None
    return Span(start, end, "sentence")
