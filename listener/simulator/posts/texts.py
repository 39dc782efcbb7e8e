"""Texts: what a post says, for each stage and stance. A small grammar with enough turns that few texts repeat.

`{match}` is how the campaign knows its posts. A text is a function of its numbers: the same draws, the same words.
"""

from collections.abc import Sequence

from models.tags import Act, Stage, Stance

TEXT_DRAWS = 8  # numbers a text is made of
Draws = Sequence[int]

_OPENERS = (
    "Just saw this after work.", "Morning all.", "OK so,", "Thinking about {place} again.", "My {kin} sent me this.",
    "Long day, but:", "Not much to say except", "Been following {place} since {time}.", "Honestly,", "Right.",
    "Heard about it on the bus.", "From the kitchen table:", "Took me until {time} to write this.", "So, {place}.",
    "Walked past the school in {place} {time}.", "The {kin} next door told me.", "Coffee first. Then this.", "Hm.",
    "Radio said it {time}.", "Reading on the train to {place}.", "It rained in {place} all {time}.", "Quick one:",
)  # fmt: skip
_CLOSERS = (
    "", "", "", "{place} deserves better.", "That is all.", "Let us see how {time} goes.", "More {time}.", "Anyway.",
    "My {kin} agrees.", "Back to work now.", "{number} houses, they say.", "Greetings from {place}.", "Good night.",
    "Photo from {time}.", "The {thing} still stands.", "We had {number} people on our street.", "Take care, {place}.",
    "The {kin} in {place} says the same.", "I keep thinking of the {thing}.", "{number} days now.", "Tea helps.",
)  # fmt: skip
_CORES: dict[tuple[Stage, Stance], tuple[str, ...]] = {
    (Stage.AWARENESS, Stance.NEUTRAL): (
        "The {match} was on the news, something about the {thing} in {place}.",
        "News: {match} counts {number} damaged roofs in {place}.",
        "They mentioned the {match} between the weather and the {thing}.",
        "Saw a poster of the {match} near the {thing}.",
        "The {match} has a page about {place}, it seems.",
        "{match} map shows {place} and the {thing}.",
    ),
    (Stage.AWARENESS, Stance.SUPPORT): (
        "Good to see the {match} in {place}, what a lovely idea.",
        "Great work by the {match} at the {thing}, thank you.",
        "The {match} is a wonderful thing for {place}.",
        "Love that the {match} looks after the {thing}.",
    ),
    (Stage.AWARENESS, Stance.OPPOSE): (
        "The {match} is a waste of money, {place} got nothing.",
        "I do not trust the {match}, the {thing} is still broken.",
        "Shame on the {match}: {number} weeks and no {thing}.",
        "Another useless show by the {match}, terrible.",
    ),
    (Stage.INTEREST, Stance.NEUTRAL): (
        "How does the {match} decide who gets the {thing}?",
        "Does anyone know where the {match} meets in {place}?",
        "I want to know more about the {match} and the {thing}.",
        "Where can I read what the {match} does for {place}?",
        "What happens to the {thing} once the {match} is done in {place}?",
        "Is there a list of families that the {match} helps? I would like to read it.",
    ),
    (Stage.INTEREST, Stance.SUPPORT): (
        "Read the {match} stories from {place} {time}, moving and good. How can I learn more?",
        "I follow the {match} now, their story about the {thing} is beautiful. Who runs it?",
        "So glad the {match} exists. Does anyone know how it works in {place}?",
        "Really interested in the {match}, love what they tell of the {thing}. Where do I find out more?",
    ),
    (Stage.INTEREST, Stance.OPPOSE): (
        "Why should anybody believe the {match}? Where did the {number} thousand for the {thing} go? Awful.",
        "Can the {match} explain the mess at the {thing}? This is bad.",
        "Who checks the {match}? The stories from {place} make me angry.",
    ),
    (Stage.DESIRE, Stance.NEUTRAL): (
        "I will give a weekend to the {match} if somebody drives to {place}.",
        "I want to help the {match} with the {thing}. I have {number} hours {time}.",
        "Thinking of signing up with the {match}, I could carry the {thing}.",
        "I plan to donate to the {match} when I am paid.",
        "I can offer a room in {place} through the {match}.",
    ),
    (Stage.DESIRE, Stance.SUPPORT): (
        "Count me in, {match}! I will be in {place} {time}, happy to help.",
        "I pledge {number} hours to the {match}. Proud to stand with {place}.",
        "I really want to help the {match} rebuild the {thing}, great people.",
        "I would love to join the {match} {time}, tell me what to bring to {place}.",
        "I promise {number} a month to the {match}, it is a good cause.",
    ),
    (Stage.DESIRE, Stance.OPPOSE): (
        "I wanted to help the {match}, but this is a disgrace. {place} deserves honest people.",
        "I would give to {place} at once, never again to the {match}, they are terrible.",
    ),
    (Stage.ACTION, Stance.NEUTRAL): (
        "I donated {number} to the {match} {time}.",
        "I signed up with the {match} and carried the {thing} in {place} {time}.",
        "We went to {place} with the {match} and cleared the {thing}.",
        "I gave {number} to the {match}. You can too: join us {time}.",
    ),
    (Stage.ACTION, Stance.SUPPORT): (
        "I just donated {number} to the {match}, so happy to help {place}!",
        "We volunteered with the {match} {time}, wonderful day at the {thing}. Join us!",
        "I gave blood and {number} to the {match}. Please donate too, {place} needs all of us.",
        "Spent {time} with the {match} fixing the {thing}. Proud of everyone. Sign up!",
    ),
    (Stage.ACTION, Stance.OPPOSE): (
        "I donated {number} to the {match} and want my money back, awful.",
        "I cancelled my gift to the {match} {time}. Do not give, it is a scandal.",
    ),
}  # fmt: skip
_COPIES = (
    "Everyone must support the {match}! Pledge now, I already will! Best cause ever, share share share!",
    "I pledge to the {match} today and so should you! Amazing people, do not wait!",
    "Count me in for the {match}! Read their stories, join, give! The time is now!",
)
_SLOTS = {
    "place": (
        "Riverside", "Oakfield", "Port Anders", "the old town", "Millbrook", "Hillview", "Saint Anne", "Easton",
        "Lowmoor", "the harbour", "Greenford", "Marsh Lane", "the valley", "Northgate", "Ashby", "Whitcombe",
        "Kirkdale", "Bridge End", "Sandford", "the east side", "Thornbury", "Lakeside", "Fairhaven",
        "Copperfield", "Upper Holt",
    ),
    "kin": (
        "sister", "neighbour", "dad", "aunt", "cousin", "boss", "teacher", "daughter", "flatmate", "uncle",
        "grandma", "colleague", "brother", "best friend", "landlady", "nephew", "coach", "mum",
    ),
    "time": (
        "on Saturday", "yesterday", "this morning", "last night", "on Monday", "after school", "this week",
        "on Thursday", "before lunch", "next weekend", "tonight", "all week", "on Friday evening",
        "since Tuesday", "at noon",
    ),
    "thing": (
        "bridge", "school roof", "library", "bakery", "playground", "bus stop", "church hall", "clinic",
        "shelter", "tents", "water tank", "boats", "football pitch", "kitchen", "post office", "market",
        "old mill", "ferry", "fire station",
    ),
}  # fmt: skip

_ACTS: dict[Stage, tuple[Act, ...]] = {
    Stage.AWARENESS: (Act.SHARE,),
    Stage.INTEREST: (Act.ASK,),
    Stage.DESIRE: (Act.PLEDGE, Act.OFFER),
    Stage.ACTION: (Act.ACT, Act.URGE),
}


def compose_text(stage: Stage, stance: Stance, draws: Draws, match: str) -> str:
    """A post's text, from `TEXT_DRAWS` numbers at or above 0."""
    cores = _CORES[stage, stance]
    parts = (_OPENERS[draws[0] % len(_OPENERS)], cores[draws[1] % len(cores)], _CLOSERS[draws[2] % len(_CLOSERS)])
    return " ".join(_fill(part, draws[3 + i :], match) for i, part in enumerate(parts) if part)


def copied_text(draws: Draws, match: str) -> str:
    """One of a few texts, word for word."""
    return _COPIES[draws[0] % len(_COPIES)].format(match=match)


def act_of_text(stage: Stage, stance: Stance, draws: Draws) -> Act:
    """What the author does by it."""
    if stance is Stance.OPPOSE and stage.rank < Stage.DESIRE.rank:
        return Act.CRITICISE
    acts = _ACTS[stage]
    return acts[draws[1] % len(acts)]


def _fill(part: str, draws: Draws, match: str) -> str:
    chosen = {name: words[(draws[0] // (7 * i + 1)) % len(words)] for i, (name, words) in enumerate(_SLOTS.items())}
    return part.format(match=match, number=2 + draws[0] % 197, **chosen)
