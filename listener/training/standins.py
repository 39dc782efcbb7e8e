"""Measured where nothing was fitted: sets that are near to what a tag means, by the tagger as it is shipped."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from listener.training import data, heads, measures, tones
from listener.training.folds import scored
from listener.training.heads import counted, part
from listener.training.measures import Figure
from listener.training.rows import Row, post
from listener.training.tones import Sources
from models.tags import Act, Emotion, Stance
from pipelines.tags import Tagger
from pipelines.tags.fast.vader import compound
from pipelines.tags.linear.weights import model_card
from pipelines.tags.sentiment.lexicon import LEXICON_OF
from pipelines.tags.sentiment.tone import label_of

_PLEDGES = data.PLEDGES
_WARM = _PLEDGES | {"positive-reaction-to-donation"}


def pledges(root: Path) -> Iterator[Row]:
    """Persuadees' sentences: is a tagged pledge one, is a pledge never taken for a deed, and who gave in the end."""
    folder = root / "persuasion_for_good"
    said = [row for row in data.rows(folder / "annotated.csv") if row["ee_label_1"]]
    acts = _acts([row["text"] for row in said])
    labels = [frozenset((row["ee_label_1"], row["ee_label_2"])) for row in said]
    pledged = np.array([each is Act.PLEDGE for each in acts])
    done = np.array([each is Act.ACT for each in acts])
    unread = np.array([crc32(row["dialog_id"].encode()) % 2 == 1 for row in said])
    for name, gold, among in (
        ("strictly a pledge", _PLEDGES, pledged),
        ("strictly a pledge, in the half not read for it", _PLEDGES, pledged & unread),
        ("a pledge or a warm word for it", _WARM, pledged),
    ):
        right = np.array([bool(gold & each) for each in labels])
        yield Row("persuasion_for_good", f"tagged pledge is {name}: precision", measures.share(right[among]),
                  int(among.sum()), target=0.8)  # fmt: skip
    strictly = np.array([bool(_PLEDGES & each) for each in labels])
    yield Row("persuasion_for_good", "a pledge is tagged pledge: recall", measures.share(pledged[strictly]),
              int(strictly.sum()))  # fmt: skip
    deed = np.array([not _PLEDGES & each for each in labels])[done]
    yield Row(
        "persuasion_for_good", "tagged act is no pledge: precision", measures.share(deed), len(deed), target=0.8
    )
    gave = {
        row["dialog_id"]: float(row["donation_usd"]) > 0
        for row in data.rows(folder / "outcomes.csv")
        if row["role"] == "persuadee"
    }
    error = Figure(*model_card()["stage_calibration_error_in_story"])
    yield Row("persuasion_for_good", "stage in a story: expected calibration error", error, len(said), target=0.05,
              how="the card: trust fitted on other talks")  # fmt: skip
    who = {row["dialog_id"] for row, each in zip(said, pledged, strict=True) if each}
    everyone = {row["dialog_id"] for row in said}
    base = {"who did not pledge": round(float(np.mean([gave[each] for each in sorted(everyone - who)])), 4)}
    given = np.array([gave[each] for each in sorted(who)])
    yield Row(
        "persuasion_for_good",
        "persuadees tagged as pledging who gave: share",
        measures.share(given),
        len(given),
        base,
    )


_FOR, _AGAINST = _WARM, frozenset(("negative-reaction-to-donation", "disagree-donation", "disagree-donation-more"))


def stances(root: Path) -> Iterator[Row]:
    """Stance towards a cause, by the stand-in of what those who were asked to give said of giving."""
    talks = data.talks(root / "persuasion_for_good" / "annotated.csv")
    sides = [(bool(_FOR & each.labels), bool(_AGAINST & each.labels)) for each in talks]
    plain = [i for i, side in enumerate(sides) if side != (True, True)]
    truth = np.array(["support" if sides[i][0] else "oppose" if sides[i][1] else "neutral" for i in plain])
    said = np.array([each.stance.value for each in Tagger().tag([post(talks[i].text, "en") for i in plain])])
    tone = {"positive": "support", "negative": "oppose", "neutral": "neutral"}
    base = {
        "vader": measures.macro_f1(truth, np.array([tone[label_of(compound(talks[i].text))] for i in plain])).value,
        "majority": measures.macro_f1(truth, measures.majority(truth, len(truth))).value,
    }
    yield Row("persuasion_for_good", "stance, three: macro-F1", measures.macro_f1(truth, said), len(truth), base,
              how="a stand-in: annotators' reactions to a request to give; zero-shot")  # fmt: skip
    for side in ("support", "oppose"):
        found, right = said == side, truth[said == side] == side
        yield Row("persuasion_for_good", f"stance, tagged {side} is so: precision", measures.share(right),
                  int(found.sum()))  # fmt: skip


def nordic(root: Path) -> Iterator[Row]:
    """Norwegian, Danish and Swedish, of which no labelled texts are at hand: on sentences that a language model wrote
    apart from those that it wrote to be learned from, by the shipped tagger."""
    for code in ("nb", "da", "sv"):
        examples = data.written(code, unseen=True)
        tags = Tagger().tag([post(each.text) for each in examples])
        right = np.array([LEXICON_OF.get(each.language or "", each.language) == code for each in tags])
        yield Row("written", f"language {code}: accuracy", measures.share(right), len(right), how="no claim given")
        tags = Tagger().tag([post(each.text, code) for each in examples])
        truth = np.array([each.label for each in examples])
        said = np.array([each.sentiment.label if each.sentiment else "none" for each in tags])
        vader = measures.macro_f1(truth, np.array([label_of(compound(each.text)) for each in examples])).value
        figure = measures.macro_f1(truth, said, heads.SENTIMENTS)
        yield Row("written", f"sentiment {code}: macro-F1", figure, len(truth), {"vader": vader},
                  how="sentences written by a language model, as were those it was fitted on")  # fmt: skip


def kindred(root: Path) -> Iterator[Row]:
    """What Nordic languages learn from abroad, measured where there are labels: a language's tweets, by a table that
    saw tweets in the others alone."""
    tweets = counted(data.load("umsab_sentiment", "train.csv", "val.csv", root=root))
    comments = counted(data.load("goemotions", "train.csv", root=root)[::2])
    rated = counted(data.vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    spoken = np.array([each.language for each in tweets.examples])
    for code in tones.KINDRED:
        others = np.flatnonzero(spoken != code)
        test = part(tweets, np.flatnonzero(spoken == code).tolist())
        sources = Sources(part(tweets, others.tolist()), rated, comments, {})
        told = scored(tones.nordic(sources), test).argmax(axis=1)
        truth, said = np.array([each.label for each in test.examples]), np.array(heads.SENTIMENTS)[told]
        base = {
            "vader": measures.macro_f1(truth, np.array([label_of(compound(e.text)) for e in test.examples])).value
        }
        yield Row("umsab_sentiment", f"{code} by other languages alone: macro-F1", measures.macro_f1(truth, said),
                  len(truth), base, how="a stand-in for what Nordic languages learn from abroad")  # fmt: skip


def german(root: Path) -> Iterator[Row]:
    """German sentences: are acts that address others directives, by phrases alone (there is no German classifier)."""
    rows = [
        row for row in data.rows(root / "german_speech_acts" / "dev.csv") if row["coarse"] not in ("UNSURE", "OTHER")
    ]
    acts = _acts([row["text"] for row in rows], "de")
    said = np.array([each in (Act.ASK, Act.URGE, Act.DEMAND_AN_ACCOUNT) for each in acts])
    truth = np.array([row["coarse"] == "DIRECTIVE" and row["fine"] != "ADDRESS" for row in rows])
    yield Row(
        "german_speech_acts", "directive by ask, urge or demand: F1", measures.positive_f1(truth, said), len(truth)
    )


def crises(root: Path) -> Iterator[Row]:
    """English posts of crises: sympathy and support as solidarity, empathy, hope or support; offers and urging."""
    rows = [
        row
        for row in data.rows(root / "crisislex_t26" / "posts.csv")
        if row["info_type"] not in ("Not labeled", "Not applicable")
    ]
    tags = Tagger().tag([post(row["text"]) for row in rows])
    english = [(row, each) for row, each in zip(rows, tags, strict=True) if each.language == "en"]
    warm = {Emotion.SOLIDARITY, Emotion.EMPATHY, Emotion.HOPE}
    said = np.array([bool(warm & set(each.emotions)) or each.stance is Stance.SUPPORT for _, each in english])
    truth = np.array([row["info_type"] == "Sympathy and support" for row, _ in english])
    yield Row("crisislex_t26", "sympathy and support, zero-shot: F1", measures.positive_f1(truth, said), len(truth))
    said = np.array([each.act in (Act.URGE, Act.OFFER, Act.PLEDGE, Act.ACT) for _, each in english])
    truth = np.array([row["info_type"] == "Donations and volunteering" for row, _ in english])
    yield Row(
        "crisislex_t26",
        "donations and volunteering by act, zero-shot: F1",
        measures.positive_f1(truth, said),
        len(truth),
    )


def _acts(texts: Sequence[str], lang: str = "en") -> list[Act | None]:
    return [each.act for each in Tagger().tag([post(text, lang) for text in texts])]


SUITES = (kindred, nordic, pledges, stances, german, crises)
