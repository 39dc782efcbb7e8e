"""What the demo plays: its campaign, its posts, and what happens to its people, by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import takewhile

from listener.campaign_file import load_campaign
from listener.demo.promise import PROMISE_EVENTS, add_promise_posts, time_of_line
from listener.files.lines import Line
from listener.simulator import Simulation, load_scenario, simulate
from models.campaigns import Campaign

_SCENARIO = "demo"
_FILE = "campaign.yaml"
_DAYS = 36  # that are played: it ends where the team is asked to tell the next chapter

# What the scenario makes happen, so that one can see what the decisions made of it: day, and words.
SCRIPT_EVENTS = (
    (0.0, "the campaign starts: few speak of it, most of them in passing"),
    (14.8, "a star speaks of the fund: three times the posts, and everybody sounds convinced"),
    (15.6, "the height of it: a night and a day of loud support"),
    (18.0, "the star's fans have gone again"),
    (26.0, "now the neighbours themselves come round: from an eighth of them to six in ten"),
)


@dataclass(frozen=True)
class Script:
    """Posts to play, and the times at which something happens."""

    campaign: Campaign
    simulation: Simulation
    start: datetime
    days: int
    words: str

    @property
    def end(self) -> datetime:
        """The last instant of the story."""
        return self.start + timedelta(days=self.days)

    def lines(self) -> Iterator[Line]:
        """The posts as lines of a file: words, that a tagger has to read."""
        posts = add_promise_posts(self.simulation.lines(tagged=False), self.start)
        for number, line in enumerate(takewhile(self._is_played, posts), 1):
            yield Line(_SCENARIO, number, line.rstrip())

    def _is_played(self, line: bytes) -> bool:
        return time_of_line(line) < self.end

    def events_between(self, after: datetime, until: datetime) -> Iterator[tuple[datetime, str]]:
        """What happens after one time and until another."""
        for day, words in sorted((*SCRIPT_EVENTS, *PROMISE_EVENTS)):
            at = self.start + timedelta(days=day)
            if after < at <= until:
                yield at, words


def load_script(*, seed: int, authors: int) -> Script:
    """What the demo plays, for a seed. Raises ScenarioError where there cannot be so many authors."""
    scenario = load_scenario(_SCENARIO)
    campaign = load_campaign((files("listener.demo") / _FILE).read_bytes(), _FILE)
    simulation = simulate(scenario, authors=authors, seed=seed)
    return Script(campaign, simulation, scenario.starts, _DAYS, " ".join(scenario.story.split()))
