"""Audiences in their own words: who all refuse, or only ask how to give, are not ready; who pledge are."""

import random
from collections.abc import Iterator, Sequence

import pytest

from models.campaigns import Audience, Campaign, Chapter, MatchTerms, ReadyWhen
from models.decisions import DecisionKind
from models.posts import DAY_MS
from models.tags import Stage
from tests.making import MONDAY, campaign, post, run

AUTHORS, DAYS, A_DAY = 160, 30, 0.5
CALM = (
    "the typhoon took the roof off the {thing}",
    "another forecast for the typhoon, wind at {number} km/h near the {thing}",
    "photos of the {thing} after the typhoon",
    "roads around the {thing} are shut until {day}, says the council #rebuild",
    "{number} houses near the {thing} without power since the typhoon",
    "council meets on {day} about the {thing} #rebuild",
)
REFUSING = (
    "I am not giving a cent to #rebuild, the {thing} can wait",
    "won't be signing anything for the {thing} #rebuild",
    "We decided not to donate to #rebuild this {day}",
    "I will never volunteer at the {thing} for these people #rebuild",
    "I didn't go on {day} and I don't plan to #rebuild",
    "cancelled my standing order to #rebuild on {day}. the {thing} is not my problem",
    "no thanks, not paying {number} for the {thing} #rebuild",
    "count me out of #rebuild, the {thing} too",
    "they asked for {number} for the {thing}. I said no #rebuild",
    "I'm not coming on {day}. Not for the {thing}, not for anything #rebuild",
    "I refuse to give {number} to #rebuild",
    "used to help at the {thing}. not any more. #rebuild lost me on {day}",
    "you will not get {number} from me for the {thing} #rebuild",
    "I haven't given anything to #rebuild and I won't on {day} either",
    "Not signing. Not giving. Not coming. #rebuild {thing} {day}",
)
ASKING = (
    "how can I give to #rebuild? is it for the {thing}?",
    "where do I send {number} for the {thing} #rebuild",
    "does anyone know if #rebuild takes clothes on {day}?",
    "Can I still donate to #rebuild after {day}?",
    "which account is it for the {thing}? #rebuild",
    "is {number} too little to give to #rebuild?",
    "Who do I call about helping at the {thing} on {day}? #rebuild",
    "Do you need a licence to volunteer at the {thing}? #rebuild",
    "what time does the {thing} open on {day} for donations? #rebuild",
    "should I pay by card or bring {number} in cash? #rebuild {thing}",
    "anybody know where to sign for the {thing} #rebuild",
    "how does one join the crew at the {thing}? {day} maybe? #rebuild",
)
PLEDGING = (
    "I'll give {number} to #rebuild on {day}",
    "We will be at the {thing} on {day} with shovels #rebuild",
    "I'm signing up for the {thing} tonight #rebuild",
    "count me in for {day} at the {thing} #rebuild",
    "I promise {number} for the {thing} once I am paid on {day} #rebuild",
    "I'm going to donate {number} tomorrow #rebuild {thing}",
    "see you at the {thing} on {day}, I'm bringing my sister #rebuild",
    "We're coming on {day}, all of us, to help at the {thing} #rebuild",
    "I will volunteer at the {thing} every {day} from now on #rebuild",
    "my whole team will be there on {day} #rebuild {thing}",
)
THINGS = [
    "bakery",
    "bridge",
    "library",
    "ferry",
    "clinic",
    "school",
    "market",
    "harbour",
    "chapel",
    "mill",
    "kitchen",
    "station",
    "tower",
    "pool",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
OPENERS = ("", "", "Honestly, ", "ok. ", "@user ", "so ", "hey. ", "Well, ", "Right. ")


def wanting_desire() -> Campaign:
    chapters = (
        Chapter("stand-with", Stage.DESIRE, "Pledge a weekend", ReadyWhen(share=0.3)),
        Chapter("rebuild", Stage.ACTION, "Come"),
    )
    return campaign(audiences=(Audience("locals", chapters),), match=MatchTerms(("#rebuild", "typhoon")))


def audience_saying(texts: Sequence[str]) -> Iterator[bytes]:
    """Posts of an audience that is calm at first, and from the middle on says these things in varied words."""
    rng = random.Random(11)
    for number, day in enumerate(sorted(rng.uniform(0, DAYS) for _ in range(round(AUTHORS * DAYS * A_DAY)))):
        said = rng.choice(texts if day > DAYS / 2 else CALM)
        text = rng.choice(OPENERS) + said.format(
            thing=rng.choice(THINGS), day=rng.choice(WEEKDAYS), number=rng.randrange(5, 900)
        )
        yield post(number, f"a{rng.randrange(AUTHORS)}", MONDAY + round(day * DAY_MS), text=text, tags=None)


def advances(texts: Sequence[str]) -> int:
    told = run(list(audience_saying(texts)), campaigns=[wanting_desire()])
    return sum(each.data.decision is DecisionKind.ADVANCE for each in told.signals)


@pytest.mark.parametrize("texts", [REFUSING, ASKING], ids=["refusing", "asking"])
def test_an_audience_that_refuses_or_only_asks_is_not_told_to_advance(texts: Sequence[str]) -> None:
    assert advances(texts) == 0


def test_an_audience_that_pledges_is_told_to_advance() -> None:
    assert advances(PLEDGING) >= 1
