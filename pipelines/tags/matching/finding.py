"""Finding: which of many terms stand in a text, by one automaton, so the cost does not grow with their number."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import ahocorasick

from pipelines.tags.matching.edges import is_whole, word_end
from pipelines.tags.matching.links import stands_in_link
from pipelines.tags.matching.search_text import Place, SearchText, read_for_search
from pipelines.tags.matching.terms import Form, write_forms

_Key = TypeVar("_Key", bound=Hashable)


class Hit(NamedTuple, Generic[_Key]):
    """Whose term was found, and where in the normal form of the text: None where only a hashtag beside it has it."""

    keys: tuple[_Key, ...]
    place: Place | None


class TermFinder(Generic[_Key]):
    """Finds terms, each with the key of whose it is, as words of their own and outside of links. Picklable."""

    def __init__(self, terms: Iterable[tuple[_Key, str]]) -> None:
        uses: dict[str, dict[Form, list[_Key]]] = {}
        for key, term in terms:
            for form in write_forms(term):
                keys = uses.setdefault(form.text, {}).setdefault(form, [])
                if key not in keys:
                    keys.append(key)
        self._automaton = _build_automaton(uses) if uses else None

    def find(self, searched: SearchText) -> Sequence[Hit[_Key]]:
        """The terms that stand in a text, by where they end."""
        if self._automaton is None:
            return ()
        met = list(self._automaton.iter(searched.text))
        return [hit for last, ways in met for hit in _hits(searched, last + 1, ways)] if met else ()


class PhraseFinder(Generic[_Key]):
    """Finds terms in a post's text and the hashtags beside it, as those that a campaign matches are found."""

    def __init__(self, terms: Iterable[tuple[_Key, str]]) -> None:
        self._finder = TermFinder(terms)

    def find_keys(self, text: str, hashtags: Sequence[str] = ()) -> frozenset[_Key]:
        """Whose terms stand in it."""
        return frozenset(key for hit in self._finder.find(read_for_search(text, hashtags)) for key in hit.keys)


_Ways = Sequence[tuple[Form, tuple[_Key, ...]]]


def _hits(searched: SearchText, end: int, ways: _Ways[_Key]) -> Iterator[Hit[_Key]]:
    for form, keys in ways:
        start = end - len(form.text)
        if is_whole(searched.text, start, end, open_before=form.open_before, open_behind=form.open_behind):
            place = searched.place(start, word_end(searched.text, end) if form.open_behind else end)
            if place is None or form.in_links or not stands_in_link(searched.normal, *place):
                yield Hit(keys, place)


def _build_automaton(uses: dict[str, dict[Form, list[Any]]]) -> Any:
    automaton = ahocorasick.Automaton()
    for text in sorted(uses):
        automaton.add_word(text, tuple((form, tuple(keys)) for form, keys in uses[text].items()))
    automaton.make_automaton()
    return automaton
