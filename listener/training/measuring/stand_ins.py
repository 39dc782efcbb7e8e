"""Measured where nothing was fitted: sets that are near to what a tag means, by the tagger as it is shipped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from listener.training.data import datasets
from listener.training.fitting import sentiment_tables, tables
from listener.training.fitting.folds import score_examples
from listener.training.fitting.sentiment_tables import SentimentSources
from listener.training.fitting.tables import count_examples, select_examples
from listener.training.measuring import measures
from listener.training.measuring.measured import MeasuredFigure, make_post
from listener.training.measuring.measures import Figure
from models.tags import Act, Emotion, Stance
from pipelines.tags import Tagger
from pipelines.tags.linear.weights import model_card
from pipelines.tags.sentiment.lexicon import LEXICON_OF
from pipelines.tags.sentiment.tone import vader_label

_PLEDGES = datasets.PLEDGE_LABELS
_WARM = _PLEDGES | {"positive-reaction-to-donation"}


def measure_pledges(root: Path) -> Iterator[MeasuredFigure]:
    """Persuadees' sentences: is a tagged pledge one, is a pledge never taken for a deed, and who gave in the end."""
    folder = root / "persuasion_for_good"
    said = [row for row in datasets.read_rows(folder / "annotated.csv") if row["ee_label_1"]]
    acts = _acts([row["text"] for row in said])
    labels = [frozenset((row["ee_label_1"], row["ee_label_2"])) for row in said]
    pledged = np.array([each is Act.PLEDGE for each in acts])
    done = np.array([each is Act.ACT for each in acts])
    unread = np.array([datasets.is_measured_talk(row["dialog_id"]) for row in said])
    for name, gold, among in (
        ("strictly a pledge", _PLEDGES, pledged),
        ("strictly a pledge, in the half not read for it", _PLEDGES, pledged & unread),
        ("a pledge or a warm word for it", _WARM, pledged),
    ):
        right = np.array([bool(gold & each) for each in labels])
        yield MeasuredFigure(
            "persuasion_for_good",
            f"tagged pledge is {name}: precision",
            measures.proportion(right[among]),
            int(among.sum()),
            target=0.8,
        )
    strictly = np.array([bool(_PLEDGES & each) for each in labels])
    yield MeasuredFigure(
        "persuasion_for_good",
        "a pledge is tagged pledge: recall",
        measures.proportion(pledged[strictly]),
        int(strictly.sum()),
    )
    deed = np.array([not _PLEDGES & each for each in labels])[done]
    yield MeasuredFigure(
        "persuasion_for_good", "tagged act is no pledge: precision", measures.proportion(deed), len(deed), target=0.8
    )
    gave = {
        row["dialog_id"]: float(row["donation_usd"]) > 0
        for row in datasets.read_rows(folder / "outcomes.csv")
        if row["role"] == "persuadee"
    }
    error = Figure(*model_card()["stage_calibration_error_in_story"])
    yield MeasuredFigure(
        "persuasion_for_good",
        "stage in a story: expected calibration error",
        error,
        len(said),
        target=0.05,
        how="the card: trust fitted on other talks",
    )
    who = {row["dialog_id"] for row, each in zip(said, pledged, strict=True) if each}
    everyone = {row["dialog_id"] for row in said}
    base = {"who did not pledge": round(float(np.mean([gave[each] for each in sorted(everyone - who)])), 4)}
    given = np.array([gave[each] for each in sorted(who)])
    yield MeasuredFigure(
        "persuasion_for_good",
        "persuadees tagged as pledging who gave: share",
        measures.proportion(given),
        len(given),
        base,
    )


_FOR, _AGAINST = _WARM, frozenset(("negative-reaction-to-donation", "disagree-donation", "disagree-donation-more"))


def measure_stances(root: Path) -> Iterator[MeasuredFigure]:
    """Stance towards a cause, by the stand-in of what those who were asked to give said of giving."""
    talks = datasets.read_talks(root / "persuasion_for_good" / "annotated.csv")
    sides = [(bool(_FOR & each.labels), bool(_AGAINST & each.labels)) for each in talks]
    plain = [i for i, side in enumerate(sides) if side != (True, True)]
    truth = np.array(["support" if sides[i][0] else "oppose" if sides[i][1] else "neutral" for i in plain])
    tags = Tagger().tag([make_post(talks[i].text, "en") for i in plain])
    said = np.array(["neutral" if each.stance is Stance.UNKNOWN else each.stance.value for each in tags])
    tone = {"positive": "support", "negative": "oppose", "neutral": "neutral"}
    base = {
        "vader": measures.macro_f1(truth, np.array([tone[vader_label(talks[i].text)] for i in plain])).value,
        "majority": measures.macro_f1(truth, measures.predict_majority(truth, len(truth))).value,
    }
    yield MeasuredFigure(
        "persuasion_for_good",
        "stance, three: macro-F1",
        measures.macro_f1(truth, said),
        len(truth),
        base,
        how="a stand-in: annotators' reactions to a request to give; zero-shot",
    )
    for side in ("support", "oppose"):
        found, right = said == side, truth[said == side] == side
        yield MeasuredFigure(
            "persuasion_for_good",
            f"stance, tagged {side} is so: precision",
            measures.proportion(right),
            int(found.sum()),
        )


def measure_nordic(root: Path) -> Iterator[MeasuredFigure]:
    """Norwegian, Danish and Swedish, of which no labelled texts are at hand: on sentences that a language model wrote
    apart from those that it wrote to be learned from, by the shipped tagger."""
    for code in ("nb", "da", "sv"):
        examples = datasets.read_written(code, unseen=True)
        tags = Tagger().tag([make_post(each.text) for each in examples])
        right = np.array([LEXICON_OF.get(each.language or "", each.language) == code for each in tags])
        yield MeasuredFigure(
            "written", f"language {code}: accuracy", measures.proportion(right), len(right), how="no claim given"
        )
        tags = Tagger().tag([make_post(each.text, code) for each in examples])
        truth = np.array([each.label for each in examples])
        said = np.array([each.sentiment.label if each.sentiment else "none" for each in tags])
        vader = measures.macro_f1(truth, np.array([vader_label(each.text) for each in examples])).value
        figure = measures.macro_f1(truth, said, tables.SENTIMENTS)
        yield MeasuredFigure(
            "written",
            f"sentiment {code}: macro-F1",
            figure,
            len(truth),
            {"vader": vader},
            how="sentences written by a language model, as were those it was fitted on",
        )


def measure_reviews(root: Path) -> Iterator[MeasuredFigure]:
    """Norwegian sentences of reviews: the part by which weights were chosen, none of it learned from."""
    examples = datasets.load_set("norec_sentence", "dev.csv", root=root)
    truth = np.array([each.label for each in examples])
    by_vader = np.array([vader_label(each.text) for each in examples])
    most = measures.predict_majority(truth, len(truth))
    base = {name: measures.macro_f1(truth, said).value for name, said in (("vader", by_vader), ("majority", most))}
    for how, claim, target in (("Norwegian claimed", "no", 0.60), ("no claim", None, 0.58)):
        tags = Tagger().tag([make_post(each.text, claim) for each in examples])
        said = np.array([each.sentiment.label if each.sentiment else "none" for each in tags])
        figure = measures.macro_f1(truth, said, tables.SENTIMENTS)
        yield MeasuredFigure("norec_sentence", f"sentiment, {how}: macro-F1", figure, len(truth), base, target)


def measure_related_languages(root: Path) -> Iterator[MeasuredFigure]:
    """What Nordic languages learn from abroad, measured where there are labels: a language's tweets, by a table that
    saw tweets in the others alone."""
    tweets = count_examples(datasets.load_set("umsab_sentiment", "train.csv", "val.csv", root=root))
    comments = count_examples(datasets.load_set("goemotions", "train.csv", root=root)[::2])
    rated = count_examples(datasets.read_vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    spoken = np.array([each.language for each in tweets.examples])
    for code in sentiment_tables.RELATED_LANGUAGES:
        others = np.flatnonzero(spoken != code)
        test = select_examples(tweets, np.flatnonzero(spoken == code).tolist())
        sources = SentimentSources(select_examples(tweets, others.tolist()), rated, comments, {})
        told = score_examples(sentiment_tables.fit_nordic(sources), test).argmax(axis=1)
        truth, said = np.array([each.label for each in test.examples]), np.array(tables.SENTIMENTS)[told]
        base = {"vader": measures.macro_f1(truth, np.array([vader_label(e.text) for e in test.examples])).value}
        yield MeasuredFigure(
            "umsab_sentiment",
            f"{code} by other languages alone: macro-F1",
            measures.macro_f1(truth, said),
            len(truth),
            base,
            how="a stand-in for what Nordic languages learn from abroad",
        )


def measure_german(root: Path) -> Iterator[MeasuredFigure]:
    """German sentences: are acts that address others directives, by phrases alone (there is no German classifier)."""
    rows = [
        row
        for row in datasets.read_rows(root / "german_speech_acts" / "dev.csv")
        if row["coarse"] not in ("UNSURE", "OTHER")
    ]
    acts = _acts([row["text"] for row in rows], "de")
    said = np.array([each in (Act.ASK, Act.URGE, Act.DEMAND_AN_ACCOUNT) for each in acts])
    truth = np.array([row["coarse"] == "DIRECTIVE" and row["fine"] != "ADDRESS" for row in rows])
    yield MeasuredFigure(
        "german_speech_acts", "directive by ask, urge or demand: F1", measures.binary_f1(truth, said), len(truth)
    )


def measure_crises(root: Path) -> Iterator[MeasuredFigure]:
    """English posts of crises: sympathy and support as solidarity, empathy, hope or support; offers and urging."""
    rows = [
        row
        for row in datasets.read_rows(root / "crisislex_t26" / "posts.csv")
        if row["info_type"] not in ("Not labeled", "Not applicable")
    ]
    tags = Tagger().tag([make_post(row["text"]) for row in rows])
    english = [(row, each) for row, each in zip(rows, tags, strict=True) if each.language == "en"]
    warm = {Emotion.SOLIDARITY, Emotion.EMPATHY, Emotion.HOPE}
    said = np.array([bool(warm & set(each.emotions)) or each.stance is Stance.SUPPORT for _, each in english])
    truth = np.array([row["info_type"] == "Sympathy and support" for row, _ in english])
    yield MeasuredFigure(
        "crisislex_t26",
        "sympathy and support, zero-shot: F1",
        measures.binary_f1(truth, said),
        len(truth),
        unseen=True,
    )
    said = np.array([each.act in (Act.URGE, Act.OFFER, Act.PLEDGE, Act.ACT) for _, each in english])
    truth = np.array([row["info_type"] == "Donations and volunteering" for row, _ in english])
    yield MeasuredFigure(
        "crisislex_t26",
        "donations and volunteering by act, zero-shot: F1",
        measures.binary_f1(truth, said),
        len(truth),
        unseen=True,
    )


def _acts(texts: Sequence[str], lang: str = "en") -> list[Act | None]:
    return [each.act for each in Tagger().tag([make_post(text, lang) for text in texts])]


STAND_INS = (
    measure_related_languages,
    measure_nordic,
    measure_reviews,
    measure_pledges,
    measure_stances,
    measure_german,
    measure_crises,
)
