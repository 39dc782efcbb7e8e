"""Stories: which audience says what from which day on, and what is true of it."""

from collections.abc import Mapping

import msgspec

from tests.scenarios.semireal.sources import MEANINGS

DAYS = 42
TURN = 16  # day on which the stories that turn do
DESIRE = 2


class Phase(msgspec.Struct, frozen=True):
    """From a day on, the shares of the audience's authors that say each kind of thing; they sum to 1."""

    day: int
    says: Mapping[str, float]

    def share_beyond(self, rank: int) -> float:
        """True share at or beyond a stage."""
        return sum(share for kind, share in self.says.items() if MEANINGS[kind].rank >= rank)

    def share_on(self, side: int) -> float:
        """True share on a side."""
        return sum(share for kind, share in self.says.items() if MEANINGS[kind].side == side)


class Story(msgspec.Struct, frozen=True):
    """An audience of a chapter that wants people at desire: never ready by more than a share under `bar`."""

    name: str
    phases: tuple[Phase, ...]
    cause: str = ""  # whose campaign and tweets; "" for the fund that the talks are about
    bar: float = 0.30
    wanted: int = DESIRE

    @property
    def ready_day(self) -> int | None:
        """From when it is ready: a share at or beyond the bar, and more for than against."""
        return next((each.day for each in self.phases if self._is_ready(each)), None)

    def _is_ready(self, phase: Phase) -> bool:
        return phase.share_beyond(self.wanted) >= self.bar and phase.share_on(1) > phase.share_on(-1)

    @property
    def turned_day(self) -> int | None:
        """From when opposition, among all authors, is beyond both 0.20 and what was usual before by 0.10."""
        usual = self.phases[0].share_on(-1)
        return next((each.day for each in self.phases[1:] if each.share_on(-1) > max(0.2, usual + 0.1)), None)


def _steady(name: str, says: Mapping[str, float], cause: str = "", bar: float = 0.30, wanted: int = DESIRE) -> Story:
    return Story(name, (Phase(0, says),), cause, bar, wanted)


def _turning(name: str, before: Mapping[str, float], after: Mapping[str, float], cause: str = "") -> Story:
    return Story(name, (Phase(0, before), Phase(TURN, after)), cause)


_FOR = {"favor": 0.55, "against": 0.10, "neither": 0.35}
STORIES = (
    *(
        _steady(f"opponents of {cause}", {"against": 0.85, "neither": 0.15}, cause)
        for cause in ("abortion", "atheism", "feminist", "hillary")
    ),
    _steady("opponents, a bar of 10 %", {"against": 0.85, "neither": 0.15}, "atheism", 0.10),
    _steady("opponents, to be interested", {"against": 0.85, "neither": 0.15}, "hillary", 0.30, 1),
    _steady("supporters who do nothing", {"favor": 0.80, "neither": 0.20}, "climate"),
    _steady("supporters, a bar of 10 %", {"favor": 0.80, "neither": 0.20}, "feminist", 0.10),
    _steady("refusals", {"refusal": 1.0}),
    _steady("refusals, a bar of 10 %", {"refusal": 1.0}, "", 0.10),
    _steady("questions", {"question": 0.7, "asking tweet": 0.1, "talk": 0.2}),
    _steady("praise", {"praise": 0.7, "talk": 0.3}),
    _steady("tweets of no story", {"tweet": 1.0}),
    _steady("comments about problems", {"problem": 0.7, "comment": 0.3}),
    _steady("just under the bar", {"pledge": 0.29, "praise": 0.15, "talk": 0.56}),
    _steady("pledges among opponents", {"pledge": 0.38, "refusal": 0.52, "talk": 0.10}),
    _turning("swing to 40 % against", _FOR, {"favor": 0.30, "against": 0.40, "neither": 0.30}, "feminist"),
    _turning("swing to 80 % against", _FOR, {"favor": 0.10, "against": 0.80, "neither": 0.10}, "hillary"),
    _turning("rise to 55 %", {"pledge": 0.12, "talk": 0.88}, {"pledge": 0.55, "praise": 0.10, "talk": 0.35}),
    _turning("rise to 40 %", {"pledge": 0.12, "talk": 0.88}, {"pledge": 0.40, "praise": 0.10, "talk": 0.50}),
    _turning("deeds and calls", {"call": 0.1, "comment": 0.9}, {"call": 0.35, "deed": 0.2, "comment": 0.45}),
)
