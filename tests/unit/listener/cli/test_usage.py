"""What was typed wrong is repeated, and steers no terminal."""

import pytest

from listener.cli import main

STEERING = "\x1b[2J\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        (f"--{STEERING}",),
        (f"re{STEERING}play",),
        ("replay", f"--{STEERING}", "a", "b"),
        ("alerts", STEERING),
        ("alerts", "test", "a", "b", STEERING),
        ("worker", "--only", STEERING, "a"),
    ],
)
def test_a_usage_error_steers_no_terminal(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["listener", *arguments])
    assert main() == 2
    said = capsys.readouterr().err
    assert "\x1b[2J" not in said
    assert "\u202e" not in said
    assert "\\x1b" in said.replace("\\\\", "\\")
