"""Summary: what a run came to - counts of records, runs of equal decisions - whoever ran it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import RenderableType
from rich.text import Text

from listener.wording.accountability import describe_notice, local_day
from listener.wording.figures import plural, timestamp
from listener.wording.terminal import DecisionRun, counts_table, merge_runs, run_entries
from listener.wording.visible import visible
from models.accountability import Notice
from models.campaigns import Campaign, audience_key
from models.decisions import Decision
from models.posts import instant, millis
from models.rejections import Reason, Rejection


@dataclass
class Summary:
    """Grows with what it is told; bounded by the number of changes, not of windows."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (channel, outcome) -> records
    rejected: Counter[Reason] = field(default_factory=Counter)
    runs: dict[str, tuple[DecisionRun, ...]] = field(default_factory=dict)  # by campaign|audience
    notices: list[Notice] = field(default_factory=list)  # of commitments
    campaigns: Sequence[Campaign] = ()  # of which it is said where no window has closed

    def add_decisions(self, decisions: Iterable[Decision]) -> None:
        """More decisions, of any audience, each audience's in order."""
        for decision in decisions:
            name = audience_key(decision.campaign, decision.audience)
            self.runs[name] = merge_runs(self.runs.get(name, ()), [decision])

    def add_rejections(self, rejections: Iterable[Rejection]) -> None:
        """More rejections."""
        self.rejected.update(rejection.reason for rejection in rejections)

    def tables(self) -> Iterator[RenderableType]:
        """The tables: decisions of each audience, who has none and why, then what became of the records."""
        for name, runs in sorted(self.runs.items()):
            yield from run_entries(name, runs)
            yield ""
        yield from self._notice_lines()
        yield from self._not_begun()
        if self.counts or self.rejected:
            yield counts_table(self.counts, self.rejected)
        yield from self._unheard()

    def lines(self) -> Iterator[dict[str, object]]:
        """The same for programs: runs of equal decisions, notices of commitments, what became of the records."""
        for name, runs in sorted(self.runs.items()):
            yield from (_run_line(name, run) for run in runs)
        yield from map(_notice_line, self.notices)
        counts = Counter[str]()
        for (_, outcome), number in self.counts.items():
            counts[outcome] += number
        yield {"records": dict(sorted(counts.items())), "rejected": dict(sorted(self.rejected.items()))}

    def _notice_lines(self) -> Iterator[RenderableType]:
        """What was told of commitments, by local day."""
        zones = {each.name: each.timezone for each in self.campaigns}
        for notice in self.notices:
            zone = zones.get(notice.campaign, "UTC")
            yield Text(f"{local_day(millis(notice.at), zone)}  {describe_notice(notice, zone)}")
        if self.notices:
            yield ""

    def _not_begun(self) -> Iterator[RenderableType]:
        for campaign in self.campaigns:
            names = [audience_key(campaign.name, audience.name) for audience in campaign.audiences]
            for name in names:
                if name not in self.runs:
                    yield Text(f"{name.replace('|', ' / ')}: no window, for {_describe_beginning(campaign)}")
                    yield ""

    def _unheard(self) -> Iterator[RenderableType]:
        """Posts on channels that no audience asks for: most often the campaign file calls a channel otherwise."""
        asked = [audience.when.channels for campaign in self.campaigns for audience in campaign.audiences]
        heard = sorted({channel for channels in asked for channel in channels})
        posts = {channel: each for (channel, outcome), each in self.counts.items() if outcome == "unmatched"}
        unheard = Counter({channel: number for channel, number in posts.items() if channel not in heard})
        if unheard and heard and all(asked):  # no list of channels asks for all of them
            yield Text(
                f"no audience asks for {_most_of(unheard)}: "
                f"`when: {{channels: ...}}` of the campaign file has {', '.join(heard)}"
            )


def _most_of(posts: Counter[str], shown: int = 5) -> str:
    """The channels with most posts, and of how many more there are some."""
    most = [f"{visible(channel)} ({plural(number, 'post')})" for channel, number in posts.most_common(shown)]
    more = [plural(len(posts) - shown, "more channel")] if len(posts) > shown else []
    return ", ".join([*most, *more])


def _run_line(name: str, run: DecisionRun) -> dict[str, object]:
    """`since` and `until` are event time: the start of the first window, the end of the last."""
    said = {"decision": run.last.decision, "chapter": run.last.chapter, "windows": run.windows}
    return {"audience": name, **said, "since": run.first.window.start, "until": run.last.window.end}


def _notice_line(notice: Notice) -> dict[str, object]:
    return {"at": notice.at, "campaign": notice.campaign, "commitment": notice.commitment, "kind": notice.kind}


def _describe_beginning(campaign: Campaign) -> str:
    """Why a campaign has not begun for an audience of which no window has closed."""
    if campaign.starts is not None:
        return f"it has no post since the campaign's start, {timestamp(instant(campaign.starts))} UTC"
    return (
        "the campaign has not begun there: it does with the first hour from which "
        f"{plural(campaign.policy.time.beginning_authors, 'author')} speak within a day, or with `starts` of its file"
    )
