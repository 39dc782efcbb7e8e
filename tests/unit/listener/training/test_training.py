"""Training and measuring work on any data of the same columns; a tiny made-up set shows it."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from listener.training import evaluate
from listener.training.calibrating import calibration
from listener.training.data import datasets
from listener.training.data.datasets import LabelledText
from listener.training.fitting import linear, sentiment_tables, tables
from listener.training.fitting.folds import held_out_by_forum, held_out_scores, score_examples
from listener.training.fitting.tables import count_examples, select_examples
from listener.training.measuring import held_out, measures
from listener.training.measuring.measured import MeasuredFigure
from models.tags import Stage
from pipelines.tags.classifiers.cues import CUE_NAMES
from pipelines.tags.linear.weighting import WeightTable
from pipelines.tags.text.ngrams import ROW_BITS

GOOD = [
    "What a lovely morning",
    "I love this town",
    "Great work, everyone",
    "The best bread of all",
    "So happy today",
]
BAD = ["What an awful morning", "I hate this noise", "Terrible work, shame", "The worst bread of all", "So sad today"]
DULL = [
    "The bus leaves at six",
    "A table has four legs",
    "It is Tuesday",
    "The door is green",
    "They sell bread here",
]
EXAMPLES = [
    LabelledText(f"{text} {n}", "en", label)
    for n in range(2)
    for label, texts in (("positive", GOOD), ("negative", BAD), ("neutral", DULL))
    for text in texts
]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_fitted_table_scores_as_it_was_fitted() -> None:
    examples = count_examples(EXAMPLES)
    norms = linear.measure_norms(examples.counts)
    labels = np.array([each.label for each in EXAMPLES])
    matrix = linear.design_matrix(examples.counts, norms)
    fitted = linear.fit_softmax("sentiment", tables.SENTIMENTS, matrix, labels, c=5.0)
    cues = 1 << ROW_BITS, matrix.shape[1] - len(CUE_NAMES)  # where columns of meanings begin and end
    exact = np.column_stack(
        [
            matrix[:, : cues[0]] @ head.ngrams
            + matrix[:, cues[0] : cues[1]] @ head.concepts / linear.CONCEPT_WEIGHT
            + examples.counts.cues @ head.cues
            + head.bias
            for head in fitted
        ]
    )
    rounded = score_examples(linear.pack_table(fitted, norms), examples)
    assert np.abs(exact - rounded).max() < 0.05
    assert (exact.argmax(axis=1) == rounded.argmax(axis=1)).all()


def test_held_out_scores_come_from_tables_that_have_not_seen_the_text() -> None:
    examples = count_examples(EXAMPLES)
    said = held_out_scores(lambda some: tables.fit_sentiment_table([(some, 1.0)]), examples, range(len(EXAMPLES)), [])
    truth = np.array([each.label for each in EXAMPLES])
    assert measures.macro_f1(truth, np.array(tables.SENTIMENTS)[said.argmax(axis=1)]).value > 0.7


def test_a_group_is_never_split_between_training_and_measuring() -> None:
    examples = count_examples([each._replace(group=each.text[:12]) for each in EXAMPLES])
    nothing = np.zeros((1 << ROW_BITS, 1), dtype=np.uint64)
    blank = WeightTable(
        ("one",), nothing, np.ones(1), np.zeros((len(CUE_NAMES), 1)), np.zeros(1), nothing[:0], np.ones(1)
    )
    seen: list[set[str]] = []

    def remember(some: tables.CountedTexts) -> WeightTable:
        seen.append({each.group for each in some.examples})
        return blank

    held_out_scores(remember, examples, range(len(EXAMPLES)), [])
    everyone = {each.group for each in examples.examples}
    assert len(seen) == 5
    assert all(len(everyone - trained) >= 2 for trained in seen)


FORUMS = [each._replace(forum=str(n % 10), group="human") for n, each in enumerate(EXAMPLES)]
TWINS = [each._replace(text=f"{each.text} indeed", forum="", group="Synthetic") for each in FORUMS[:15]]


def remember_texts(seen: list[set[str]]) -> Callable[[tables.CountedTexts], WeightTable]:
    """A way to fit that only remembers what it was given."""
    nothing = np.zeros((1 << ROW_BITS, 1), dtype=np.uint64)
    blank = WeightTable(
        ("one",), nothing, np.ones(1), np.zeros((len(CUE_NAMES), 1)), np.zeros(1), nothing[:0], np.ones(1)
    )

    def fit(some: tables.CountedTexts) -> WeightTable:
        seen.append({each.text for each in some.examples})
        return blank

    return fit


def test_no_table_saw_the_forum_or_a_twin_of_what_it_is_measured_on() -> None:
    examples, seen = count_examples([*FORUMS, *TWINS]), list[set[str]]()
    chosen, extra = range(len(FORUMS)), range(len(FORUMS), len(FORUMS) + len(TWINS))
    said = held_out_by_forum(remember_texts(seen), examples, chosen, extra)
    assert said.shape == (len(FORUMS), 1)
    for texts in seen:
        held = [each for each in FORUMS if each.text not in texts]
        assert {each.forum for each in held}.isdisjoint(each.forum for each in FORUMS if each.text in texts)
        assert all(f"{each.text} indeed" not in texts for each in held)
        assert any(each.text in texts for each in TWINS)


def test_tweets_with_labels_close_to_random_are_not_learned_from() -> None:
    tweets = [each._replace(language=code) for each in EXAMPLES for code in ("en", "hi")]
    assert {each.language for each in datasets.drop_broken_labels(tweets)} == {"en"}


def test_norwegian_learns_from_what_people_labelled_and_hindi_from_abroad() -> None:
    words = {"positive": "godt", "negative": "dårlig", "neutral": "bord"}
    texts = [LabelledText(f"Det var et {words[label]} {n}", "nb", label) for n in range(8) for label in words]
    tweets, none = count_examples(EXAMPLES), {"nb": count_examples(texts[:3])}
    sources = sentiment_tables.SentimentSources(tweets, tweets, tweets, none, count_examples(texts))
    said = score_examples(sentiment_tables.fit_norwegian(sources), count_examples(texts)).argmax(axis=1)
    assert np.array(tables.SENTIMENTS)[said].tolist() == [each.label for each in texts]
    told = score_examples(sentiment_tables.fit_hindi(sources), tweets).argmax(axis=1)
    assert np.mean(np.array(tables.SENTIMENTS)[told] == [each.label for each in EXAMPLES]) > 0.7


def test_natural_weights_give_none_its_natural_share() -> None:
    labels = np.array(["none"] * 3 + ["intention"] * 7)
    weights = calibration.natural_weights(labels)
    assert weights[labels == "none"].sum() / weights.sum() == pytest.approx(calibration.NONE_SHARE)


def test_a_confident_liar_has_a_calibration_error() -> None:
    sure = np.full(10, 0.95)
    weights = np.ones(10)
    assert measures.calibration_error(np.zeros(10), sure, weights) == pytest.approx(0.95)
    assert measures.calibration_error(np.ones(10), sure, weights) == pytest.approx(0.05)


def test_an_interval_holds_its_value_and_narrows_with_more_examples() -> None:
    few, many = (measures.proportion(np.arange(size) % 4 == 0) for size in (20, 2000))
    assert few.low <= few.value <= few.high
    assert many.high - many.low < few.high - few.low


def test_every_labelled_participation_means_a_stage() -> None:
    assert [calibration.stage_of_label(each) for each in datasets.PARTICIPATION_CLASSES.values()] == [
        Stage.AWARENESS, Stage.INTEREST, Stage.DESIRE, Stage.DESIRE, Stage.ACTION,
    ]  # fmt: skip


def test_held_out_files_are_measured_by_the_shipped_tagger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "RESAMPLES", 10)  # the intervals are tested above
    tweets = [{"lang": "english", "text": each.text, "label": each.label} for each in EXAMPLES]
    comments = [
        {"text": "I just donated to the shelter", "action_text": "", "label": "Execution", "provenance": "None"},
        {"text": "The bus leaves at six", "action_text": "", "label": "None", "provenance": "None"},
    ]
    write(tmp_path / "umsab_sentiment" / "test.csv", tweets)
    write(tmp_path / "collective_action" / "test.csv", comments)
    write(tmp_path / "goemotions" / "test.csv", [{"text": "Thank you so much!", "labels": "gratitude"}])
    write(tmp_path / "norec_sentence" / "test.csv", [{"text": "Det var en fin kveld", "label": "positive"}])
    write(tmp_path / "tweet_act" / "test.csv", [{"text": "@user when is it on?", "act": "QUE"}])
    rows = {row.measure: row for row in held_out.measure_held_out(tmp_path)}
    assert rows["sentiment en, the language claimed: macro-F1"].value.value > 0.6
    assert rows["speech acts, seven: macro-F1"].size == 1
    assert rows["sentiment nb, no claim: macro-F1"].size == 1
    assert all(row.unseen for row in rows.values())
    assert rows["participation, binary: weighted F1"].target == 0.70
    assert evaluate.run_evaluation(["--held-out", str(tmp_path), "--json", str(tmp_path / "figures.json")]) == 0
    assert (tmp_path / "figures.json").stat().st_size > 100


def test_everything_measured_is_one_table_that_says_what_is_unseen() -> None:
    seen = MeasuredFigure("one set", "F1", measures.Figure(0.5, 0.4, 0.6), 9, {"majority": 0.2}, target=0.6)
    unseen = MeasuredFigure("another", "error", measures.Figure(0.1, 0.0, 0.2), 9, target=0.15, unseen=True)
    screen = StringIO()
    Console(file=screen, width=120).print(evaluate.render_figures([seen, unseen]))
    first, second = (
        line for line in screen.getvalue().splitlines() if "0.400-0.600" in line or "0.000-0.200" in line
    )
    assert all(words in first for words in ("F1", "0.500", "majority 0.20", "0.6 (missed)", " no "))
    assert "missed" not in second
    assert " yes " in second


def test_without_data_it_says_so(tmp_path: Path) -> None:
    assert evaluate.run_evaluation([str(tmp_path / "nowhere")]) == 2


def test_some_examples_keep_their_counts() -> None:
    examples = count_examples(EXAMPLES[:6])
    chosen = select_examples(examples, [4, 1])
    assert [each.text for each in chosen.examples] == [EXAMPLES[4].text, EXAMPLES[1].text]
    assert (chosen.counts.cues == examples.counts.cues[[4, 1]]).all()
