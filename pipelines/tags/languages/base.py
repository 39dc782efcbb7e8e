"""Base: what the tagger has to know of a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Language:
    """A language's own data. Words stand apart by spaces, in lower case; what is left empty is not read.

    `code` is ISO 639-1, `table` the name of the weights that score it. In `good` and `bad`, `word*` is every word
    that begins so. `phrases` are patterns by the act or cue they show, in the notation of
    `pipelines/tags/acts/patterns.py`; `{name}` in them is a list of `word_lists`.
    """

    code: str
    table: str
    has_spacy_stop_words: bool = False  # spaCy's list of small words (MIT) tells the language, too
    function_words: str = ""  # small words that tell it from others
    good: str = ""
    bad: str = ""
    negations: str = ""
    has_boosted_compounds: bool = False  # what makes a word stronger may stand before it as one word: `kjempebra`
    read_as: str = ""  # the code of the language whose good and bad words and concepts serve it as well
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    word_lists: Mapping[str, str] = field(default_factory=dict)
