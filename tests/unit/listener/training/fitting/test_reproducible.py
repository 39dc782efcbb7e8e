"""The same data give the same tables, to the bit; and the shipped ones are those of today's lists of words."""

import os
import subprocess
import sys

import pytest

from listener.training.fitting.lists import digest_lists
from pipelines.tags.linear import model_card


def fit_in_a_process(seed: int, threads: int) -> str:
    """The digest of small tables, fitted by a process with this seed of hashes and so many threads."""
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, "-m", "tests.unit.listener.training.fitting.small_fit"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_other_processes_fit_the_same_tables() -> None:
    assert fit_in_a_process(1, threads=1) == fit_in_a_process(2, threads=2) != ""


def test_the_shipped_tables_were_fitted_with_the_lists_of_words_of_today() -> None:
    assert model_card()["lists"] == digest_lists(), "a list changed since the tables were fitted: run `make train`"
