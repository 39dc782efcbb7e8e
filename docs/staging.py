"""Staging: the pages of the site are the pages of the repository, each where it is there, and what they link to.

`python docs/staging.py FOLDER` copies every page that a reader can get to from the README, link by link, and each
file that one of them shows or names. So the site has no page of its own that could say something else, and relative
links hold.
"""

import re
import shutil
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
START: Final = ROOT / "README.md"
_LINK: Final = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)")


def find_links(page: Path) -> list[Path]:
    """The files that a page links to or shows, by relative links, in its order."""
    found = _LINK.findall(page.read_text(encoding="utf-8"))
    return [(page.parent / link).resolve() for link in found]


def find_pages(start: Path = START) -> list[Path]:
    """Every file that can be got to from a page, itself first. A folder is no page."""
    found, waiting = dict[Path, None](), [start]
    while waiting:
        page = waiting.pop(0)
        if page in found or not page.is_file():
            continue
        found[page] = None
        waiting += find_links(page) if page.suffix == ".md" else []
    return list(found)


def stage(folder: Path) -> None:
    """Copies all pages to the folder, which is made anew; each keeps its place in the repository."""
    shutil.rmtree(folder, ignore_errors=True)
    for page in find_pages():
        to = folder / page.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, to)


if __name__ == "__main__":
    stage(Path(sys.argv[1]))
