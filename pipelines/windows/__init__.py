"""Windows: what one audience of one campaign makes of the messages about it, hour by hour of event time.

`step` is the whole of it: a state and a message go in, the next state and what is to be told come out.
"""

from pipelines.windows.state import Head, State, fresh
from pipelines.windows.step import StepResult, recovered, step
from pipelines.windows.watched import Watched
from pipelines.windows.weighed_window import WeighedWindow

__all__ = ["Head", "State", "StepResult", "Watched", "WeighedWindow", "fresh", "recovered", "step"]
