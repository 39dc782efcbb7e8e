"""What our fast evaluations of three libraries save: each beside the library by itself, and the whole tagger beside
one with the library in its place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import NamedTuple
from unittest.mock import patch

from py3langid.langid import MODEL_FILE, LanguageIdentifier
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from models.posts import Post
from pipelines.tags import Tagger
from pipelines.tags.acts import phrases
from pipelines.tags.acts.notation import parse_pattern
from pipelines.tags.acts.patterns import LISTS, PHRASES
from pipelines.tags.fast import FastMatcher, FastSentimentIntensityAnalyzer
from pipelines.tags.fast.langid import CANDIDATES, shared_identifier
from pipelines.tags.fast.matcher import Match
from pipelines.tags.language import identification
from pipelines.tags.sentiment import tone
from pipelines.tags.text import tokenize_all
from tests.benchmarks.report import per_second

POSTS = 500  # of each measurement: spaCy's Matcher takes more than a millisecond a post
Texts = Sequence[str]


class Library(NamedTuple):
    """A library that we evaluate faster: our evaluation of texts, its own, and how to put it in place of ours."""

    name: str
    ours: Callable[[Texts], object]
    theirs: Callable[[Texts], object]
    in_place: Callable[[], AbstractContextManager[object]]


def lines(posts: Sequence[Post]) -> Iterator[dict[str, object]]:
    """Two figures a library; the ratio of the second is how much faster the whole tagger is for our evaluation."""
    some = posts[:POSTS]
    texts = [post.text or "" for post in some]
    for each in LIBRARIES:
        alone = per_second(len(texts), lambda: each.ours(texts), lambda: each.theirs(texts))  # noqa: B023
        yield _line(f"{each.name}, ours; baseline: the library's", *alone)
        whole = per_second(len(texts), lambda: _tag(some), lambda: _tag_with(each, some))  # noqa: B023
        yield _line(f"tagging; baseline: with {each.name} as the library has it", *whole)


def _tag(posts: Sequence[Post]) -> None:
    with patch.dict(identification._guesses, clear=True):  # noqa: SLF001 - languages are to be identified anew
        Tagger(cached=0).tag(posts)


def _tag_with(library: Library, posts: Sequence[Post]) -> None:
    with library.in_place():
        _tag(posts)


def _line(name: str, ours: float, theirs: float) -> dict[str, object]:
    ratio = round(ours / theirs, 2)
    return {"name": name, "value": round(ours), "unit": "posts/s", "baseline": round(theirs), "ratio": ratio}


class _Identifier:
    """py3langid's identifier, asked text by text."""

    def __init__(self) -> None:
        self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self._identifier.set_languages(CANDIDATES.split())

    def classify_all(self, texts: Texts) -> list[tuple[str, float]]:
        return list(map(self._identifier.classify, texts))


class _Matcher:
    """spaCy's Matcher with the phrases of a language, asked text by text."""

    def __init__(self, code: str) -> None:
        self._vocab = Vocab()
        self._matcher = Matcher(self._vocab)
        for rule, some in PHRASES[code].items():
            self._matcher.add(rule, [parse_pattern(line, LISTS[code]) for line in some])

    def pipe(self, texts: Sequence[Sequence[str]]) -> list[list[Match]]:
        return [self._match(words) if words else [] for words in texts]

    def _match(self, words: Sequence[str]) -> list[Match]:
        matches = self._matcher(Doc(self._vocab, words=list(words)))
        return [(self._vocab.strings[rule], first, end) for rule, first, end in matches]


_identifier, _matcher = cache(_Identifier), cache(_Matcher)
_analyzer = cache(SentimentIntensityAnalyzer)


def _match_all(matcher: FastMatcher | _Matcher, texts: Texts) -> object:
    return matcher.pipe([each.lower for each in tokenize_all(texts)])


@contextmanager
def _vader_in_place() -> Iterator[None]:
    with patch.object(tone, "_ANALYZER", _analyzer()):
        yield


@contextmanager
def _langid_in_place() -> Iterator[None]:
    with patch.object(identification, "shared_identifier", _identifier):
        yield


@contextmanager
def _matcher_in_place() -> Iterator[None]:
    with patch.object(phrases, "matcher_of", _matcher):
        yield


LIBRARIES = (
    Library(
        "VADER's compound",
        lambda texts: list(map(FastSentimentIntensityAnalyzer().polarity_scores, texts)),
        lambda texts: list(map(_analyzer().polarity_scores, texts)),
        _vader_in_place,
    ),
    Library(
        "py3langid",
        lambda texts: shared_identifier().classify_all(texts),
        lambda texts: _identifier().classify_all(texts),
        _langid_in_place,
    ),
    Library(
        "spaCy's Matcher",
        lambda texts: _match_all(phrases.matcher_of("en"), texts),
        lambda texts: _match_all(_matcher("en"), texts),
        _matcher_in_place,
    ),
)
