"""Proposals: what a brand's text promises, sentence by sentence, for a person to edit: who, how much, by when."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.accountability.finding.amounts import UNITS_OF_SHARES, PromisedAmount, find_amount
from pipelines.accountability.finding.cadences import find_cadence
from pipelines.accountability.finding.due_days import DueDay, Saying, find_days, find_due
from pipelines.accountability.finding.promise_words import PROMISE_WORDS
from pipelines.tags.quoting.sentences import split_sentences

_QUESTION = re.compile(r"[?؟]\W*$|^¿")
_OWNED = re.compile(
    r"(?<!\w)(?:our|its|våre?|vårt|våra|vores|unsere?[nrms]?|nos|notre|nuestr[oa]s?|i nostri|le nostre"
    r"|nostr[oaie]|noss[oa]s?|अपने|हमारे)"
    r" ([^\W\d_]{3,})"
)
_CHANGED = re.compile(
    r"\b(?:cut|reduc\w+|lower|rais\w+|increas\w+|publish|fight\w*|kutte?|reduser\w*|minsk\w*|øker?|senker?|publiser\w*"
    r"|minska|öka|skære|réduir\w*|reducir\w*|ridurr\w*|reduzir\w*) (?:the |de |la |le |les |los |las |el |as |os )?"
    r"([^\W\d_]{3,})"
)
_LONGEST, _SHORTEST = 600, 3  # characters and words of a sentence that we read
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """A promise that a text seems to make. What is None, it does not say."""

    quote: str
    made: date
    due: DueDay | None = None
    amount: PromisedAmount | None = None
    update_every: int | None = None  # days
    subject: str = ""  # the word that says what it is about, in small letters

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks to be rated, in the words of the campaign file's fields."""
        wanted = (
            ("target", self.amount is not None),
            ("baseline", self.amount is not None and self.amount.baseline is not None),
            ("due", self.due is not None),
        )
        return tuple(name for name, is_there in wanted if not is_there)


@dataclass(frozen=True)
class Brand:
    """By what a brand is told in its own texts, and when its financial year ends: month and day."""

    names: Sequence[str] = ()
    year_ends: tuple[int, int] = (12, 31)


def propose(text: str, made: date, language: str, brand: Brand = Brand()) -> Iterator[Proposal]:
    """The promises of a text of the brand's, in order. A language that we do not read is read as English."""
    for sentence in split_sentences(text):
        quote = " ".join(sentence.split())
        if not len(quote) <= _LONGEST or len(quote.split()) < _SHORTEST:
            continue
        found = _read(quote, made, language, brand)
        if found is not None:
            yield found


def _read(quote: str, made: date, language: str, brand: Brand) -> Proposal | None:
    words = _LINK.sub(" ", unicodedata.normalize("NFKC", quote)).lower().strip()
    saying = Saying(made, language, brand.year_ends)
    due, amount = find_due(words, saying), find_amount(_blank_days(words, saying), language)
    cadence = find_cadence(words)
    if not is_promise(words, language, brand.names, has_due=due is not None, has_amount=amount is not None):
        return None
    said = PROMISE_WORDS.get(language, PROMISE_WORDS["en"]).compiled["promises"].sub(" ", words)
    for name in brand.names:
        said = said.replace(name.lower(), " ")
    return Proposal(quote, made, due, amount, cadence, _find_subject(said, amount))


def _find_subject(words: str, amount: PromisedAmount | None) -> str:
    """What is measured: the last word of a count's unit, else what the brand calls its own, else the longest "
    "word."""
    is_counted = amount is not None and amount.unit in words and amount.unit not in UNITS_OF_SHARES
    if is_counted and amount is not None and re.fullmatch(r"[^\W\d_]{3,}(?: [^\W\d_]+)*", amount.unit):
        return amount.unit.split()[-1]
    named = _OWNED.search(words) or _CHANGED.search(words)
    return named[1] if named else max(re.findall(r"[^\W\d_]{3,}", words), key=len, default="")


def _blank_days(words: str, saying: Saying) -> str:
    """The text without its days and years, of the past and of comparisons, too: their numbers are no amounts."""
    for each in find_days(words, saying):
        words = words[: each.start] + "·" * (each.end - each.start) + words[each.end :]
    return re.sub(r"(?<!\w)(?:19|20)\d\d(?!\w|[.,]\d|\s?%)", "····", words)


def is_promise(words: str, language: str, names: Sequence[str], *, has_due: bool, has_amount: bool) -> bool:
    """Whether a sentence in small letters is a promise of who speaks."""
    wording = PROMISE_WORDS.get(language, PROMISE_WORDS["en"])
    signs = wording.compiled
    if _QUESTION.search(words) or signs["no_promise"].search(words):
        return False
    if signs["promises"].search(words) or _names_itself(words, wording.itself, wording.after_name, names):
        return True
    if has_due and has_amount and signs["targets"].search(words):
        return signs["others"].search(words) is None
    is_speaking = signs["speaker"].search(words) is not None
    if is_speaking and find_cadence(words) is not None and signs["reports"].search(words):
        return True
    if (has_due or has_amount) and signs["intends"].search(words):
        return signs["others"].search(words) is None
    return is_speaking and has_due and signs["past"].search(words) is None and signs["others"].search(words) is None


def _names_itself(words: str, itself: str, after: str, names: Sequence[str]) -> bool:
    known = "|".join([itself, *(re.escape(each.lower()) for each in names if each.strip())])
    return re.search(rf"(?<!\w)(?:{known})(?:{after})", words) is not None
