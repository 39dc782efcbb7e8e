"""The YAML of a campaign file as nodes with line marks, within bounds: no file can make us slow, or fall."""

from collections.abc import Iterator

import yaml

from listener.campaign_file.dropped_text import find_cut_texts, find_dropped_word
from listener.campaign_file.first_mistakes import explain, hashtag_comments, quote_hashtag, unclosed_quote
from listener.files.recognising import recognise, recognise_binary
from models.errors import Mistake

MAX_BYTES = 262_144
_MAX_DEPTH = 24
_MAX_NODES = 50_000  # an alias counts each time it is used: a few lines can stand for billions

_TEXT = "tag:yaml.org,2002:str"


class UnreadableYaml(Exception):
    """The text is no YAML that we take. Holds the one mistake that says why; `check` turns it into ours."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.mistake = Mistake(line, "file", problem)


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, with a limit to nesting: the library's own is the interpreter's stack."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise UnreadableYaml(self.line + 1, f"nested deeper than {_MAX_DEPTH} levels")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def compose_yaml(data: bytes) -> yaml.Node:
    """The root node. Raises Unreadable."""
    text = _decode(data)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line, problem = explain(text, error)
        raise UnreadableYaml(line, problem + _posts_perhaps(data)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadableYaml(line, f"a character that YAML does not allow: {chr(error.character)!r}") from None
    if root is None:
        raise UnreadableYaml(1, "the file is empty")
    if isinstance(root, yaml.ScalarNode) and (hint := _posts_perhaps(data)):
        raise UnreadableYaml(1, f"expected fields (`name: value`){hint}")
    _check_bounds(root)
    if found := unclosed_quote(text):
        raise UnreadableYaml(*found)
    if found := find_dropped_word(text):
        raise UnreadableYaml(*found)
    for comment in hashtag_comments(text):
        if comment.in_brackets:  # what follows it on the line is lost, and nothing else would say so
            raise UnreadableYaml(comment.line, quote_hashtag(comment.word))
    return root


def find_doubts(data: bytes) -> tuple[Mistake, ...]:
    """What is legal YAML and may not say what was meant. `data` is a file that `compose_yaml` takes."""
    return tuple(Mistake(line, "file", problem) for line, problem in find_cut_texts(_decode(data)))


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise UnreadableYaml(
            1, f"more than {MAX_BYTES:,} bytes: a campaign file has {MAX_BYTES:,} at most{_format_of(data)}"
        )
    if kind := recognise_binary(data[:64]):
        raise UnreadableYaml(1, kind)
    try:
        return data.decode("utf-8-sig").replace("\n\ufeff", "\n")  # files put one behind the other
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableYaml(line, f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8") from None


def _format_of(data: bytes) -> str:
    """What a file looks like that is no campaign file; empty where nobody knows."""
    if data.lstrip(b"\xef\xbb\xbf").startswith(b"{"):
        return "; this looks like JSON, posts perhaps"
    hint = recognise_binary(data[:64]) or recognise(data[:4096].split(b"\n")[0]).split(";")[0]
    return f"; {hint}" if hint else ""


def _posts_perhaps(data: bytes) -> str:
    """The same where the first line is none of a campaign file: it has no colon, or is an object of JSON."""
    first = data.lstrip(b"\xef\xbb\xbf").partition(b"\n")[0]
    is_object = first.startswith(b"{") and first.rstrip().endswith(b"}")
    return _format_of(data) if is_object or b":" not in first else ""


def _check_bounds(root: yaml.Node) -> None:
    """Refuse a tree of more nodes, aliases written out, or of more depth than a campaign can need."""
    stack, seen = [(root, 1)], 0
    while stack:
        node, depth = stack.pop()
        seen += 1
        if seen > _MAX_NODES or depth > _MAX_DEPTH:
            raise UnreadableYaml(
                node.start_mark.line + 1, "too large or endless once its aliases (*) are written out"
            )
        stack.extend((child, depth + 1) for child in _children(node))


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
