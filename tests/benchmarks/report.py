"""One figure as a line of JSON: name, value, unit, and how it stands to a baseline of the same run."""

import json
import time
from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """A measured value. `baseline` is in the same unit; the ratio is what a noisy machine leaves standing."""

    name: str
    value: float
    unit: str
    baseline: float

    def line(self) -> str:
        """`{"name", "value", "unit", "baseline", "ratio"}`."""
        ratio = self.value / self.baseline if self.baseline else None
        return json.dumps({**self._asdict(), "ratio": ratio})


def per_second(count: int, ours: Callable[[], object], baseline: Callable[[], object]) -> tuple[float, float]:
    """Things per second of both, best of five each, taken in turn: what disturbs one disturbs the other."""
    best = [float("inf"), float("inf")]
    for _ in range(5):
        for place, work in enumerate((ours, baseline)):
            best[place] = min(best[place], seconds(work))
    return count / best[0], count / best[1]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process for a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start
