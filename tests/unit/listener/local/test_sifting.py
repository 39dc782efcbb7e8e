"""Posts that no campaign matches stay out of the log; what they say of the time goes in."""

import msgspec
from msgspec.structs import replace

from listener.kafka import topics
from listener.local.sifting import Sifter
from listener.sources import SourceRecord
from listener.sources.runner import to_record
from models.commitments import OwnAccounts
from models.erasures import ErasureRequest
from models.marks import Mark
from models.posts import DAY_MS, MINUTE_MS, Millis, instant, millis
from tests.making import AUTHOR_KEY, MONDAY, NOW, campaign, post


def sifter() -> Sifter:
    return Sifter([campaign()], clock=lambda: NOW / 1000)


def record(number: int, at: Millis, text: str) -> SourceRecord:
    return SourceRecord(topics.POSTS, b"a1", post(number, "a1", at, text=text, tags=None))


def marks(records: list[SourceRecord]) -> list[Millis]:
    return [millis(msgspec.json.decode(each.value, type=Mark).at) for each in records if each.headers]


def test_a_post_that_nobody_looks_for_stays_out_and_a_mark_says_what_time_it_was() -> None:
    about, other = record(1, NOW - 2 * MINUTE_MS, "the typhoon"), record(2, NOW - MINUTE_MS, "my cat")
    sifting = sifter()
    kept = sifting.sift([about, other])
    assert kept[0] == about
    assert marks(kept) == [NOW - MINUTE_MS]
    assert len(kept) == 2
    assert sifting.left_out == 1
    assert sifting.sift([record(3, NOW - MINUTE_MS, "my dog")]) == [], "marks are few"


def test_no_clock_that_is_ahead_and_no_old_post_makes_a_mark_that_is_wrong() -> None:
    assert marks(sifter().sift([record(1, NOW + DAY_MS, "my cat")])) == [NOW]
    assert sifter().sift([record(1, NOW - DAY_MS, "my cat")]) == []


def test_posts_that_came_tagged_and_what_cannot_be_read_go_on() -> None:
    tagged = SourceRecord(topics.POSTS, b"a1", post(1, "a1", NOW, text="no word of it"))
    broken = SourceRecord(topics.POSTS, None, b"{")
    rejected = SourceRecord(topics.REJECTED, None, b"{}")
    assert sifter().sift([tagged, broken, rejected]) == [tagged, broken, rejected]


def test_erasures_of_what_the_log_has_go_on_before_and_after_a_restart() -> None:
    about, gone = record(1, NOW, "the typhoon"), to_record(ErasureRequest(instant(NOW), post="sim:1"))
    author = to_record(ErasureRequest(instant(NOW), author="a9"))
    assert sifter().sift([gone, author]) == [author]
    assert sifter().sift([about, gone]) == [about, gone]
    after = sifter()
    after.know(iter([about.value]))
    assert after.sift([gone]) == [gone]


def test_what_a_brand_says_goes_on_though_no_story_has_its_words() -> None:
    ours = replace(campaign(), own_accounts=OwnAccounts(brand=("bluesky:did:plc:fund",)))
    sifter = Sifter([ours], AUTHOR_KEY, clock=lambda: NOW / 1000)
    pseudonym = AUTHOR_KEY.author_pseudonym("bluesky", "did:plc:fund")
    said = [
        SourceRecord(topics.POSTS, b"", post(1, pseudonym, MONDAY, tags=None, text="The books are open.")),
        SourceRecord(topics.POSTS, b"", post(2, "a2", MONDAY, tags=None, text="Me too.", author_flags=["leader"])),
        SourceRecord(topics.POSTS, b"", post(3, "a3", MONDAY, tags=None, text="Whose books?")),
    ]
    assert sifter.sift(said) == said[:2]
