"""Flow chart: an alluvial diagram of where authors stood, in units of its own: nodes, and bands between them."""

from collections.abc import Sequence
from typing import NamedTuple

from listener.wording.catalogues import DEFAULT_LANGUAGE
from listener.wording.figures import whole_number
from listener.wording.movement import day_words
from listener.wording.movement_sections import role_words
from models.movement import FlowLink, JourneyConversion

_WIDTH, _HEIGHT, _NODE, _GAP = 720.0, 300.0, 14.0, 6.0  # of the chart; a node's width; between nodes


class FlowNode(NamedTuple):
    """The authors of one standing in one column."""

    x: float
    y: float
    width: float
    height: float
    standing: str
    words: str


class FlowBand(NamedTuple):
    """Those who went from one node to another: the outline as an SVG path."""

    path: str
    standing: str  # that they came from
    words: str


class FlowChart(NamedTuple):
    """The diagram, and its counts as a table."""

    nodes: tuple[FlowNode, ...]
    bands: tuple[FlowBand, ...]
    dates: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]  # standing, its words, its counts
    width: float = _WIDTH
    height: float = _HEIGHT


def flow_chart(conversion: JourneyConversion, language: str = DEFAULT_LANGUAGE) -> FlowChart:
    """The diagram of an audience."""
    dates = tuple(day_words(each.week, language) for each in conversion.columns)
    nodes = _place_nodes(conversion, dates, language)
    return FlowChart(
        tuple(nodes.values()),
        tuple(_draw_bands(conversion, nodes, language)),
        dates,
        tuple(
            (name, role_words(name, language), tuple(whole_number(c.authors[name]) for c in conversion.columns))
            for name in conversion.standings
        ),
    )


def _scale(conversion: JourneyConversion) -> float:
    """Units an author: the fullest column fills the height."""
    most = max((sum(filter(None, each.authors.values())) for each in conversion.columns), default=0.0)
    return (_HEIGHT - _GAP * len(conversion.standings)) / most if most else 0.0


def _place_nodes(
    conversion: JourneyConversion, dates: Sequence[str], language: str
) -> dict[tuple[int, str], FlowNode]:
    scale, last = _scale(conversion), max(1, len(conversion.columns) - 1)
    nodes = dict[tuple[int, str], FlowNode]()
    for number, column in enumerate(conversion.columns):
        y = _HEIGHT
        for name in reversed(conversion.standings):
            authors = column.authors[name]
            if authors:
                height, x = authors * scale, number * (_WIDTH - _NODE) / last
                y -= height
                said = f"{dates[number]}: {role_words(name, language)} {whole_number(authors)}"
                nodes[number, name] = FlowNode(round(x, 1), round(y, 1), _NODE, round(height, 1), name, said)
                y -= _GAP
    return nodes


def _draw_bands(
    conversion: JourneyConversion, nodes: dict[tuple[int, str], FlowNode], language: str
) -> list[FlowBand]:
    """Bands leave a node in the order of their targets, and enter one in the order of their sources."""
    scale, order = _scale(conversion), {name: at for at, name in enumerate(conversion.standings)}
    links = [
        each
        for each in conversion.links
        if (each.column, each.source) in nodes and (each.column + 1, each.target) in nodes
    ]
    links.sort(key=lambda each: (each.column, order[each.source], order[each.target]))
    left = dict[tuple[int, str], float]()
    entered = dict[tuple[int, str], float]()
    bands = []
    for each in links:
        source, target = nodes[each.column, each.source], nodes[each.column + 1, each.target]
        thick = each.authors * scale
        start = source.y + left.get((each.column, each.source), 0.0)
        end = target.y + entered.get((each.column + 1, each.target), 0.0)
        left[each.column, each.source] = start - source.y + thick
        entered[each.column + 1, each.target] = end - target.y + thick
        path = _outline(source.x + source.width, start, target.x, end, thick)
        bands.append(FlowBand(path, each.source, _link_words(each, language)))
    return bands


def _outline(x1: float, y1: float, x2: float, y2: float, thick: float) -> str:
    middle = (x1 + x2) / 2
    return (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}V{y2 + thick:.1f}"
        f"C{middle:.1f} {y2 + thick:.1f} {middle:.1f} {y1 + thick:.1f} {x1:.1f} {y1 + thick:.1f}Z"
    )


def _link_words(link: FlowLink, language: str) -> str:
    return f"{role_words(link.source, language)} → {role_words(link.target, language)}: {whole_number(link.authors)}"
