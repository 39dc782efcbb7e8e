"""The brief as one page of HTML: of the lines of its Markdown, which are ours, with all that people wrote as text."""

import re
from collections.abc import Iterable, Iterator
from html import escape

_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|])")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.1rem}"
)


def brief_as_html(lines: Iterable[str], language: str) -> Iterator[str]:
    """The lines of the page. No script, no picture, no link that anybody else wrote."""
    lines = list(lines)
    title = _plain(lines[0].removeprefix("# ")) if lines else ""
    yield f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{_STYLE}</style><body>"
    is_list = False
    for line in lines:
        is_item = line.startswith("- ")
        if is_item != is_list:
            yield "<ul>" if is_item else "</ul>"
        is_list = is_item
        if line:
            yield _element(line)
    yield "</ul></body></html>" if is_list else "</body></html>"


def _element(line: str) -> str:
    for mark, tag in (("## ", "h2"), ("# ", "h1"), ("- ", "li")):
        if line.startswith(mark):
            return f"<{tag}>{_plain(line.removeprefix(mark))}</{tag}>"
    return f"<p>{_plain(line)}</p>"


def _plain(text: str) -> str:
    return escape(_ESCAPED.sub(r"\1", text))
