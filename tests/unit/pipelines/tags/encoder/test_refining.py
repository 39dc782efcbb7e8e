"""Words and meaning in one: where they agree a kind is surer, where they differ it is less so."""

import zlib

import numpy as np

from pipelines.tags import Tagger
from pipelines.tags.acts import Wording
from pipelines.tags.acts.kinds import KINDS, DeedKind
from pipelines.tags.encoder import SentenceEncoder, mix_scores
from pipelines.tags.linear import FloatArray, load_dense_heads
from tests.unit.pipelines.tags.cases import campaign, post

STORM = campaign("storm", name="storm")
TEXTS = (
    "I gave 50 today",
    "Who else gave?",
    "ikke ei krone fra meg",
    "",
    "Wir kommen am Samstag!",
    "I gave 50 today",
)


def wording(kind: DeedKind, probability: float, testimony: float = 0.01) -> Wording:
    rest = (1 - probability) / (len(KINDS) - 1)
    kinds = tuple([probability if each is kind else rest for each in KINDS])
    return Wording(kinds, testimony, (kinds,), (0, 3))


def scores(kind: DeedKind | None, testimony: float = 0.0) -> FloatArray:
    return np.array([3.0 if each is kind else 0.0 for each in KINDS] + [testimony])


def of(mixed: Wording, kind: DeedKind) -> float:
    return mixed.kinds[KINDS.index(kind)]


def test_a_kind_that_both_find_is_surer_and_one_that_meaning_denies_less_so() -> None:
    words = wording(DeedKind.PLEDGE, 0.5)
    agreed, denied = mix_scores(words, scores(DeedKind.PLEDGE)), mix_scores(words, scores(DeedKind.REFUSE))
    assert of(agreed, DeedKind.PLEDGE) > 0.8
    assert of(denied, DeedKind.PLEDGE) < 0.4 < of(denied, DeedKind.REFUSE)
    assert abs(sum(agreed.kinds) - 1) < 0.001


def test_testimony_is_found_where_words_or_meaning_are_sure_of_it() -> None:
    doubtful, sure = wording(DeedKind.NONE, 0.9), wording(DeedKind.NONE, 0.9, testimony=0.6)
    assert (
        mix_scores(doubtful, scores(None, 5.0)).testimony > 0.1 > mix_scores(doubtful, scores(None, -3.0)).testimony
    )
    assert mix_scores(sure, scores(None, 0.0)).testimony > 0.3


def test_the_sentence_that_shows_an_act_stays_as_the_words_have_it() -> None:
    words = wording(DeedKind.ACT, 0.9)
    mixed = mix_scores(words, scores(DeedKind.ACT))
    assert (mixed.by_sentence, mixed.starts) == (words.by_sentence, words.starts)


def pretend(text: str) -> FloatArray:
    """An embedding of a text that means nothing, quickly made."""
    numbers = np.random.default_rng(zlib.crc32(text.encode())).normal(size=384)
    unit: FloatArray = numbers / np.linalg.norm(numbers)
    return unit


def test_tags_by_an_encoder_are_the_same_alone_and_in_any_batch() -> None:
    encoder, posts = SentenceEncoder(pretend), [post(text) for text in TEXTS]
    names: list[str | None] = ["storm"] * len(TEXTS)
    together = Tagger([STORM], encoder=encoder, cached=0).tag(posts, names)
    tagger = Tagger([STORM], encoder=encoder)
    assert together == [tagger.tag([each], ["storm"])[0] for each in posts]
    assert together[::-1] == Tagger([STORM], encoder=encoder).tag(posts[::-1], names)


def test_the_version_says_which_encoder_and_which_heads() -> None:
    encoder = SentenceEncoder(pretend)
    version = Tagger(encoder=encoder).version
    assert version == f"{Tagger.version}+{encoder.version}+{load_dense_heads().version}"


def test_the_heads_that_ship_are_those_of_every_kind_and_of_testimony() -> None:
    assert load_dense_heads().heads == (*(each.value for each in KINDS), "testimony")
