"""Specifics: what a text is specific about, and the value that it plainly states; whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.author_keys import PUBLIC_AUTHOR_KEY
from models.commitments import Measure, OwnAccounts, Speaker
from models.decoding import json_decoder
from models.ledger import Update
from models.posts import Post
from pipelines.accountability import CommitmentReader, encode_entry
from pipelines.accountability.specifics import read_specifics, read_value
from tests.unit.pipelines.accountability.promises import at, campaign_of, promise

REPORTS = Measure("reports", "reports", 0, 4)
PERCENT = Measure("utslipp", "%", 0, 50)
_decode = json_decoder(Update)


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("2 of 4 reports are out", REPORTS, 2),
        ("We published 3 reports in March", REPORTS, 3),
        ("Har levert 1.200 reports", REPORTS, 1200),
        ("Utslippene er ned 12,5 % siden 2020", PERCENT, 12.5),
        ("1,200.5 reports", REPORTS, 1200.5),
        ("We will publish 4 reports", REPORTS, None),
        ("Not yet 3 reports", REPORTS, None),
        ("Are 3 reports out?", REPORTS, None),
        ("30 % i Oslo og 40 % i Bergen", PERCENT, None),
        ("1.234,567.890 reports", REPORTS, None),
        ("999 999 999 999 999 999 reports", REPORTS, None),
    ],
)
def test_a_value_is_read_where_it_is_plain(text: str, measure: Measure, value: float | None) -> None:
    assert read_value(text, measure) == value


def test_each_of_the_four_specifics_is_seen_by_itself() -> None:
    assert read_specifics("3 reports", (), Measure("books", "reports")).count == 1
    assert read_specifics("by 2027", (), REPORTS).date
    assert read_specifics("our reports", (), REPORTS).measure
    assert read_specifics("see this", ("https://x.example",), REPORTS).link
    assert read_specifics("we work on it", (), REPORTS).count == 0


def read(text: str, **fields: object) -> list[tuple[str, Speaker | None]]:
    accounts = OwnAccounts(brand=("town:fund",))
    campaign = campaign_of(promise(words=("reports",)), own_accounts=accounts)
    reader = CommitmentReader([campaign], PUBLIC_AUTHOR_KEY)
    post = Post(id="town:1", channel="town", author=str(fields.pop("author", "a")), created_at=at("2026-03-01T12"))
    post = Post(**{**{name: getattr(post, name) for name in post.__struct_fields__}, "text": text, **fields})
    return [(each.commitment.name, each.speaker) for each in reader.find_concerns(post, ())]


def test_who_speaks_for_the_brand_is_told_by_account_or_flag_and_a_bot_speaks_for_nobody() -> None:
    own = PUBLIC_AUTHOR_KEY.author_pseudonym("town", "fund")
    assert read("3 reports", author=own) == [("books", Speaker.BRAND)]
    assert read("3 reports", author_flags=("leader",)) == [("books", Speaker.LEADER)]
    assert read("3 reports", author=own, author_flags=("bot",)) == []
    assert read("3 reports") == [], "a stranger's post must be of the campaign"
    assert read("good morning", author=own) == []


@given(
    text=st.text(alphabet=st.sampled_from("0123456789 .,%٣reports of$\u00a0-http://x"), max_size=120)
    | st.text(max_size=80)
)
def test_whatever_the_text_an_update_of_it_is_one_that_can_be_read_back(text: str) -> None:
    campaign = campaign_of(promise(words=("reports",)))
    reader = CommitmentReader([campaign], PUBLIC_AUTHOR_KEY)
    post = Post(
        id="t:1",
        channel="t",
        author="a",
        created_at=at("2026-03-01T12"),
        text=f"{text} reports",
        author_flags=("brand",),
    )
    for concern in reader.find_concerns(post, ()):
        update = reader.read_update(post, concern)
        assert _decode(encode_entry(update)) == update
