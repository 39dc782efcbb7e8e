"""Texts: what a post says, for each stage and stance. A small grammar with enough turns that few texts repeat.

A text is a function of its numbers: the same draws, the same words.
"""

import re
from collections.abc import Sequence
from random import Random

from listener.simulator.posts.phrases import CLOSERS, COPIES, CORES, OPENERS, SLOTS
from models.tags import Act, Stage, Stance

TEXT_DRAWS = 4  # numbers a text is made of: opener, core, closer, and the seed of all turns within them
Draws = Sequence[int]

_TURNS = re.compile(r"\[([^\[\]]*)\]")  # the innermost ones
_SLOT = re.compile(r"\{(place|kin|time|thing|number|the)\}")
_SPACES = re.compile(r"\s+(?=[.,?!:\s]|$)")

_ACTS: dict[Stage, tuple[Act, ...]] = {
    Stage.AWARENESS: (Act.SHARE,),
    Stage.INTEREST: (Act.ASK,),
    Stage.DESIRE: (Act.PLEDGE, Act.OFFER),
    Stage.ACTION: (Act.ACT, Act.URGE),
}


def compose_text(stage: Stage, stance: Stance, draws: Draws, match: str) -> str:
    """A post's text, from `TEXT_DRAWS` numbers at or above 0."""
    cores, luck = CORES[stage, stance], Random(draws[3])
    parts = (OPENERS[draws[0] % len(OPENERS)], cores[draws[1] % len(cores)], CLOSERS[draws[2] % len(CLOSERS)])
    text = _fill(" ".join(part for part in parts if part), luck)
    return _write_hastily(text.replace("{match}", match), luck)


def copied_text(draws: Draws, match: str) -> str:
    """One of a few texts, word for word."""
    return COPIES[draws[0] % len(COPIES)].format(match=match)


def act_of_text(stage: Stage, stance: Stance, draws: Draws) -> Act:
    """What the author does by it."""
    if stance is Stance.OPPOSE and stage.rank < Stage.DESIRE.rank:
        return Act.CRITICISE
    acts = _ACTS[stage]
    return acts[draws[1] % len(acts)]


def _fill(phrase: str, luck: Random) -> str:
    """The phrase with its turns taken and its slots filled, each on its own, but for `{match}`."""
    phrase = phrase.replace("{fund}", "{the} {match}")
    phrase = phrase.replace("{Fund}", _one_of(SLOTS["the"], luck).capitalize() + " {match}")
    while "[" in phrase:
        phrase = _TURNS.sub(lambda found: _one_of(found[1].split("|"), luck), phrase)
    phrase = phrase.replace("{tag}", _one_of(SLOTS["place"], luck).title().replace(" ", ""))
    return _SPACES.sub("", _SLOT.sub(lambda found: _one_of(SLOTS[found[1]], luck), phrase))


def _one_of(choices: Sequence[str], luck: Random) -> str:
    return choices[int(luck.random() * len(choices))]


def _write_hastily(text: str, luck: Random) -> str:
    """As some write: one in five without capitals, one in three without the last full stop."""
    text = text.lower() if luck.random() < 0.2 else text
    return text.removesuffix(".") if luck.random() < 1 / 3 else text
