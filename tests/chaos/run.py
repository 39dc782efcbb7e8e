"""`make chaos SEED=1 FAULTS=300 BROKERS=1 MINUTES=60`: faults one after the other, while posts come; then the oracle.

With each fault goes a part of the stream, which must be worked off afterwards; how long that takes is its recovery.
The report is JSON, in `.cache/reports`: each fault as it was, its recovery, and all that must not be. Without a
problem the exit status is 0.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path
from random import Random
from statistics import median, quantiles

import msgspec

from listener.campaign_file.loading import load_files
from tests.chaos.changes import BEFORE_FEEDING, UnnoticedError, possible
from tests.chaos.deployment import Deployment, NeverRecoveredError, deployed
from tests.chaos.faults import Details, Fault, Scene, fed_with
from tests.chaos.oracle import Verdict, judge
from tests.chaos.watching import alerting, find_unseen
from tests.integration.crowd import posts
from tests.integration.test_equality import SMALL_PANELS
from tests.making import AUTHOR_KEY, run

REPORTS = Path(".cache/reports")
POSTS_A_FAULT = 400
AUTHORS = 450  # many times as many as the panels of the three audiences hold

log = logging.getLogger(__name__)


class FaultReport(msgspec.Struct, frozen=True):
    """One fault: when it began, what it was, how long it lasted, and how long after it all was worked off again."""

    number: int
    at: float  # seconds since the beginning
    fault: str
    details: dict[str, object]
    lasted: float
    recovered_in: float | None


class Report(msgspec.Struct):
    """A run."""

    seed: int
    brokers: int
    faults: list[FaultReport] = []
    problems: list[str] = []
    verdict: Verdict | None = None
    recovery_seconds: dict[str, float] = {}


async def unleash(
    seed: int,
    count: int,
    folder: Path,
    *,
    brokers: int = 1,
    small_disk: bool = True,
    only: tuple[Fault, ...] = (),
    minutes: float = inf,
    keep: Callable[[Report], object] = lambda report: None,
) -> Report:
    """Runs so many faults, chosen by chance, or those in `only` in their order; none begins after so many minutes.

    `keep` is given the report after each fault: what ends a run leaves what was seen before.
    """
    report, random = Report(seed, brokers), Random(seed)
    campaign = folder / "campaign.yaml"
    campaign.write_text(alerting(SMALL_PANELS, alerts := folder / "alerts.ndjson"), encoding="utf-8")
    days, parts = 20 + count // 4, count + 1
    stream = posts(authors=AUTHORS, days=days, per_day=POSTS_A_FAULT * parts / AUTHORS / days)
    replayed = run(stream, campaigns=load_files([str(campaign)]), author_key=AUTHOR_KEY)
    assert len({each.data.decision for each in replayed.signals}) > 1, "these posts show too little"
    began = time.monotonic()
    async with deployed(folder, campaign, brokers=brokers, small_disk=small_disk) as deployment:
        scene = Scene(deployment, random)
        choice = possible(deployment)
        for number in range(count):
            if time.monotonic() - began > 60 * minutes:
                break
            scene.posts = stream[number * POSTS_A_FAULT : (number + 1) * POSTS_A_FAULT]
            fault = only[number] if only else random.choice(choice)
            report.faults.append(await _one(number, began, scene, fault, report.problems))
            keep(report)
        await deployment.feed(stream[len(report.faults) * POSTS_A_FAULT :], end=True)
        await _recover(deployment, report.problems)
        report.verdict = await judge(deployment.settings, replayed)
        report.problems += await find_unseen(deployment.board, alerts, replayed.signals)
    report.problems += report.verdict.problems
    keep(report)
    return report


async def _one(number: int, began: float, scene: Scene, fault: Fault, problems: list[str]) -> FaultReport:
    started = time.monotonic()
    if fault in BEFORE_FEEDING:
        details = await _do(fault, scene, problems)
    feeding = asyncio.create_task(scene.deployment.feed(fed_with(fault, scene.posts)))
    if fault not in BEFORE_FEEDING:
        details = await _do(fault, scene, problems)
    lasted = time.monotonic() - started
    await feeding
    recovered = await _recover(scene.deployment, problems)
    for name, end in scene.deployment.ended_by_themselves().items():
        problems.append(f"fault {number}, {fault.__name__}: worker {name} ended by itself: {end}")
    began_at, lasted, recovered = round(started - began, 1), round(lasted, 1), recovered and round(recovered, 1)
    report = FaultReport(number, began_at, fault.__name__, details, lasted, recovered)
    log.warning("%s", msgspec.json.encode(report).decode())
    return report


async def _do(fault: Fault, scene: Scene, problems: list[str]) -> Details:
    try:
        return await fault(scene)
    except UnnoticedError as error:
        problems.append(f"{fault.__name__}: {error}")
        return {}


async def _recover(deployment: Deployment, problems: list[str]) -> float | None:
    try:
        return await deployment.recover()
    except NeverRecoveredError as error:
        problems.append(f"not recovered {error}")
        return None


def _save(path: Path, report: Report) -> None:
    report.recovery_seconds = _summary([each.recovered_in for each in report.faults if each.recovered_in is not None])
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report)))


def _summary(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    return {"median": median(seconds), "p90": round(quantiles(seconds, n=10)[-1], 1), "most": max(seconds)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--brokers", type=int, choices=(1, 3), default=1)
    parser.add_argument("--minutes", type=float, default=inf)
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    folder = Path(tempfile.mkdtemp(prefix="listener-chaos-"))
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / f"chaos-{given.seed}-{given.brokers}.json"
    chaos = unleash(
        *(given.seed, given.faults, folder), brokers=given.brokers, minutes=given.minutes, keep=partial(_save, path)
    )
    report = asyncio.run(chaos)
    print(f"{len(report.faults)} faults, {len(report.problems)} problems: {path}")  # noqa: T201
    for each in report.problems:
        print("-", each[:300])  # noqa: T201
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
