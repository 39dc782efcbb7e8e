"""The tagger is a pure function of the post: of its batch, its cache and its process nothing shows."""

import pickle
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.tags import PreTags, Stage, Tags
from pipelines.tags import Tagger
from pipelines.tags.text.normal_form import MAX_TEXT_LENGTH
from tests.unit.pipelines.tags.cases import TAGGER, campaign, post

TEXTS = st.lists(
    st.text(max_size=60) | st.sampled_from(["I just donated", "Who knows?", "Vi må hjelpe nå"]), max_size=8
)


@settings(deadline=None)
@given(TEXTS)
def test_a_post_has_the_same_tags_alone_and_in_any_batch(texts: list[str]) -> None:
    posts = [post(text) for text in texts]
    together = Tagger(cached=0).tag(posts)
    assert together == [TAGGER.tag([each])[0] for each in posts]
    assert together[::-1] == TAGGER.tag(posts[::-1])


def test_it_says_the_same_in_another_process() -> None:
    tagger = Tagger([campaign("storm", themes={"shelter": ("tent",)})])
    posts = [post("I will bring a tent"), post("?"), post(None)]
    assert pickle.loads(pickle.dumps(tagger)).tag(posts) == tagger.tag(posts)


def test_tags_that_a_post_arrives_with_are_kept() -> None:
    given_tags = PreTags(campaign="c", audience="a", stage=Stage.ACTION)
    tagged = TAGGER.tag([msgspec.structs.replace(post("I hate this"), tags=given_tags)])[0]
    assert tagged == given_tags.tags()


def test_copies_are_read_once_and_the_memory_of_them_is_bounded() -> None:
    tagger = Tagger(cached=2)
    for text in ("one", "one", "two", "three", "one"):
        tagger.tag([post(text)])
    assert (tagger.hits, tagger.misses) == (1, 4)
    tagger.tag([post("four"), post("four")])
    assert (tagger.hits, tagger.misses) == (2, 5)


def test_a_post_without_text_has_no_tags_to_speak_of() -> None:
    tagged = TAGGER.tag([post(None)])[0]
    assert (tagged.language, tagged.sentiment, tagged.act, tagged.copy) == (None, None, None, None)


HOSTILE = {
    "empty": "",
    "one character": "a" * 100_000,
    "one word": "hate " * 20_000,
    "zalgo": "z\u0300\u0301\u0302\u0303\u0489" * 5_000,
    "right to left": "\u202e\u200f\u2067abc" * 5_000,
    "lone surrogates": "\ud800\udfff help \udc00" * 2_000,
    "hashtags": " ".join(f"#Tag{n}OfMany" for n in range(500)),
    "emoji families": "👨\u200d👩\u200d👧\u200d👦" * 5_000,
    "code": "for (int i = 0; i < n; ++i) { x[i] = y[i] ?? 0; } " * 500,
    "base64": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=" * 2_000,
    "questions": "? " * 50_000,
    "apostrophes": "'" * 50_000,
    "long hashtag": "#" + "aB" * 50_000,
    "nul": "\x00" * 10_000,
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_text_is_tagged_and_the_tags_can_be_sent(kind: str) -> None:
    tagged = Tagger(cached=0).tag([post(HOSTILE[kind])])[0]
    assert msgspec.json.decode(msgspec.json.encode(tagged), type=Tags) == tagged


BEHIND = ("http:", "https:a", "#a ", "#a#", "@a ", "- ", "!?", "'s ", "1.", "not ", "😀")


@pytest.mark.parametrize("unit", BEHIND)
def test_no_post_of_a_deed_and_whatever_else_stops_a_worker(unit: str) -> None:
    began = time.process_time()
    for times in (24, MAX_TEXT_LENGTH):
        much = unit * times
        Tagger(cached=0).tag([post(f"I donated to the relief fund today{join}{much} x") for join in (" ", "")])
        Tagger(cached=0).tag([post(f"{much}. I donated to the relief fund today. {much} x")])
    assert time.process_time() - began < 5


SHORT, TIMES, AT_MOST = 900, 4, 2.0  # characters; longer texts, which are read whole too; slower by character


def seconds(texts: list[str]) -> float:
    """Processor time that these texts take, the least of seven: what disturbs a run only adds to it."""
    tagger, posts = Tagger(cached=0), [post(text) for text in texts]
    spent = []
    for _ in range(7):
        began = time.process_time()
        tagger.tag(posts)
        spent.append(time.process_time() - began)
    return min(spent)


def hostile(kind: str, length: int, count: int) -> list[str]:
    """Different texts of a kind and a length."""
    unit = HOSTILE[kind] or " "
    return [f"{number} {unit * (length // len(unit) + 1)}"[:length] for number in range(count)]


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_the_time_that_a_hostile_text_takes_grows_as_its_length(kind: str) -> None:
    short, long = hostile(kind, SHORT, 8 * TIMES), hostile(kind, SHORT * TIMES, 8)
    assert seconds(long) < AT_MOST * seconds(short)  # were it quadratic, it would be TIMES as long


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_what_lies_beyond_what_is_read_takes_no_time(kind: str) -> None:
    assert seconds(hostile(kind, 16 * MAX_TEXT_LENGTH, 8)) < AT_MOST * seconds(hostile(kind, MAX_TEXT_LENGTH, 8))


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_text_is_tagged_and_spans_lie_within_it(text: str) -> None:
    tagged = TAGGER.tag([post(text)])[0]
    spans = [span for span in (*tagged.why.values(), *tagged.boilerplate) if not isinstance(span, str)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
