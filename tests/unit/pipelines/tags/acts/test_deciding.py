"""Phrases show what the author does, and the span shows which."""

import pytest

from models.tags import Act, Span, Stage, Stance
from pipelines.tags import Tagger
from pipelines.tags.acts.bars import act_bars
from pipelines.tags.acts.deciding import believe_kind
from pipelines.tags.acts.kinds import KINDS, DeedKind
from tests.unit.pipelines.tags.cases import campaign, post, tags

IN_STORY = Tagger([campaign("*")])

SAID = [
    (Act.ACT, "en", "I just donated 20 dollars!", "I just donated"),
    (Act.ACT, "en", "We've already signed, your turn", "We've already signed"),
    (Act.PLEDGE, "en", "I'll donate when my pay comes", "I'll donate"),
    (Act.PLEDGE, "en", "Count me in", "Count me in"),
    (Act.PLEDGE, "en", "I would like to give 20 dollars", "I would like to give 20 dollars"),
    (Act.PLEDGE, "en", "I'll come even if it rains", "I'll come"),
    (Act.OFFER, "en", "We can offer beds for two", "We can offer"),
    (Act.ASK, "en", "Does anyone know where to bring blankets", "Does anyone know"),
    (Act.DEMAND_AN_ACCOUNT, "en", "Where did all the money go", "Where did all the money go"),
    (Act.URGE, "en", "Please share this map", "Please share"),
    (Act.TELL, "en", "We lost the barn that night", "We lost"),
    (Act.CRITICISE, "en", "Shame on them", "Shame on them"),
    (Act.SHARE, "en", "RT @user river level today", "RT @user"),
    (Act.PLEDGE, "nb", "Jeg skal gi hundre kroner", "Jeg skal gi"),
    (Act.PLEDGE, "de", "Ich werde morgen spenden", "Ich werde morgen spenden"),
    (Act.ACT, "es", "Ya he donado", "he donado"),
]


@pytest.mark.parametrize(("act", "lang", "text", "shown"), SAID)
def test_a_phrase_shows_the_act(act: Act, lang: str, text: str, shown: str) -> None:
    tagged = tags(text, lang)
    span = tagged.why["act"]
    assert tagged.act == act
    assert isinstance(span, Span)
    assert text[span.start : span.end] == shown


@pytest.mark.parametrize("text", ["I will not donate", "I never donated", "I won't sign", "I would have signed"])
def test_what_is_denied_is_neither_a_pledge_nor_a_deed(text: str) -> None:
    assert tags(text).act not in (Act.PLEDGE, Act.ACT)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "If it reaches the children, I will give"),
        ("en", "I'll donate as long as you show the receipts"),
        ("en", "I will donate some day"),
        ("en", "I would like to give"),
        ("de", "Ich werde spenden, wenn es ankommt"),
        ("nb", "Jeg skal gi hvis det kommer frem"),
    ],
)
def test_who_will_give_if_or_some_day_has_not_pledged(lang: str, text: str) -> None:
    assert tags(text, lang).act is not Act.PLEDGE


def test_a_condition_in_another_sentence_is_none() -> None:
    assert tags("What if it rains? I will come").act is Act.PLEDGE


def test_who_gives_is_for_it_and_who_calls_it_a_scam_is_not() -> None:
    assert tags("I just donated").stance is Stance.SUPPORT
    assert tags("I donated once, it is a scam").stance is Stance.OPPOSE


def test_tone_is_not_stance() -> None:
    tagged = tags("I can't stand her face")
    assert tagged.stance is not Stance.SUPPORT


def test_harm_done_to_the_author_is_testimony() -> None:
    assert tags("They beat me and we lost everything").testimony
    assert not tags("They beat the other team").testimony


REFUSED = [
    ("en", "I'm not giving to the appeal"),
    ("en", "We won't be signing it"),
    ("en", "I have never donated to them and never will"),
    ("nb", "Jeg kommer ikke til å gi en krone"),
    ("da", "Jeg har ikke givet noget og kommer ikke til det"),
    ("sv", "Jag tänker inte ge dem någonting"),
    ("de", "Ich werde denen nichts spenden"),
    ("fr", "Je ne vais pas signer ça"),
    ("es", "No les voy a dar nada"),
    ("it", "Non ho intenzione di donare"),
    ("pt", "Não vou assinar isso"),
]
ASKED = [
    ("en", "How do I give to the appeal?"),
    ("en", "where can we sign"),
    ("nb", "Hvordan kan jeg melde meg?"),
    ("de", "Wo kann ich für die Flutopfer spenden?"),
    ("fr", "Comment est-ce que je peux donner ?"),
    ("es", "¿Dónde puedo firmar?"),
    ("it", "Come faccio a donare?"),
]


@pytest.mark.parametrize(("lang", "text"), [*REFUSED, *ASKED])
def test_who_refuses_or_asks_has_taken_no_step_and_supports_nothing(lang: str, text: str) -> None:
    tagged = IN_STORY.tag([post(text, lang=lang)], ["relief"])[0]
    assert tagged.act not in (Act.ACT, Act.PLEDGE, Act.OFFER, Act.URGE)
    assert tagged.stage.rank <= Stage.INTEREST.rank
    assert tagged.stance is not Stance.SUPPORT


@pytest.mark.parametrize(("lang", "text"), REFUSED[:3])
def test_refusing_is_an_act_and_against(lang: str, text: str) -> None:
    tagged = tags(text, lang)
    assert (tagged.act, tagged.stance) == (Act.REFUSE, Stance.OPPOSE)


@pytest.mark.parametrize(("lang", "text"), [("en", "Signed."), ("nb", "Er påmeldt!"), ("en", "Gave 50.")])
def test_few_words_are_a_deed_in_a_story_alone(lang: str, text: str) -> None:
    assert IN_STORY.tag([post(text, lang=lang)], ["relief"])[0].stage is Stage.ACTION
    assert tags(text, lang).act is not Act.ACT


def test_urging_against_is_against() -> None:
    tagged = tags("Don't give these people a single penny, folks")
    assert (tagged.act, tagged.stance) == (Act.URGE, Stance.OPPOSE)
    assert tagged.stage.rank <= Stage.INTEREST.rank


def test_who_is_not_against_it_refuses_nothing() -> None:
    assert tags("I'm not against the collection").act is not Act.REFUSE


def test_what_is_not_sure_enough_to_be_a_deed_may_still_be_a_demand() -> None:
    said = said_with({DeedKind.ACT: 0.45, DeedKind.DEMAND: 0.35, DeedKind.NONE: 0.2})
    assert believe_kind(said, None, act_bars()) == (DeedKind.DEMAND, 0.35)


def test_what_is_not_sure_enough_to_be_a_deed_is_none_where_nothing_follows_that_is() -> None:
    said = said_with({DeedKind.ACT: 0.45, DeedKind.NONE: 0.3, DeedKind.DEMAND: 0.25})
    assert believe_kind(said, None, act_bars())[0] is DeedKind.NONE


def said_with(probable: dict[DeedKind, float]) -> list[float]:
    """The probabilities of all kinds, those that are not named being 0."""
    return [probable.get(each, 0.0) for each in KINDS]
