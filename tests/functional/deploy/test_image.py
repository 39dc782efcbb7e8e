"""The image: made of what the project is made of, and of nothing else."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from packaging.specifiers import SpecifierSet

from tests.functional.deploy.written import DOCKERFILE
from tests.functional.run import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
IGNORE = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
PACKAGES = ("models", "pipelines", "listener")
NO_DATA = {".py", ".pyc", ".md", ".sh"}


def sent() -> set[str]:
    """What .dockerignore lets through to the builder."""
    assert "*" in IGNORE
    return {line.removeprefix("!") for line in IGNORE if line.startswith("!")}


def in_wheel(path: Path) -> bool:
    """Whether a file is data of a package, as setuptools counts: every folder is one, with the packages' patterns."""
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]
    for folder in path.parents[:-1]:
        package, rest = ".".join(folder.parts), path.relative_to(folder)
        for pattern in (*patterns["*"], *patterns.get(package, ())):
            if pattern.count("/") == len(rest.parts) - 1 and fnmatch(str(rest), pattern):
                return True
    return False


def test_every_file_that_the_program_reads_is_in_its_wheel() -> None:
    files = [path.relative_to(ROOT) for each in PACKAGES for path in (ROOT / each).rglob("*") if path.is_file()]
    data = [path for path in files if path.suffix not in NO_DATA and path.name != "LICENSE"]
    assert len(data) > 50
    assert [str(path) for path in data if not in_wheel(path)] == []


def test_the_builder_is_sent_what_the_wheel_is_made_of_and_no_more() -> None:
    project = PYPROJECT["project"]
    needed = {"pyproject.toml", "requirements", project["readme"], *project["license-files"], *PACKAGES}
    assert sent() == needed
    assert {f"{each}*" for each in PACKAGES} == set(PYPROJECT["tool"]["setuptools"]["packages"]["find"]["include"])


def test_dependencies_are_pinned_and_no_extras_are_installed() -> None:
    installs = [line for line in DOCKERFILE.splitlines() if " install " in line and not line.startswith("#")]
    assert len(installs) == 3
    assert all("--require-hashes" in each or "--no-deps" in each for each in installs)
    assert "[dev" not in DOCKERFILE
    assert "[train" not in DOCKERFILE


def test_it_runs_on_a_python_that_we_support_as_nobody_in_particular() -> None:
    (python,) = re.findall(r"^ARG PYTHON=python:(\d+\.\d+)\.\d+-slim-\w+@sha256:\w{64}$", DOCKERFILE, re.MULTILINE)
    assert f"{python}.0" in SpecifierSet(PYPROJECT["project"]["requires-python"])
    (user,) = re.findall(r"^USER (\d+):\d+$", DOCKERFILE, re.MULTILINE)
    assert int(user) > 0
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"${PYTHON}"}


def test_its_command_is_the_one_of_the_project() -> None:
    (command,) = re.findall(r'^ENTRYPOINT \["(\w+)"\]$', DOCKERFILE, re.MULTILINE)
    assert command in PYPROJECT["project"]["scripts"]
