"""What every sink is: a function that takes one alert and returns when the other side has it."""

from collections.abc import Awaitable, Callable

from models.alerts import Alert
from models.errors import ListenerError

Send = Callable[[Alert], Awaitable[None]]  # raises DeliveryError


class DeliveryError(ListenerError):
    """An alert that did not arrive. `again` says whether trying again can help, `after` how many seconds to wait."""

    def __init__(self, reason: str, *, again: bool, after: float | None = None) -> None:
        super().__init__(reason)
        self.again = again
        self.after = after
