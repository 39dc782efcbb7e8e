"""The examples in the docstrings of the rule's numeric modules come out as they say."""

import doctest
from types import ModuleType

import pytest

from pipelines.readiness import confusion_rates, e_process, ranking, surge


@pytest.mark.parametrize("module", [confusion_rates, e_process, ranking, surge], ids=lambda module: module.__name__)
def test_the_examples_come_out_as_they_say(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0
