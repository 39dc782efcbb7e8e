"""Tone, emotions, taking part and stage, as a reader would say them; languages without a scorer say so."""

import pytest

from models.tags import Act, Emotion, Participation, Sentiment, Stage
from pipelines.tags import Tagger
from pipelines.tags.acts import Deed, participation, stages
from pipelines.tags.acts.stages import STAGE_BY_ACT, STAGE_BY_PARTICIPATION
from pipelines.tags.sentiment import lexicon, vader_compound
from pipelines.tags.sentiment.nynorsk import spell_as_bokmal
from pipelines.tags.text.tokens import tokenize
from tests.unit.pipelines.tags.cases import campaign, post, tags

TONES = [
    ("en", "I love this, thank you all so much!", "I hate this, it is a disgrace."),
    ("de", "Wunderbar, vielen Dank, ich freue mich so!", "Das ist einfach nur schlecht und traurig, eine Schande."),
    ("es", "Qué maravilla, muchas gracias, me encanta", "Qué asco, es horrible y me da vergüenza"),
    ("fr", "C'est magnifique, merci, j'adore", "C'est nul et honteux, je déteste"),
    ("it", "Bellissimo, grazie mille, sono felice", "Che schifo, è una vergogna orribile"),
    ("pt", "Que maravilha, obrigada, adorei", "Que nojo, é horrível e péssimo"),
    ("nb", "Boka er nydelig og morsom, anbefales", "Boka er kjedelig, svak og skuffende"),
    ("nn", "Boka er spanande og vakker, eg elskar henne", "Boka er keisam og dårleg, ei skuffelse"),
    ("da", "Bogen er dejlig og sjov, jeg elsker den", "Bogen er kedelig, svag og skuffende"),
    ("sv", "Boken är underbar och rolig, jag älskar den", "Boken är tråkig, svag och usel"),
]


@pytest.mark.parametrize(("lang", "glad", "sad"), TONES)
def test_good_words_and_bad_words_are_told_apart(lang: str, glad: str, sad: str) -> None:
    one, other = tags(glad, lang).sentiment, tags(sad, lang).sentiment
    assert isinstance(one, Sentiment)
    assert isinstance(other, Sentiment)
    assert (one.label, other.label) == ("positive", "negative")
    assert one.compound > other.compound


def test_the_english_compound_is_vaders() -> None:
    text = "I love this, thank you all so much!"
    tone = tags(text).sentiment
    assert tone is not None
    assert tone.compound == vader_compound(text)
    assert tone.scorer.startswith("vader-3.3.2")


def test_a_language_without_a_scorer_has_no_sentiment_and_says_why() -> None:
    tagged = tags("Kokous alkaa kello kuusi kirjaston edessä, tervetuloa kaikki", "fi")
    assert tagged.sentiment is None
    assert tagged.why["sentiment"] == "no-scorer:fi"


REVIEWS = [
    ("nb", "positive", "Skuespillerne er glimrende, og manuset er vittig og treffsikkert"),
    ("nb", "positive", "Maten smakte nydelig og betjeningen var imøtekommende"),
    ("nb", "positive", "En kjempebra plate som anbefales varmt"),
    ("nb", "negative", "Dessverre er handlingen forutsigbar og dialogen oppstyltet"),
    ("nb", "negative", "Spillet er ensformig, tregt og fullt av feil"),
    ("nb", "negative", "Ikke spesielt spennende, og altfor langdryg"),
    ("nb", "neutral", "Boka handler om to søsken som flytter til Bergen"),
    ("nb", "neutral", "Albumet har elleve spor og ble spilt inn i mars"),
    ("nb", "positive", "Rett og slett årets beste konsert"),
    ("nb", "positive", "Et sprudlende album fullt av fengende refrenger"),
    ("nb", "negative", "Suppa var lunken og kjøttet altfor seigt"),
    ("nb", "negative", "Grafikken er utdatert og kontrollene tungvinte"),
    ("nb", "neutral", "Telefonen har 128 GB lagring og to kameraer"),
    ("nn", "positive", "Ei gripande og velskriven bok om sorg"),
    ("nn", "negative", "Songane er keisame og produksjonen flat"),
    ("nn", "positive", "Ei vedunderleg og rørande framsyning, tilrådast"),
    ("nn", "negative", "Diverre er filmen keisam og utruleg dårleg"),
    ("da", "positive", "En fremragende og medrivende roman, varmt anbefalet"),
    ("da", "negative", "Desværre er handlingen kedelig og langtrukken"),
    ("sv", "positive", "En lysande och medryckande skiva som rekommenderas"),
    ("sv", "negative", "Tyvärr är handlingen tråkig och långdragen"),
]


@pytest.mark.parametrize(("lang", "label", "text"), REVIEWS)
def test_plain_sentences_of_reviews_are_told_apart(lang: str, label: str, text: str) -> None:
    tone = tags(text, lang).sentiment
    assert tone is not None
    assert tone.label == label


def test_nynorsk_is_read_as_bokmal() -> None:
    words = ("dårleg", "spanande", "elskar", "keisam", "håplaust", "finare", "bok")
    written = ("dårlig", "spennende", "elsker", "kjedelig", "håpløst", "finere", "bok")
    assert tuple(map(spell_as_bokmal, words)) == written


def test_no_word_is_both_good_and_bad() -> None:
    for code, good in lexicon.GOOD.items():
        assert not set(good.split()) & set(lexicon.BAD[code].split())


def test_an_emoji_speaks_alike_in_every_language() -> None:
    for code in lexicon.GOOD:
        assert lexicon.count_words(tokenize("😍 🎉"), code) == (2, 0, 0.0, 0)
        assert lexicon.count_words(tokenize("😡"), code) == (0, 1, 0.0, 0)


def test_a_probability_is_told_as_it_held_on_labelled_posts() -> None:
    assert stages.calibrate(0.8, {"slope": 1.0, "shift": 0.0}) == 0.8
    assert 0.5 < stages.calibrate(0.8, {"slope": 0.5, "shift": 0.0}) < 0.8
    assert (
        0 < stages.calibrate(0.0, {"slope": 1.0, "shift": 0.0}) < stages.calibrate(1.0, {"slope": 1.0, "shift": 0.0})
    )


def test_a_short_question_shows_interest_in_a_story_and_little_elsewhere() -> None:
    storm = campaign("storm")
    tagger = Tagger([storm])
    asked = post("Does anyone know where the tents are?", lang="en")
    assert tagger.tag([asked], [storm.name])[0].stage is Stage.INTEREST
    assert tagger.tag([asked])[0].stage is Stage.AWARENESS


def test_a_negation_turns_a_word_around() -> None:
    plain, negated = tags("Maten var god", "nb").sentiment, tags("Maten var ikke god", "nb").sentiment
    assert plain is not None
    assert negated is not None
    assert plain.compound > negated.compound


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("Thank you so much, you are amazing", Emotion.SOLIDARITY),
        ("I love you all, take care of each other", Emotion.EMPATHY),
        ("I am so angry about this, disgusting", Emotion.ANGER),
        ("I am scared and so ashamed, I'm sorry", Emotion.FEAR_OR_SHAME),
        ("I hope it gets better soon", Emotion.HOPE),
        ("Haha that is hilarious, so happy", Emotion.JOY),
        ("I am so sad, I cried all night", Emotion.SADNESS),
    ],
)
def test_plain_words_show_their_emotion(text: str, emotion: Emotion) -> None:
    assert emotion in tags(text).emotions


def test_who_gave_acts_who_will_give_desires_and_who_passes_by_is_aware() -> None:
    assert tags("I just donated 20 dollars!").stage is Stage.ACTION
    assert tags("I'll donate when my pay comes").stage is Stage.DESIRE
    assert tags("Nice weather today").stage is Stage.AWARENESS


def test_the_stage_probability_is_a_share() -> None:
    for text in ("I just donated", "Who knows?", "", "Jeg skal gi hundre kroner"):
        assert 0.25 <= tags(text, None).stage_probability <= 1


def test_every_act_and_every_participation_has_a_stage() -> None:
    assert set(STAGE_BY_ACT) == {None, *Act}
    assert set(STAGE_BY_PARTICIPATION) == set(Participation)


def test_an_act_puts_its_author_where_it_means_and_is_as_sure_as_such_acts_were() -> None:
    none_says = (1.0, 0.0, 0.0, 0.0, 0.0)
    assert stages.stage_of(none_says, Deed(Act.ACT), 5, {"act:short": 0.9})[:2] == (Stage.ACTION, 0.9)
    assert stages.stage_of(none_says, Deed(Act.ACT), 5, {"act:short": 0.2})[:2] == (Stage.ACTION, 0.2)
    assert stages.stage_of((), Deed(Act.PLEDGE), 5, {})[0] is Stage.DESIRE
    assert stages.stage_of(none_says, Deed(Act.REFUSE), 5, {})[0] is Stage.AWARENESS
    assert stages.stage_of(none_says, Deed(Act.ACT, is_declared=True), 5, {})[1] == stages.DECLARED_TRUST


def test_without_an_act_taking_part_tells_the_stage_no_further_than_allowed() -> None:
    intends = (0.1, 0.0, 0.0, 0.9, 0.0)
    assert stages.stage_of(intends, Deed(), 5, {})[0] is Stage.DESIRE
    assert stages.stage_of(intends, Deed(furthest=Stage.INTEREST), 5, {})[0] is Stage.INTEREST


def test_taking_part_needs_its_least_probability() -> None:
    said = (0.6, 0.1, 0.25, 0.03, 0.02)
    assert participation.participation_of(said, None, 0.5) is Participation.NONE
    assert participation.participation_of(said, None, 0.3) is Participation.CALL_TO_ACTION
    assert participation.participation_of((), Act.PLEDGE, 0.3) is Participation.INTENTION
