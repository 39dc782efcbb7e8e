"""What is measured on each set, by tables that have not seen what they are measured on. Each suite returns rows."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import msgspec
import numpy as np

from listener.training import calibrate, data, heads, measures
from listener.training.data import Example
from listener.training.folds import held_out, scored
from listener.training.heads import Counted, counted, part
from listener.training.measures import Figure, Labels
from models.posts import Post
from models.tags import Act, Emotion, Stance
from pipelines.tags import Tagger, language
from pipelines.tags.classify import logistic
from pipelines.tags.scoring import natural
from pipelines.tags.sentiment import label
from pipelines.tags.vader import compound
from pipelines.tags.weights import card

MIXED = "hi"  # the set's Hindi is mostly English and Hindi in Latin letters: no gold for language
SHORT = 8  # words


class Row(msgspec.Struct, frozen=True):
    """One measured figure beside its baselines and its target."""

    set: str
    measure: str
    value: Figure
    size: int
    baselines: dict[str, float] = {}
    target: float | None = None
    how: str = ""


def sentiment(root: Path) -> Iterator[Row]:
    """UMSAB: fitted on train, measured on val, language by language; short texts and marked irony apart."""
    train = counted(data.load("umsab_sentiment", "train.csv", root=root))
    test = counted(data.load("umsab_sentiment", "val.csv", root=root))
    emotions = counted(data.load("goemotions", "train.csv", root=root)[::2])
    vader = counted(data.vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    told = _told(train, test, heads.in_english(train, vader, emotions))
    truths: list[Labels] = []
    saids: list[Labels] = []
    bases: list[dict[str, float]] = []
    for code in sorted(set(data.LANGUAGES.values())):
        held = _of(test, code).examples
        said = told[[each.language == code for each in test.examples]]
        truth = _labels(held)
        base = _sentiment_baselines(_of(train, code).examples, held, truth)
        figure = measures.macro_f1(truth, said, heads.SENTIMENTS)
        yield Row("umsab_sentiment", f"sentiment {code}: macro-F1", figure, len(truth), base,
                  0.62 if code == "en" else None, "fitted on train, measured on val, each text by the table of the "
                  "language that the tagger finds")  # fmt: skip
        truths, saids = [*truths, truth], [*saids, said]
        bases.append(base)
    mean = {name: round(float(np.mean([base[name] for base in bases])), 4) for name in bases[0]}
    every = measures.mean_macro_f1(truths, saids, heads.SENTIMENTS)
    yield Row("umsab_sentiment", "sentiment, mean of 8 languages: macro-F1", every, sum(map(len, truths)), mean, 0.62)
    yield from _slices([each.text for each in _in_order(test)], np.concatenate(truths), np.concatenate(saids))


def _told(train: Counted, test: Counted, english: dict[str, Counted]) -> Labels:
    said = np.full(len(test.examples), "unknown", dtype=object)
    for code in sorted(set(data.LANGUAGES.values())):
        here = np.flatnonzero(test.counts.tongues == code)
        table = heads.english(None, None, None, english) if code == "en" else heads.other(heads.found(train, code))
        said[here] = np.array(heads.SENTIMENTS)[scored(table, part(test, here.tolist())).argmax(axis=1)]
    return said.astype(str)


def _in_order(test: Counted) -> list[Example]:
    codes = sorted(set(data.LANGUAGES.values()))
    return [each for code in codes for each in test.examples if each.language == code]


def _sentiment_baselines(fit_on: Sequence[Example], held: Sequence[Example], truth: Labels) -> dict[str, float]:
    texts = [each.text for each in held]
    by_vader = np.array([label(compound(text)) for text in texts])
    by_words = measures.tfidf([each.text for each in fit_on], _labels(fit_on), texts)
    most = measures.majority(_labels(fit_on), len(texts))
    said = {"vader": by_vader, "tfidf+lr": by_words, "majority": most}
    return {name: measures.macro_f1(truth, each).value for name, each in said.items()}


def _slices(texts: list[str], truth: Labels, said: Labels) -> Iterator[Row]:
    short = np.array([len(text.split()) < SHORT for text in texts])
    ironic = np.array([any(sign in text.lower() for sign in ("#irony", "#ironi", "#sarc", " /s")) for text in texts])
    for name, chosen in (("short texts", short), ("marked irony", ironic)):
        if chosen.any():
            figure = measures.macro_f1(truth[chosen], said[chosen], heads.SENTIMENTS)
            yield Row("umsab_sentiment", f"sentiment, {name}: macro-F1", figure, int(chosen.sum()))


def emotions(root: Path) -> Iterator[Row]:
    """GoEmotions mapped to ours: fitted on train, measured on dev, with the shipped thresholds."""
    train = counted(data.load("goemotions", "train.csv", root=root))
    test = counted(data.load("goemotions", "dev.csv", root=root))
    said = logistic(scored(heads.english(train, None, None, {}), test)) >= np.array(card()["emotions"])
    truth = np.array([[each.value in example.labels for each in Emotion] for example in test.examples])
    figure = measures.macro_f1(truth.astype(int), said.astype(int))
    yield Row("goemotions", "emotions, 8 of ours: macro-F1", figure, len(truth), {"majority": 0.0}, 0.55,
              "fitted on train, measured on dev")  # fmt: skip
    for i, each in enumerate(Emotion):
        yield Row(
            "goemotions", f"emotion {each.value}: F1", measures.positive_f1(truth[:, i], said[:, i]), len(truth)
        )


def participation(root: Path) -> Iterator[Row]:
    """Participation on human labels at the natural balance of classes, by five-fold cross-validation."""
    examples = counted(data.load("collective_action", "train.csv", root=root))
    human = [i for i, each in enumerate(examples.examples) if each.group == "human"]
    others = [i for i, each in enumerate(examples.examples) if each.group != "human"]
    alike = Counted([each._replace(group="") for each in examples.examples], examples.counts)
    raw = held_out(lambda some: heads.english(None, some, None, {}), alike, human, others)
    truth = _labels([examples.examples[i] for i in human])
    weights = calibrate.natural_weights(truth)
    said = calibrate.named(natural(raw, card()["participation"]), card()["participation"]["least"])
    how = "5-fold on 369 human labels, weighted to 74 % none; other labels always in the training part"
    takes, took = truth != "none", said != "none"
    most = measures.majority(np.array(["none"]), len(truth))
    base = {"all none": measures.weighted_f1(takes, most != "none", weights).value}
    yield Row("collective_action", "participation, binary: weighted F1", measures.weighted_f1(takes, took, weights),
              len(truth), base, 0.71, how)  # fmt: skip
    five = measures.macro_f1_weighted(truth, said, weights)
    base = {"all none": measures.macro_f1_weighted(truth, most, weights).value}
    yield Row("collective_action", "participation, five-way: macro-F1", five, len(truth), base, 0.40, how)
    error = Figure(*card()["stage_calibration_error"])
    yield Row("collective_action", "stage: expected calibration error", error, len(truth), target=0.05,
              how="the card: trust and calibration fitted on other folds")  # fmt: skip


def speech(root: Path) -> Iterator[Row]:
    """Speech acts of tweets, by five-fold cross-validation with copies of a tweet kept together."""
    examples = counted(data.load("tweet_act", "dev.csv", root=root))
    everyone = range(len(examples.examples))
    raw = held_out(lambda some: heads.english(None, None, some, {}), examples, everyone, [])
    truth = _labels(examples.examples)
    said = np.array(heads.SPEECH)[raw.argmax(axis=1)]
    base = {"majority": measures.macro_f1(truth, measures.majority(truth, len(truth))).value}
    yield Row("tweet_act", "speech acts, seven: macro-F1", measures.macro_f1(truth, said), len(truth), base, 0.60,
              "5-fold, copies of a tweet in one fold")  # fmt: skip


def languages(root: Path) -> Iterator[Row]:
    """Language without a claim, of UMSAB's tweets of 20 characters and more."""
    posts = [each for each in data.load("umsab_sentiment", "val.csv", root=root) if each.language != MIXED]
    long_enough = [each for each in posts if len(each.text) >= language.LONG_ENOUGH]
    right = np.array([language.identify(each.text).code == each.language for each in long_enough])
    yield Row("umsab_sentiment", "language, 20+ characters: accuracy", measures.share(right), len(right), {}, 0.97,
              "no claim given; Hindi left out, mostly English in the set")  # fmt: skip


def valence(root: Path) -> Iterator[Row]:
    """VADER's compound beside the mean valence that people gave."""
    pairs = [(float(part[1]), part[2]) for part in _tabbed(root / "vader" / "tweets_ground_truth.tsv")]
    human, ours = np.array([each for each, _ in pairs]), np.array([compound(text) for _, text in pairs])
    yield Row("vader", "compound against human valence: correlation", measures.correlation(human, ours), len(pairs))


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
    error = Figure(*card()["stage_calibration_error_in_story"])
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


def post(text: str, lang: str | None = None) -> Post:
    """A post of nobody, to be tagged."""
    return Post(id="p", channel="c", author="a", created_at=datetime(2026, 1, 1, tzinfo=UTC), text=text, lang=lang)


def _tabbed(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as lines:
        return [parts for line in list(lines)[1:] if len(parts := line.rstrip("\n").split("\t")) == 3]


def _of(examples: Counted, code: str) -> Counted:
    return part(examples, [i for i, each in enumerate(examples.examples) if each.language == code])


def _labels(examples: Sequence[Example]) -> Labels:
    return np.array([each.label for each in examples])


SUITES = (languages, sentiment, emotions, participation, speech, pledges, german, crises, valence)
