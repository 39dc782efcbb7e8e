"""The baseline of all tagging: the loop that anyone would write - spaCy tokenises, Matcher looks, VADER scores."""

from collections.abc import Iterable

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

VERBS = ("donated", "donate", "pledge", "volunteer", "join", "sign", "share", "help", "give", "come")
THEMES = ("tents", "shelter", "relief fund", "gofundme", "storm", "map", "families", "school")


def plain_loop(texts: Iterable[str]) -> list[tuple[int, int, float]]:
    """Each text tokenised, matched against ten verb patterns and eight themes, and scored."""
    nlp = spacy.blank("en")
    acts, themes = Matcher(nlp.vocab), PhraseMatcher(nlp.vocab, attr="LOWER")
    acts.add("act", [[{"LOWER": "i"}, {"OP": "?"}, {"LOWER": verb}] for verb in VERBS])
    themes.add("theme", list(nlp.pipe(THEMES)))
    score = SentimentIntensityAnalyzer().polarity_scores
    return [(len(acts(doc)), len(themes(doc)), score(doc.text)["compound"]) for doc in nlp.pipe(texts)]
