"""Windows: what one audience of one campaign makes of the messages about it, hour by hour of event time.

`step` is the whole of it: a state and a message go in, the next state and what is to be told come out.
"""

from pipelines.windows.state import AudienceHead, AudienceState, new_state
from pipelines.windows.step import StepResult, finish_interrupted_closing, step
from pipelines.windows.watched import WatchedAudience
from pipelines.windows.weighed_window import WeighedWindow

__all__ = [
    "AudienceHead",
    "AudienceState",
    "StepResult",
    "WatchedAudience",
    "WeighedWindow",
    "finish_interrupted_closing",
    "new_state",
    "step",
]
