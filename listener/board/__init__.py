"""The live board: one page that a marketer understands in ten seconds, for each audience of each campaign.

It reads Kafka alone, so it can run apart from the workers. `views` is what it knows and shows (pure), `records` where
that comes from, `web` the pages, the sign-in, the live events, and the same as one file. `wiring` puts them together.
"""

from listener.board.web.report import write_report
from listener.board.wiring import open_board, run_board

__all__ = ["open_board", "run_board", "write_report"]
