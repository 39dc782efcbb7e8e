"""Stance is towards the campaign's story: its own words, its names, negation, irony, and what is left unsaid."""

import pytest

from models.campaigns import StanceTerms
from models.tags import Act, Span, Stance
from pipelines.tags.acts import Phrases
from pipelines.tags.stance import PostReading, StoryTerms, stance_of
from pipelines.tags.text import tokenize
from tests.unit.pipelines.tags.cases import tags
from tests.unit.pipelines.tags.stance.relief import stance, tags_in_story

SUPPORT, OPPOSE, NEUTRAL, UNKNOWN = Stance.SUPPORT, Stance.OPPOSE, Stance.NEUTRAL, Stance.UNKNOWN


def test_the_campaigns_own_words_tell_the_side_and_are_what_shows_it() -> None:
    tagged = tags_in_story("Everybody here is proud of it")
    assert (tagged.stance, tagged.why["stance"]) == (SUPPORT, Span(18, 26, "stance:proud of"))
    assert stance("So where did the money go?") is OPPOSE
    assert stance("a bunch of scammers") is OPPOSE


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("nb", "Jeg er stolt av hjelpefondet", "support"),
        ("nb", "Jeg er ikke stolt av hjelpefondet", "oppose"),
        ("nb", "Jeg er ikke imot hjelpefondet", "support"),
        ("nb", "Hjelpefondet er ikke svindel", "support"),
        ("nb", "Jeg støtter ikke hjelpefondet", "oppose"),
        ("nb", "Jeg støtter hjelpefondet", "support"),
        ("nn", "Eg er ikkje stolt av hjelpefondet", "oppose"),
        ("nn", "Eg støttar ikkje hjelpefondet", "oppose"),
        ("de", "Ich bin stolz auf den Hilfsfonds", "support"),
        ("de", "Ich bin nicht stolz auf den Hilfsfonds", "oppose"),
        ("de", "Ich bin nicht gegen den Hilfsfonds", "support"),
        ("de", "Ich unterstütze den Hilfsfonds nicht", "oppose"),
        ("de", "Der Hilfsfonds ist Betrug", "oppose"),
        ("de", "Der Hilfsfonds ist kein Betrug", "support"),
        ("fr", "Je suis fier de ce fonds de secours", "support"),
        ("fr", "Je ne suis pas fier de ce fonds de secours", "oppose"),
        ("fr", "Je ne suis pas contre le fonds de secours", "support"),
        ("fr", "Je ne soutiens pas le fonds de secours", "oppose"),
        ("fr", "Le fonds de secours est une arnaque", "oppose"),
        ("es", "Estoy orgulloso de nuestro fondo de ayuda", "support"),
        ("es", "No estoy orgulloso de este fondo de ayuda", "oppose"),
        ("es", "No estoy en contra del fondo de ayuda", "support"),
        ("es", "No apoyo el fondo de ayuda", "oppose"),
        ("es", "El fondo de ayuda es una estafa", "oppose"),
        ("it", "Sono orgoglioso di questo fondo di soccorso", "support"),
        ("it", "Non sono orgoglioso di questo fondo di soccorso", "oppose"),
        ("it", "Non sono contro il fondo di soccorso", "support"),
        ("it", "Il fondo di soccorso è una truffa", "oppose"),
        ("pt", "Estou orgulhoso do fundo de ajuda", "support"),
        ("pt", "Não estou orgulhoso do fundo de ajuda", "oppose"),
        ("pt", "Não sou contra o fundo de ajuda", "support"),
        ("pt", "O fundo de ajuda é um golpe", "oppose"),
        ("sv", "Jag är stolt över hjälpfonden, stolt på riktigt", "support"),
        ("sv", "Jag är inte stolt på hjälpfonden", "oppose"),
        ("sv", "Jag är inte emot hjälpfonden", "support"),
        ("sv", "Jag stöder inte hjälpfonden", "oppose"),
        ("da", "Jeg er stolt over hjælpefonden", "support"),
        ("da", "Jeg er ikke stolt over hjælpefonden", "oppose"),
        ("da", "Jeg støtter ikke hjælpefonden", "oppose"),
        ("da", "Jeg er ikke imod hjælpefonden", "support"),
        ("ar", "أنا فخور بصندوق الإغاثة", "support"),
        ("ar", "لست فخورا بصندوق الإغاثة", "oppose"),
        ("ar", "أنا ضد صندوق الإغاثة", "oppose"),
        ("ar", "لست ضد صندوق الإغاثة", "support"),
        ("hi", "मुझे राहत कोष पर गर्व है", "support"),
        ("hi", "मुझे राहत कोष पर गर्व नहीं है", "oppose"),
        ("hi", "राहत कोष घोटाला है", "oppose"),
        ("hi", "मैं राहत कोष के खिलाफ नहीं हूँ", "support"),
    ],
)  # fmt: skip
def test_a_negation_turns_a_stance_around_in_every_language(lang: str, text: str, expected: str) -> None:
    assert stance(text, lang).value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am not proud of the relief fund", OPPOSE),
        ("I'm not against the relief fund", SUPPORT),
        ("I was never that proud of the relief fund", OPPOSE),
        ("The relief fund is not a scam", SUPPORT),
        ("I don't trust the relief fund at all", OPPOSE),
        ("I stopped supporting the relief fund", OPPOSE),
        ("Nobody should be proud of the relief fund", OPPOSE),
    ],
)
def test_a_negation_reaches_what_it_negates(text: str, expected: Stance) -> None:
    assert stance(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not only am I proud of the relief fund, I work there", SUPPORT),
        ("No, I am proud of the relief fund", SUPPORT),
        ("I can't wait to tell how proud of the relief fund we are", SUPPORT),
        ("It will not rain. I am proud of the relief fund", SUPPORT),
        ("I don't know where did the money go. #rebuild", OPPOSE),
    ],
)
def test_and_nothing_else(text: str, expected: Stance) -> None:
    assert stance(text) is expected


def test_what_comes_after_but_is_what_is_meant() -> None:
    assert stance("I was against the relief fund but now I'm proud of it") is SUPPORT
    assert stance("I was proud of the relief fund, but where did the money go?") is OPPOSE


@pytest.mark.parametrize(
    "text",
    [
        "So proud of the relief fund /s",
        "So proud of the relief fund 🙄",
        "So proud of the relief fund #sarcasm",
        "Yeah right, proud of the relief fund",
        "Sure, because everyone is proud of the relief fund",
        'They are so "proud of" the relief fund',
        "Who could be proud of the relief fund?",
        "I'd be proud of the relief fund if it published a report",
    ],
)
def test_praise_that_may_not_be_meant_shows_nothing(text: str) -> None:
    assert stance(text) is UNKNOWN


def test_eyes_that_roll_take_nothing_from_what_is_said_against_it() -> None:
    assert stance("The relief fund is a scam 🙄") is OPPOSE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#ReliefFundScam", OPPOSE),
        ("#StopReliefFund now", OPPOSE),
        ("#istandwithrelieffund", SUPPORT),
        ("The relief fund. #scam", OPPOSE),
        ("Weather map #relieffund", NEUTRAL),
    ],
)
def test_a_hashtag_may_take_a_side_of_a_name(text: str, expected: Stance) -> None:
    assert stance(text) is expected


def test_hashtags_beside_the_text_count_too() -> None:
    assert stance("Two trucks today", hashtags=("ReliefFundScam",)) is OPPOSE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I love the relief fund", SUPPORT),
        ("We support the relief fund, always have", SUPPORT),
        ("I hate the relief fund", OPPOSE),
        ("@relieffund you are wonderful people, what a great day", SUPPORT),
    ],
)
def test_words_that_take_a_side_count_where_a_name_stands(text: str, expected: Stance) -> None:
    assert stance(text) is expected


def test_tone_about_something_else_shows_nothing() -> None:
    assert stance("What a wonderful, lovely, happy morning with the kids") is UNKNOWN
    assert stance("This terrible storm, I hate it so much") is UNKNOWN


def test_who_names_the_story_and_plainly_reports_is_neutral_and_who_does_not_name_it_is_unknown() -> None:
    assert stance("The relief fund opens its office at 9 on Monday") is NEUTRAL
    assert stance("When does the relief fund open?") is NEUTRAL
    assert stance("The office opens at 9 on Monday") is UNKNOWN


def _by_act(act: Act, *, urges_against: bool = False) -> Stance:
    tokens = tokenize("Saturday")
    post = PostReading(tokens, "en", Phrases(tokens, {}, ()), (), act, urges_against)
    return stance_of(post, StoryTerms(StanceTerms(), is_anchored=True))[0]


@pytest.mark.parametrize("act", [Act.ACT, Act.PLEDGE, Act.OFFER])
def test_who_acts_pledges_or_offers_is_for_it(act: Act) -> None:
    assert _by_act(act) is SUPPORT


@pytest.mark.parametrize("act", [Act.URGE, Act.ASK, Act.TELL, Act.SHARE, Act.CRITICISE, Act.DEMAND_AN_ACCOUNT])
def test_other_acts_show_no_stance_by_themselves(act: Act) -> None:
    assert _by_act(act) is UNKNOWN


def test_who_refuses_or_urges_others_not_to_is_against_it() -> None:
    assert _by_act(Act.REFUSE) is OPPOSE
    assert _by_act(Act.URGE, urges_against=True) is OPPOSE


def test_words_against_it_outweigh_a_deed() -> None:
    assert stance("I donated once. What a scam") is OPPOSE
    assert tags("I donated once, it is a scam").stance is OPPOSE


def test_a_hyphen_a_plural_and_a_hashtag_are_the_same_word() -> None:
    terms = StoryTerms(StanceTerms((), ("pro choice",), ("empty promise",)), is_anchored=False)
    for text, side in (("pro-choice", 1), ("#prochoice", 1), ("#ProChoice", 1), ("Empty promises!", -1)):
        tokens = tokenize(text)
        found = stance_of(PostReading(tokens, "en", Phrases(tokens, {}, ()), (), None), terms)[0]
        assert found is (SUPPORT if side > 0 else OPPOSE), text


def test_the_longest_term_counts_and_not_the_one_within_it() -> None:
    terms = StoryTerms(StanceTerms((), ("voting for her",), ("not voting for her",)), is_anchored=False)
    tokens = tokenize("Why I am not voting for her")
    assert stance_of(PostReading(tokens, "en", Phrases(tokens, {}, ()), (), None), terms)[0] is OPPOSE


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Elveaksjonen koster ikke arbeidsplasser"),
        ("de", "Das kostet keine Arbeitsplätze"),
        ("es", "cuesta no puestos"),
    ],
)
def test_a_negation_within_a_term_turns_it_around(lang: str, text: str) -> None:
    against = ("koster arbeidsplasser", "kostet arbeitsplätze", "cuesta puestos")
    terms = StoryTerms(StanceTerms((), (), against), is_anchored=False)
    tokens = tokenize(text)
    assert stance_of(PostReading(tokens, lang, Phrases(tokens, {}, ()), (), None), terms)[0] is SUPPORT


def test_who_cannot_stand_it_is_against_it() -> None:
    assert stance("I can't stand the relief fund any longer") is OPPOSE
    assert stance("I do not support the relief fund") is OPPOSE
