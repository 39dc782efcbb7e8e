"""First mistakes: what people write who are new to YAML, where they wrote it, and what to write instead.

PyYAML says where it gave up, which is often lines after the mistake. A `#hashtag` without quotes is the likeliest:
YAML takes it, and the rest of the line, for a comment.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

_CURLY = "“”„‟«»"
_HASHTAG = re.compile(r"#[^\s#,\]}!/-][^\s,\]}]*")
_FIELD_AT_MARGIN = re.compile(r"\n[\w-]+:[ \n]")
_OPEN_QUOTE = "a quote opens here and is not closed"
_WORD = re.compile(r"[^\s,\]}]+")
_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- )?([\w-]+):([^\s:/].*)")


class Found(NamedTuple):
    """A mistake: its line, from 1, and what to do."""

    line: int
    problem: str


class Comment(NamedTuple):
    """A comment that looks like a hashtag: where it stands, whether within brackets, and the text that it ends."""

    line: int
    word: str
    in_brackets: bool
    text: str  # without quotes, on the same line or continued; empty: the comment ends none


def explain(text: str, error: yaml.MarkedYAMLError) -> Found:
    """The mistake behind an error of PyYAML."""
    mark = error.problem_mark or error.context_mark
    line = 1 if mark is None else int(mark.line) + 1
    if open_quote := unclosed_quote(text):
        return open_quote
    hashtag = next((each for each in hashtag_comments(text) if each.in_brackets and each.line <= line), None)
    if hashtag:
        return Found(hashtag.line, quote_hashtag(hashtag.word))
    found = _explain(text, error, line)
    written = text.split("\n")[found.line - 1 : found.line]
    if written and any(each in written[0] for each in _CURLY):
        return Found(found.line, f'{found.problem}; “ and ” are no quotes to YAML: write "')
    return found


def quote_hashtag(word: str) -> str:
    """What to do about a hashtag that YAML takes for a comment."""
    return f'`{word[:40]}` begins a comment in YAML: quote it ("{word[:40]}")'


def explain_nothing(node: yaml.Node) -> Found | None:
    """Why there is no value where one is expected: what is written there means something else to YAML."""
    buffer, at = node.start_mark.buffer, node.start_mark.pointer
    if not isinstance(node, yaml.ScalarNode) or node.value or node.style or buffer is None:
        return None
    rest = buffer[at:].split("\0", 1)[0]
    written = rest.lstrip()
    line = node.start_mark.line + 1 + rest[: len(rest) - len(written)].count("\n")
    if comment := _HASHTAG.match(written):
        return Found(line, quote_hashtag(comment.group()))
    word = _WORD.match(written)
    if word and word.group()[0] in "&!":
        kind = "an anchor" if word.group()[0] == "&" else "a type"
        return Found(line, f"`{word.group()[:40]}` names {kind} in YAML: quote it")
    return None


def curly_quotes(node: yaml.ScalarNode) -> str:
    """Why a text that begins with a curly quote is not what it looks like; empty for others."""
    if node.style or node.value[:1] not in _CURLY:
        return ""
    return f'begins with {node.value[0]}, which is no quote to YAML but part of the text: write " instead'


def unclosed_quote(text: str) -> Found | None:
    """A quoted text that runs on over whole fields at the margin: its quote was meant to close before them."""
    for start, token in scan_tokens(text):
        is_quoted = isinstance(token, yaml.ScalarToken) and not token.plain and token.style in ("'", '"')
        if token and is_quoted and _FIELD_AT_MARGIN.search(text, start, token.end_mark.index):
            return Found(int(token.start_mark.line) + 1, _OPEN_QUOTE)
    return None


def hashtag_comments(text: str) -> Iterator[Comment]:
    """The comments that look like hashtags: `#` and at once a word. As far as the text can be read."""
    last: yaml.Token | None = None
    depth, end = 0, 0
    for start, token in scan_tokens(text):
        for line, comment in _comments(text, end, start):
            yield Comment(line, comment, depth > 0, _text_before(text, last, line))
        if token is not None:
            last, end = token, token.end_mark.index
            depth += isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken)
            depth -= isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken)


def _text_before(text: str, token: yaml.Token | None, line: int) -> str:
    """The text without quotes that a comment on this line ends: it stands on the same line, or the comment on the
    next one, further in than the field or item of the text, where the text could have gone on."""
    if not isinstance(token, yaml.ScalarToken) or not token.plain:
        return ""
    lines = text.split("\n")
    further_in = _indent(lines[line - 1]) > _indent(lines[token.start_mark.line].replace("- ", "  "))
    is_next = line == token.end_mark.line + 2 and further_in
    return str(token.value) if line == token.end_mark.line + 1 or is_next else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def scan_tokens(text: str) -> Iterator[tuple[int, yaml.Token | None]]:
    """Where each token starts; None at the end, or where the text cannot be read on."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            yield token.start_mark.index, token
    except yaml.MarkedYAMLError as error:
        yield (error.problem_mark.index if error.problem_mark else 0), None
    except (yaml.YAMLError, RecursionError):
        return


def _comments(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The hashtags with which comments begin, between two tokens: there is nothing else but space."""
    if "#" not in text[start:end]:
        return
    line = text.count("\n", 0, start) + 1
    for number, piece in enumerate(text[start:end].split("\n"), line):
        if "#" in piece and (found := _HASHTAG.match(piece[piece.index("#") :])):
            yield number, found.group()


def _explain(text: str, error: yaml.MarkedYAMLError, line: int) -> Found:
    problem, context = error.problem or "no YAML", error.context or ""
    opened = int(error.context_mark.line) + 1 if error.context_mark else line
    if "cannot start any token" in problem:
        return Found(line, _explain_character(text, error))
    if "undefined alias" in problem:
        return Found(line, f"`*{_quoted(problem)}` is an undefined alias to YAML: quote it")
    if context in ("while scanning an alias", "while scanning an anchor"):
        return Found(opened, "a word that begins with * or & is an alias or an anchor to YAML: quote it")
    if "quoted scalar" in context:
        return _explain_quote(problem, line, opened)
    if "parsing a flow" in context:
        return _explain_bracket(text, context, line, opened)
    if "not allowed here" in problem:
        return _explain_colon(text, problem, line)
    if "simple key" in context:
        return _missing_space(text, opened) or Found(
            opened, "expected `name: value`: a colon and a space are missing, or a quote is not closed"
        )
    if "document" in f"{context}{problem}":
        return Found(line, "another document begins here: one file has one campaign")
    if "'<scalar>'" in problem:
        return Found(line, "text behind a closing quote: quote all of it, and write '' for ' within single quotes")
    return Found(line, f"not YAML: {problem}" + (f" ({context})" if context else ""))


def _quoted(problem: str) -> str:
    return problem.split("'")[1] if "'" in problem else ""


def _explain_character(text: str, error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark
    rest = text[mark.index :] if mark else ""
    if rest.startswith("\t"):
        return "a tab: YAML indents with spaces"
    word = _WORD.match(rest)
    shown = word.group()[:40] if word else rest[:1]
    return f'`{shown}` begins with `{rest[:1]}`, which means something else to YAML: quote it ("{shown}")'


def _explain_quote(problem: str, line: int, opened: int) -> Found:
    if "end of stream" in problem or "document separator" in problem:
        return Found(opened, _OPEN_QUOTE)
    return Found(line, "a backslash within double quotes begins an escape: use single quotes, or write \\\\")


def _explain_bracket(text: str, context: str, line: int, opened: int) -> Found:
    written = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    if line == opened and written.count(": ") > 1 and "mapping" in context:
        return Found(line, "a colon and a space (`: `) within a text, or a missing comma: quote the text")
    return Found(
        opened,
        f"not YAML: a bracket `{'[' if 'sequence' in context else '{'}` opens here and is not closed as it should be",
    )


def _explain_colon(text: str, problem: str, line: int) -> Found:
    lines = text.split("\n")
    written = lines[line - 1]
    if "mapping values" not in problem:
        return Found(line, "a list's `- ` begins on a line of its own; quote a text that begins with `- ` or `? `")
    if written.count(": ") > 1 or (written.rstrip().endswith(":") and ": " in written):
        return Found(line, "a colon and a space (`: `) within a text: quote the text")
    where_none_can_be = "a field where none can be: indent it as its neighbours are, and quote a text that holds `: `"
    return (_missing_space(text, line - 1) if line > 1 else None) or Found(line, where_none_can_be)


def _missing_space(text: str, line: int) -> Found | None:
    missing = _KEY_WITHOUT_SPACE.fullmatch(text.split("\n")[line - 1].rstrip("\r"))
    if missing is None:
        return None
    return Found(line, f"a space is missing behind the colon: write `{missing[1]}: {missing[2][:40]}`")
