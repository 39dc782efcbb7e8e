"""Posts that a language model wrote for this project, with what their authors do: `written/acts/<language>.tsv`.

A line: what the author does (a DeedKind), flags after `+` (`testimony`: of harm done to them; `for`, `against`: the
story), what the campaign is about, and the text.
"""

from pathlib import Path
from typing import NamedTuple

from pipelines.tags.acts.kinds import DeedKind

_FOLDER = Path(__file__).parent / "written" / "acts"
FLAGS = frozenset(("testimony", "for", "against"))


class WrittenPost(NamedTuple):
    """A text, its language, what its author does, and whether they tell of harm done to them."""

    text: str
    language: str
    kind: DeedKind
    flags: frozenset[str]
    cause: str

    @property
    def testimony(self) -> bool:
        """Whether the author tells of harm done to them or theirs."""
        return "testimony" in self.flags


def read_written_acts(folder: Path = _FOLDER) -> list[WrittenPost]:
    """All posts, by language."""
    return [post for path in sorted(folder.glob("*.tsv")) for post in read_posts(path)]


def read_written_acts_apart() -> list[WrittenPost]:
    """Posts that others wrote to choose bars on and to measure: none of them is learned from."""
    return read_written_acts(_FOLDER / "apart")


def read_posts(path: Path) -> list[WrittenPost]:
    """The posts of one language, which names the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_post(path.stem, *line.split("\t")) for line in lines]


def _post(language: str, label: str, cause: str, text: str) -> WrittenPost:
    kind, *flags = label.split("+")
    return WrittenPost(text, language, DeedKind(kind), frozenset(flags), cause)
