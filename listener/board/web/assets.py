"""Assets: the files that pages need, all served by us, each under a name that changes with its content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC_FOLDER = Path(__file__).parent / "static"


@cache
def asset_url(name: str) -> str:
    """The path under which a file of `static/` is served, with its version."""
    return f"/static/{name}?v={sha256(asset_text(name).encode()).hexdigest()[:12]}"


@cache
def asset_text(name: str) -> str:
    """The file's text."""
    return (STATIC_FOLDER / name).read_text("utf-8")
