"""Process: what a process says of itself - its memory, CPU and files, and which build it is."""

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from pipelines.readiness.rule import RULE

_PACKAGE = "listener"


def describe_build() -> Mapping[tuple[str, ...], float]:
    """The version of the program, of the rule and of Python, as labels of a gauge that is always 1."""
    try:
        found = version(_PACKAGE)
    except PackageNotFoundError:  # it runs from a folder
        found = "unknown"
    return {(found, RULE, platform.python_version()): 1.0}
