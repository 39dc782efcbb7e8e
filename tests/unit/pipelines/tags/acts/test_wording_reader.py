"""What wordings say: the same alone as in any batch, sentence by sentence, and within bounds."""

import subprocess
import sys
from collections.abc import Sequence
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.tags.acts import read_wordings
from pipelines.tags.acts.kinds import KINDS, DeedKind
from pipelines.tags.acts.wording_reader import Wording
from pipelines.tags.acts.wording_signs import SIGN_LANGUAGES, sign_names, signs_of
from pipelines.tags.text import number_words_of, tokenize

TEXTS = (
    "Lovely sun. We carried sandbags all night!",
    "",
    "# # rain #",
    "\ufe0f # late",
    "😀️",
    "Wer hat schon eine Decke übrig?",
    "Ikke aktuelt.",
)


def read_all(texts: Sequence[str], codes: Sequence[str | None]) -> list[Wording]:
    tokens = list(map(tokenize, texts))
    return read_wordings(tokens, number_words_of([each.lower for each in tokens]), codes)


def read(text: str, code: str | None = "en") -> Wording:
    return read_all([text], [code])[0]


def test_a_text_scores_the_same_alone_as_in_any_batch() -> None:
    together = read_all(TEXTS, ["en"] * len(TEXTS))
    assert together == [read(text) for text in TEXTS]


def test_thousands_of_words_met_since_change_nothing() -> None:
    before = read(TEXTS[0])
    for first in ascii_lowercase:
        read(" ".join(f"{first}{second}{third}" for second in ascii_lowercase for third in "abcdefgh"))
    assert read(TEXTS[0]) == before


def test_a_text_longer_than_is_read_changes_nothing_beside_it() -> None:
    assert read_all([TEXTS[0], "word " * 900, TEXTS[5]], ["en"] * 3) == [
        read(TEXTS[0]), read("word " * 900), read(TEXTS[5], "en")
    ]  # fmt: skip


def test_it_scores_the_same_in_another_process() -> None:
    program = (
        "from pipelines.tags.document import read_documents;"
        f"print(read_documents([{TEXTS[0]!r}], ['en'])[0].wording.kinds)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.strip() == str(read(TEXTS[0]).kinds)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from([*SIGN_LANGUAGES, "pl", None]))
def test_probabilities_are_shares_of_any_text(text: str, code: str | None) -> None:
    said = read(text, code)
    assert len(said.kinds) == len(KINDS)
    assert sum(said.kinds) == pytest.approx(1, abs=0.01)
    assert 0 <= said.testimony <= 1
    assert len(said.starts) == len(said.by_sentence) + 1


def test_sentences_are_told_apart() -> None:
    said = read("It rained all morning. How do I sign up?")
    ask = KINDS.index(DeedKind.ASK)
    assert said.by_sentence[1][ask] > said.by_sentence[0][ask]
    assert said.starts[:2] == (0, 5)


def test_a_text_without_end_is_read_to_a_bound() -> None:
    assert read("word " * 5_000).kinds == read("word " * 400).kinds


def test_every_language_has_the_signs_of_refusing_and_asking() -> None:
    assert sign_names()[:3] == ("i", "we", "you")
    for code in SIGN_LANGUAGES[:-1]:
        found = set(signs_of(code).values())
        assert len(found) > 30, code


@pytest.mark.parametrize(
    "text", ["A new tower over our old harbour", "the emperor and his horses", "Not a cloud over Lisbon"]
)
def test_hashtags_show_no_deed(text: str) -> None:
    act = KINDS.index(DeedKind.ACT)
    tagged = read(f"{text} #city #harbour #morning #walk")
    assert tagged.kinds[act] < 0.5
    assert tagged.kinds == read(f"{text} city harbour morning walk").kinds


@pytest.mark.parametrize(
    ("text", "code"), [("Signed, and so has my mother", "en"), ("Где отчёт?", None), ("Ikke aktuelt.", "nb")]
)
def test_whom_a_post_answers_and_what_it_links_to_show_no_deed(text: str, code: str | None) -> None:
    assert read(f"@anna {text} https://a.example/b", code).kinds == read(text, code).kinds


def test_a_post_of_links_and_names_alone_is_read_as_an_empty_one() -> None:
    assert read("@anna https://a.example").kinds == read("").kinds
