"""What opponents and friends of a relief fund write, in words of their own, and an audience of them. Made by us."""

import random
from collections.abc import Iterator, Sequence

from models.campaigns import Campaign, MatchTerms, StanceTerms
from models.posts import DAY_MS, Millis
from tests.making import MONDAY, campaign, post

OPPONENTS = (
    "I will not give the relief fund a single cent",
    "the relief fund is just another scam if you ask me",
    "I refuse to sign anything for this relief fund",
    "nobody on my street trusts the relief fund",
    "not proud of what our town does with this relief fund",
    "please do not donate to the relief fund, ask your neighbours first",
    "oh sure, the relief fund will fix it all, yeah right",
    "the relief fund wasted our money on posters",
    "still waiting for one roof from the relief fund, what a joke",
    "boycott the relief fund until they open their books",
    "the relief fund lied to us about the tents",
    "I stopped supporting the relief fund last spring",
    "whoever runs the relief fund should be ashamed",
    "I'm against the relief fund and so is my whole family",
    "where did the money go, relief fund people?",
    "what a great job, relief fund 🙄",
    "the relief fund is corrupt from top to bottom",
    "never again will I volunteer for the relief fund",
    "I would rather burn my money than hand it to the relief fund",
    "the relief fund failed every family I know",
    "so sick of hearing about the relief fund every evening",
    "the relief fund is a useless show for the cameras",
)
FRIENDS = (
    "I am proud of what the relief fund has built here",
    "count me in for the relief fund on Saturday",
    "we love the relief fund, they came when nobody else did",
    "I just donated to the relief fund",
    "the relief fund is not a scam, I have seen the roofs",
    "thank you relief fund, the children are warm",
    "our whole choir supports the relief fund",
    "I'm not against the relief fund any more, they do good work",
)
_OPENINGS = (
    "Long day at the harbour today.", "My uncle called about it again.", "Coffee first, then this.",
    "Told my sister over dinner:", "Someone has to say it out loud:", "Rain again on our side of town.",
    "Reading the paper on the tram.", "After the meeting in the school hall:", "Third time this month I write this.",
    "Back from the night shift now.",
)  # fmt: skip
_ENDINGS = (
    "That is how it looks from number {n}.", "Ask the people at house {n} yourself.", "Good night from block {n}.",
    "Off to bus {n} now, see you.", "Room {n} agrees with me on that.", "Posting this for the {n} of us here.",
    "The {n} families upstairs say the same.", "Day {n} since the water came.",
)  # fmt: skip

FUND: Campaign = campaign(
    match=MatchTerms(("relief fund",)),
    stance=StanceTerms(
        ("relief fund",),
        ("proud of", "count me in", "thank you all", "came when nobody else did"),
        ("scam*", "waste of money", "where did the money go", "not a cent", "open their books", "corrupt*"),
    ),
)


def write_posts(cores: Sequence[str], *, authors: int, days: int, per_day: float = 0.5) -> list[bytes]:
    """Posts of so many authors over some days: untagged, in English, each with a core and words around it."""
    return list(_write(random.Random(11), cores, authors, days, per_day))


def _write(rng: random.Random, cores: Sequence[str], authors: int, days: int, per_day: float) -> Iterator[bytes]:
    times = sorted(rng.uniform(0, days) for _ in range(round(authors * days * per_day)))
    for number, day in enumerate(times):
        ending = rng.choice(_ENDINGS).format(n=rng.randrange(2, 400))
        text = f"{rng.choice(_OPENINGS)} {rng.choice(cores)}. {ending}"
        at: Millis = MONDAY + round(day * DAY_MS)
        yield post(number, f"a{rng.randrange(authors)}", at, text=text, tags=None)
