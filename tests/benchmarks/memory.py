"""How much memory a million authors cost: the resident size of a flow that has seen them, against ten thousand."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from models.posts import DAY_MS
from pipelines.flow import Flow
from pipelines.intake import InputRecord
from pipelines.tags import Tagger
from tests.benchmarks.report import Figure
from tests.making import MONDAY, NOW, campaign, post

FEW, MANY = 10_000, 1_000_000
DAYS = 14


def figures() -> Iterator[Figure]:
    """Resident megabytes after a million authors posted to one campaign; the baseline is ten thousand."""
    few, many = resident(FEW), resident(MANY)
    yield Figure("memory of a million authors; baseline: of ten thousand", many, "MB resident", few)


def resident(authors: int) -> float:
    """Resident megabytes of a process of its own in which so many authors posted within two weeks."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", str(authors)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def posted(authors: int) -> Iterator[InputRecord]:
    """One post of each author, one in ten of them a second one days later."""
    for number in range(authors):
        at = MONDAY + number * DAYS * DAY_MS // authors
        again = number % 10 == 0 and number > authors // 5
        author = number - authors // 5 if again else number
        yield InputRecord(post(number, f"author-{author}", at), NOW)


def main(authors: int) -> None:
    """Runs the flow over them, and prints the resident megabytes."""
    flow = Flow([campaign()], Tagger([campaign()]))
    records = posted(authors)
    while batch := list(islice(records, 500)):
        flow.take(batch)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    size = re.search(r"VmRSS:\s+(\d+) kB", status)
    sys.stdout.write(f"{int(size.group(1)) / 1024:.1f}" if size else "nan")


if __name__ == "__main__":
    main(int(sys.argv[1]))
