"""What a person meets first: help, the version, and a mistyped command."""

import resource
import subprocess
import sys

import pytest

from listener.cli import app
from tests.functional.run import listener

COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


def test_help_names_every_command() -> None:
    ran = listener("--help")
    assert ran.code == 0
    for command in COMMANDS:
        assert f"│ {command} " in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does_and_what_it_takes(command: str) -> None:
    ran = listener(command, "--help")
    assert ran.code == 0
    assert f"Usage: listener {command}" in ran.out


def test_nothing_said_gives_the_help() -> None:
    assert "Usage: listener" in listener().out


def test_the_version_is_said() -> None:
    assert listener("--version").out.startswith("listener 0.")


def test_a_mistyped_command_is_the_users_mistake() -> None:
    ran = listener("replya")
    assert ran.code == 2
    assert "replay" in ran.err


def test_help_does_not_import_what_is_heavy() -> None:
    heavy = ("spacy", "numpy", "aiokafka", "faust", "confluent_kafka", "yaml")
    script = f"import sys; import listener.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_comes_at_once() -> None:
    begun = processor_seconds()
    listener("--help")
    assert processor_seconds() - begun < 2  # half a second; by the processor, which others on the machine do not slow


def processor_seconds() -> float:
    """Of the programs that this one ran."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
