"""Windows: what one audience of one campaign makes of the messages about it, hour by hour of event time.

`step` takes one message: a state goes in; the next state, the windows that closed and their signals come out.

    TaggedPost ------> arrival      the post waits for its hour to close; repeats and late posts are dropped
    Progress --------> watermark    event time moves on, and the hours that it has passed are closed:
                       closing      journeys, votes, detector, decision, signal
    Activity --------> activity     sketches of likes and reposts, merged by hour
    ChapterRelease --> chapters     takes effect with the first hour that starts after it, unless withdrawn before
    PostLabel -------> labelled     what a person says of a post waits for the hour that counts it
    Update ----------> accounts     what the brand says of a commitment waits for its hour
    ErasureRequest --> erasure      an author or a post is forgotten

Owns the order of these things, the watermark and the state. It does not decide: `pipelines.readiness` does.
"""

from pipelines.windows.accounts import AccountResult, step_account
from pipelines.windows.state import AudienceHead, AudienceState, new_state
from pipelines.windows.step import StepResult, step, step_all
from pipelines.windows.watched import WatchedAudience, WatchedCampaign
from pipelines.windows.weighed_window import WeighedWindow

__all__ = [
    "AccountResult",
    "AudienceHead",
    "AudienceState",
    "StepResult",
    "WatchedAudience",
    "WatchedCampaign",
    "WeighedWindow",
    "new_state",
    "step",
    "step_account",
    "step_all",
]
