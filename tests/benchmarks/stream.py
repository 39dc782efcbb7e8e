"""How many posts a second pass admission and matching, and the whole in-memory flow."""

import json
import re
from collections.abc import Iterator, Sequence

from listener.files.replay import _BATCH
from listener.worker.gc_tuning import tune_gc
from models.campaigns import Campaign
from pipelines.flow import Flow
from pipelines.intake import InputRecord, Intake
from pipelines.tags import Tagger
from tests.benchmarks import material
from tests.benchmarks.plain import THEMES, Patterns, few, loop, ours
from tests.benchmarks.report import Figure, per_second


def figures() -> Iterator[Figure]:
    """Admit and match of posts that nobody wants (one campaign, a hundred); the flow over posts that one wants."""
    records = material.records()
    yield unmatched(material.others(1), records)
    yield unmatched(material.others(100), records)
    yield against("ten patterns", few(), records)
    yield against("ten patterns", few(), records, worded=True)
    yield against("ten patterns", few(), material.copied(), posts=", of a stream with copies")
    yield against("the tagger's own patterns", ours(), records)


def against(
    name: str, patterns: Patterns, records: Sequence[InputRecord], *, worded: bool = False, posts: str = ""
) -> Figure:
    """The whole flow beside the plain loop with these patterns, loaded before the clock; both from the same bytes."""
    plain_loop = loop(patterns, THEMES)
    what = "every decision in words" if worded else "decisions and signals"
    flow, plain = per_second(len(records), lambda: flowed(records, worded=worded), lambda: plain_loop(texts(records)))
    return Figure(f"flow in memory{posts}, {what}; baseline: plain loop with {name}", flow, "posts/s", plain)


def unmatched(campaigns: Sequence[Campaign], records: Sequence[InputRecord]) -> Figure:
    """Admission and matching of posts that none of these campaigns wants."""
    passing, plain = per_second(
        len(records), lambda: passed(campaigns, records), lambda: searched(campaigns, records)
    )
    name = f"admit+match, non-matching, {len(campaigns)} campaign(s); baseline: json.loads and one regular expression"
    return Figure(name, passing, "posts/s", plain)


def passed(campaigns: Sequence[Campaign], records: Sequence[InputRecord]) -> None:
    """Admission and matching, in batches, of posts that match nothing."""
    intake = Intake(campaigns, Tagger(campaigns))
    for at in range(0, len(records), _BATCH):
        intake.take(records[at : at + _BATCH])


def searched(campaigns: Sequence[Campaign], records: Sequence[InputRecord]) -> int:
    """The baseline: json.loads, and one regular expression of all terms."""
    terms = (re.escape(term) for campaign in campaigns for term in campaign.match.any)
    search = re.compile("|".join(terms), re.IGNORECASE).search
    return sum(search(json.loads(record.value or b"")["text"]) is not None for record in records)


def flowed(records: Sequence[InputRecord], *, worded: bool = False) -> int:
    """The whole chain over posts that one campaign wants, tagged by us, up to its signals; every decision in words
    where asked, as `listener replay` has it. Decisions taken."""
    campaigns = [material.theirs()]
    flow = Flow(campaigns, Tagger(campaigns))
    with tune_gc():
        told = (flow.take(records[at : at + _BATCH]) for at in range(0, len(records), _BATCH))
        counts = [len(each.decisions if worded else each.windows) for each in told]
        last = flow.finish()
        return sum(counts) + len(last.decisions if worded else last.windows)


def texts(records: Sequence[InputRecord]) -> list[str]:
    return [json.loads(record.value or b"")["text"] for record in records]
