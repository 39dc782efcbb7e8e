"""A campaign's own phrases show an act where they are meant: not denied, not asked, not conditional."""

import pytest

from models.tags import Act, Span, Stage, Tags
from pipelines.tags import Tagger
from tests.unit.pipelines.tags.cases import campaign, post

OPENNESS = {Act.ACT: ("opened my pay slip", "#showyourpay", "lønna mi er ute"), Act.PLEDGE: ("see you at the well",)}
TAGGER = Tagger([campaign("#pay", name="pay", acts=OPENNESS)])


def tags(text: str, lang: str = "en") -> Tags:
    return TAGGER.tag([post(text, lang=lang)], ["pay"])[0]


@pytest.mark.parametrize(
    ("act", "text", "shown"),
    [
        (Act.ACT, "So there: opened my pay slip for the whole floor", "opened my pay slip"),
        (Act.ACT, "31,400 before tax #ShowYourPay", "#ShowYourPay"),
        (Act.PLEDGE, "Right then. See you at the well", "See you at the well"),
    ],
)
def test_such_a_phrase_shows_the_act(act: Act, text: str, shown: str) -> None:
    tagged = tags(text)
    span = tagged.why["act"]
    assert tagged.act is act
    assert isinstance(span, Span)
    assert text[span.start : span.end] == shown


def test_it_puts_the_author_where_the_act_means() -> None:
    assert tags("opened my pay slip at lunch").stage is Stage.ACTION
    assert tags("lønna mi er ute, værsågod", "nb").stage is Stage.ACTION


@pytest.mark.parametrize(
    "text",
    [
        "I have not opened my pay slip",
        "never opened my pay slip to anybody",
        "Who here opened my pay slip?",
        "If I opened my pay slip they would laugh",
        "would you have opened my pay slip?",
    ],
)
def test_denied_asked_or_conditional_it_shows_no_deed(text: str) -> None:
    assert tags(text).act is not Act.ACT


def test_another_campaign_does_not_know_it() -> None:
    other = Tagger([campaign("#pay", name="pay")]).tag([post("opened my pay slip at lunch")], ["pay"])[0]
    assert other.why.get("act") != tags("opened my pay slip at lunch").why["act"]
