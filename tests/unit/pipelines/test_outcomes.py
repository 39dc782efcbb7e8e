"""Of which campaign something is that happened, and which call it followed, its codes say; it counts as goals are."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.campaigns import Audience, Campaign, Chapter, MatchTerms, OutcomeGoal
from models.outcomes import HeardOutcome, OutcomeKind, OutcomeReport
from models.rejections import Reason, Rejection
from models.tags import Stage
from pipelines.outcomes import join_outcome

AT = datetime(2026, 11, 21, 6, tzinfo=UTC)
SATURDAY = Chapter("rebuild", Stage.ACTION, "Come on Saturday", codes=("sat", "https://events.example/tents"))
STORY = Chapter("stories", Stage.INTEREST, "Read their stories", codes=("story-mail",))
RELIEF = Campaign(
    "relief",
    "Neighbours rebuild",
    OutcomeGoal("donations", 5_000, "gifts", ("relief",), (OutcomeKind.DONATION,)),
    MatchTerms(("#rebuild",)),
    (Audience("locals", (STORY, SATURDAY)),),
)
GARDEN = replace(RELIEF, name="garden", outcome=OutcomeGoal("income", 900, "EUR", ("beds",)), audiences=())
GIFT = HeardOutcome("1", AT, OutcomeKind.DONATION, amount=25.0, currency="eur")


def joined(heard: HeardOutcome) -> list[tuple[str, str, str, float]]:
    found = join_outcome(heard, (RELIEF, GARDEN))
    assert not isinstance(found, Rejection)
    return [(each.campaign, each.name, each.call, each.count) for each in found]


def refused(heard: HeardOutcome) -> Reason:
    found = join_outcome(heard, (RELIEF, GARDEN))
    assert isinstance(found, Rejection)
    assert found.record == b""
    return found.reason


@pytest.mark.parametrize("code", ["sat", " SAT ", "https://events.example/tents?utm_source=mail"])
def test_a_code_or_the_address_of_a_page_tells_the_call_that_was_followed(code: str) -> None:
    assert joined(replace(GIFT, codes=("nobody", code))) == [("relief", "donations", "rebuild", 1)]


def test_a_campaigns_own_code_tells_the_campaign_alone() -> None:
    assert joined(replace(GIFT, codes=("relief",))) == [("relief", "donations", "", 1)]
    assert joined(replace(GIFT, campaign="relief")) == [("relief", "donations", "", 1)]


def test_where_the_goal_is_money_money_is_added_up_and_what_came_to_nothing_is_nothing() -> None:
    gift = replace(GIFT, codes=("beds",))
    assert joined(gift) == [("garden", "income", "", 25)]
    assert joined(replace(gift, count=0.0)) == [("garden", "income", "", 0)]
    assert joined(replace(gift, currency="USD")) == [("garden", "income", "", 1)]


def test_what_is_not_the_goal_is_counted_by_its_kind() -> None:
    visit = replace(GIFT, kind=OutcomeKind.ATTENDANCE, codes=("sat",))
    assert joined(visit) == [("relief", "attendance", "rebuild", 1)]


def test_two_campaigns_may_share_a_page() -> None:
    assert [each[0] for each in joined(replace(GIFT, codes=("relief", "beds")))] == ["relief", "garden"]


def test_what_no_campaign_is_told_by_is_refused_and_so_is_an_author_with_a_name() -> None:
    assert refused(GIFT) is refused(replace(GIFT, codes=("x",))) is Reason.UNKNOWN_CAMPAIGN
    assert refused(replace(GIFT, campaign="other", codes=("relief",))) is Reason.UNKNOWN_CAMPAIGN
    assert refused(replace(GIFT, codes=("relief",), author="ann@roe.example")) is Reason.NAMED_AUTHOR


@given(st.lists(st.text(min_size=1, max_size=30), max_size=4), st.none() | st.text(min_size=1, max_size=20))
def test_whatever_the_codes_it_is_joined_or_refused_and_no_code_is_kept(codes: list[str], author: str | None) -> None:
    found = join_outcome(replace(GIFT, codes=(*codes, "relief"), author=author), (RELIEF,))
    if isinstance(found, Rejection):
        assert found.reason is Reason.NAMED_AUTHOR
    else:
        call = found[0].call
        assert found == (OutcomeReport("1", "relief", "donations", 1, AT, "gifts", call, author),)
