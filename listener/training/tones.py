"""What sentiment is learned from: a language's own tweets, posts written for it, and texts abroad by their meanings.

How much a text counts beside one of a language's own tweets was chosen on folds of the training sets; in the Nordic
table, which has no such sets, as half of that.
"""

from collections.abc import Mapping
from typing import NamedTuple

from listener.training import counts, data, heads
from listener.training.heads import Counted, Sets, counted, found, part
from pipelines.tags.language.nordic import NORDIC
from pipelines.tags.linear.weighting import WeightTable

KINDRED = ("de", "es", "fr", "it", "pt")  # whose tweets teach them how lists of words count


class Sources(NamedTuple):
    """All that is labelled: tweets in eight languages, rated English tweets, English comments with emotions, and what
    was written for this project, by language."""

    tweets: Counted
    rated: Counted
    comments: Counted
    written: Mapping[str, Counted]


def written(*codes: str) -> dict[str, Counted]:
    """The posts that were written for some languages."""
    return {code: counted(data.written(code)) for code in codes}


def english(sources: Sources) -> Sets:
    """English sentiment: its own tweets, English ones among other languages', and other English sets."""
    here = found(sources.tweets, "en")
    own = [i for i, each in enumerate(here.examples) if each.language == "en"]
    mixed = [i for i, each in enumerate(here.examples) if each.language != "en"]
    return [(part(here, own), 1.0), (part(here, mixed), 0.3), (sources.rated, 0.5), (sources.comments, 0.15)]


def table(code: str, sources: Sources) -> WeightTable:
    """The table of a language that has labelled tweets, English apart."""
    written = [(sources.written[code], 0.2)] if code in sources.written else []
    others = [i for i, each in enumerate(sources.tweets.examples) if each.language != code]
    abroad = [(_heard(part(sources.tweets, others)), 0.2), *_english_abroad(sources)]
    return heads.tone([(found(sources.tweets, code), 1.0), *written, *abroad])


def nordic(sources: Sources) -> WeightTable:
    """The table of Bokmål, Nynorsk, Danish and Swedish: from what was written in them, tweets abroad by meaning,
    and kindred ones by what their lists of words say."""
    own = [(sources.written[code], 1.0) for code in NORDIC if code in sources.written]
    near = [i for i, each in enumerate(sources.tweets.examples) if each.language in KINDRED]
    kindred = part(sources.tweets, near)
    toned = Counted(kindred.examples, counts.tone_of(kindred.counts))
    return heads.tone([*own, (toned, 0.1), (_heard(sources.tweets), 0.1), *_english_abroad(sources)])


def _english_abroad(sources: Sources) -> Sets:
    return [(_heard(sources.rated), 0.1), (_heard(sources.comments), 0.03)]


def _heard(examples: Counted) -> Counted:
    """Examples as other languages hear them: by what their words mean."""
    return Counted(examples.examples, counts.heard(examples.counts))
