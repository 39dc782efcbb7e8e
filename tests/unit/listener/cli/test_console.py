"""What people wrote is printed as they wrote it: no markup, no emoji names, nothing that steers the terminal."""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from listener.cli.support.console import errors, output, set_up_logging

ROOT = Path(__file__).parents[4]
HOSTILE = "[/] [bold]x[/bold] :x: \x1b[31m\u202e"
SHOWN = "[/] [bold]x[/bold] :x: \\x1b[31m\\u202e"


@pytest.mark.parametrize("wrap", [str, Text, lambda text: _table(text)], ids=["str", "Text", "Table"])
def test_text_is_printed_as_it_is(wrap: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert callable(wrap)
    output().print(wrap(HOSTILE))
    errors().print(wrap(HOSTILE), style="bold red")
    out, err = capsys.readouterr()
    assert SHOWN in out
    assert SHOWN in err
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err


def test_no_log_line_steers_a_terminal_or_passes_for_another(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("WARNING", "%(levelname)s: %(message)s")
    log = logging.getLogger("listener.test")
    log.warning("no campaign %s here", f"{HOSTILE}\nERROR: forged")
    try:
        raise ValueError(HOSTILE)
    except ValueError:
        log.exception("raised")
    said = capsys.readouterr().err
    assert f"no campaign {SHOWN} here".replace(" here", "\n  ERROR: forged here") in said
    assert f"ValueError: {SHOWN}" in said
    assert "\x1b" not in said
    assert "\u202e" not in said


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


def _table(text: str) -> Table:
    table = Table(text)
    table.add_row(text)
    return table


def test_no_module_reads_markup_or_makes_a_console_of_its_own() -> None:
    """Training is a tool for those who build us, on data of their own."""
    found = {name for path in _modules() for name in _markup(ast.parse(path.read_text("utf-8")))}
    assert found == set()


def _modules() -> list[Path]:
    ours = [path for path in (ROOT / "listener").rglob("*.py") if "training" not in path.parts]
    return [path for path in ours if path.name != "console.py"]


def _markup(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            asked = {each.arg: ast.unparse(each.value) for each in node.keywords}
            if name in ("Console", "from_markup", "render") and "rich" in ast.unparse(node.func):
                yield f"{name}, line {node.lineno}"
            if name == "Console" or asked.get("markup") == "True" or asked.get("emoji") == "True":
                yield f"{name}, line {node.lineno}"
            if name == "TextColumn" and asked.get("markup") != "False":
                yield f"{name}, line {node.lineno}: its text is markup unless it is told"
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "rich"
            and "print" in {each.name for each in node.names}
        ):
            yield f"rich.print, line {node.lineno}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "[/]" in node.value:
            yield f"markup, line {node.lineno}"
