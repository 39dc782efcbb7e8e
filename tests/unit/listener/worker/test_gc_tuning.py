"""Garbage: while it is seldom collected, what was there is left alone; afterwards all is as it was."""

import gc
import weakref

from listener.worker.gc_tuning import THRESHOLDS, tune_gc


class Loop:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_loaded_is_left_alone_inside_and_looked_at_again_afterwards() -> None:
    gone = weakref.ref(Loop())
    with tune_gc():
        gc.collect()
        assert gone() is not None
    gc.collect()
    assert gone() is None


def test_cycles_made_inside_are_still_freed() -> None:
    with tune_gc():
        gone = weakref.ref(Loop())
        gc.collect()
        assert gone() is None


def test_the_collector_is_as_it_was_afterwards() -> None:
    before = gc.get_threshold()
    with tune_gc():
        assert gc.get_threshold() == THRESHOLDS
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
