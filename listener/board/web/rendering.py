"""Rendering: the templates and what they may call. All that they print is escaped, but what we marked as ours."""

from pathlib import Path
from urllib.parse import quote

import jinja2

from listener.board.views.markup import check_pointer, css_class, figure, hidden_names, pointer, share_pointer, when
from listener.board.views.signal_list import NO_VERDICT
from listener.board.web.assets import asset_url
from listener.wording import causes, figures, label_words, said_figures
from listener.wording import decisions as wording
from models.commands import Verdict
from models.decisions import DecisionKind
from models.posts import instant
from models.tags import Stage

_FOLDER = Path(__file__).parent / "templates"
_VERDICTS = {
    Verdict.ACCEPT: "Accepted",
    Verdict.REJECT: "Rejected",
    Verdict.SNOOZE: "Snoozed",
    NO_VERDICT: "Not judged",
}


def template_environment() -> jinja2.Environment:
    """The templates. A name that a page does not have is an error, not an empty string."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    values = {"kinds": list(DecisionKind), "verdicts": _VERDICTS, "STAGES": [stage.value for stage in Stage]}
    words = {
        "wording": wording,
        "figures": figures,
        "said": said_figures,
        "causes": causes,
        "label_words": label_words,
    }
    functions = {
        "figure": figure,
        "pointer": pointer,
        "share_pointer": share_pointer,
        "hidden_names": hidden_names,
        "check_pointer": check_pointer,
        "when": when,
        "css_class": css_class,
        "asset_url": asset_url,
        "path": board_path,
        "instant": instant,
        "signal_link": signal_link,
    }
    environment.globals.update(values, **words, **functions)
    return environment


def board_path(*parts: str) -> str:
    """A path of the board, its parts quoted."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


def signal_link(id: str) -> str:
    """A signal's permalink."""
    return board_path("signals", id)
