"""The live board: one page that a marketer understands in ten seconds, for each audience of each campaign.

It reads Kafka alone, so it can run apart from the workers. `state` is what it knows (pure), `views` and `why` what
it shows, `source` and `kafka` where that comes from, `live` keeps it fresh, `pages` and `deeds` answer requests,
`report` writes the same as one file.
"""

from listener.board.web.report import write_report
from listener.board.wiring import board, run_board

__all__ = ["board", "run_board", "write_report"]
