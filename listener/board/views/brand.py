"""Brand: what a campaign's brand promised, as its page shows it: a line each, oldest debt first, with its history."""

from collections.abc import Sequence
from typing import NamedTuple

from listener.board.views.board_state import BoardState
from listener.wording.accountability import (
    describe_goal,
    describe_notice,
    describe_progress,
    describe_record,
    describe_standing,
    describe_unsaid,
    local_day,
)
from listener.wording.brief import describe_indicator
from models.accountability import CommitmentSignal
from models.campaigns import Campaign
from models.ledger import LedgerRecord, TermsChange
from models.posts import Millis, millis
from pipelines.accountability.overview import CommitmentLine, overview

_WIDTH, _HEIGHT, _EDGE = 132, 36, 4  # of the small chart, and what stays free at its edges
_HISTORY = 50  # updates and signals shown of one commitment, the latest

_TONES = {
    "kept": "advance",
    "progress": "advance",
    "partly-kept": "prolong",
    "on-record": "prolong",
    "silent": "step-back",
    "missed": "step-back",
    "withdrawn": "step-back",
}


class ChartDot(NamedTuple):
    """One value that was told, in the chart's own units; hollow where nothing but the brand's word says it."""

    x: float
    y: float
    is_evidence: bool


class HistoryEntry(NamedTuple):
    """What happened to a commitment on a day: in words, and where it can be read."""

    day: str
    words: str
    source: str = ""


class PromiseRow(NamedTuple):
    """One commitment."""

    name: str
    quote: str
    source: str
    owner: str
    made: str
    goal: str
    due: str
    standing: str
    tone: str
    progress: str
    dots: tuple[ChartDot, ...]
    last: str
    next_update: str
    asking: str
    next_speakers: str
    unsaid: str
    history: tuple[HistoryEntry, ...]
    unit: str


class BrandPage(NamedTuple):
    """A brand's whole page."""

    campaign: str
    brand: str
    score: str
    rows: tuple[PromiseRow, ...]
    width: int = _WIDTH
    height: int = _HEIGHT


def brand_page(state: BoardState, campaign: Campaign) -> BrandPage:
    """The page as of the latest event time that the board knows of the campaign."""
    records = [each.record for each in state.entries.get(campaign.name, ())]
    told = state.notices.get(campaign.name, ())
    at = _known_until(state, campaign, records, told)
    shown = overview(campaign, records, told, at)
    rows = tuple(_make_row(each, campaign.timezone, told, at) for each in shown.lines)
    return BrandPage(campaign.name, campaign.brand or campaign.name, describe_indicator(shown.indicator), rows)


def _known_until(
    state: BoardState, campaign: Campaign, records: Sequence[LedgerRecord], told: Sequence[CommitmentSignal]
) -> Millis:
    ends = [
        millis(each.latest.window.end) for each in state.audiences.values() if each.latest.campaign == campaign.name
    ]
    return max([*ends, *(millis(each.at) + 1 for each in records), *(millis(each.time) for each in told)], default=0)


def _make_row(line: CommitmentLine, zone: str, told: Sequence[CommitmentSignal], at: Millis) -> PromiseRow:
    commitment = line.commitment
    due = commitment.measure.due
    by = f", {line.last_speaker}" if line.last_speaker else ""
    return PromiseRow(
        name=commitment.name,
        quote=commitment.quote,
        source=commitment.source,
        owner=commitment.owner,
        made=local_day(commitment.made - 1, zone),
        goal=describe_goal(commitment.measure),
        due="" if due is None else local_day(due - 1, zone),
        standing=describe_standing(line.standing),
        tone=_TONES.get(line.standing, "insufficient-data"),
        progress=describe_progress(line.progress),
        dots=tuple(_chart_dots(line, at)),
        last="never" if line.last_update is None else local_day(line.last_update, zone) + by,
        next_update="" if line.next_update is None else local_day(line.next_update - 1, zone),
        asking=f"asked {line.asking:,} times, each person once a day" if line.asking else "",
        next_speakers=", ".join(line.silent_speakers),
        unsaid=describe_unsaid(line.unsaid),
        history=tuple(_history(line, zone, told)),
        unit=commitment.measure.unit,
    )


def _chart_dots(line: CommitmentLine, at: Millis) -> list[ChartDot]:
    """Values over time, from the day on which it was made to its due day: at the bottom the baseline, on top the
    target."""
    start = line.commitment.made
    end = max(line.commitment.measure.due or at, at, start + 1)
    return [
        ChartDot(
            round(_EDGE + (_WIDTH - 2 * _EDGE) * min(max((when - start) / (end - start), 0), 1), 1),
            round(_HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * min(max(share, 0), 1), 1),
            is_evidence,
        )
        for when, share, is_evidence in line.values
    ]


def _history(line: CommitmentLine, zone: str, told: Sequence[CommitmentSignal]) -> list[HistoryEntry]:
    theirs = [each for each in told if each.data.commitment == line.commitment.name]
    found = [(millis(each.at), describe_record(each), _source_of(each)) for each in line.history]
    found += [(millis(each.time), describe_notice(each.data, zone), "") for each in theirs]
    return [HistoryEntry(local_day(at, zone), words, source) for at, words, source in sorted(found)[-_HISTORY:]][::-1]


def _source_of(record: LedgerRecord) -> str:
    source = "" if isinstance(record, TermsChange) else record.source
    return source if source.startswith(("https://", "http://")) else ""
