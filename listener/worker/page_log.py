"""Page log: what the server of our pages logs. What somebody sends that is no HTTP is answered, and no news: anybody
could fill a disk with it."""

from __future__ import annotations

import logging

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

PAGE_LOG = logging.getLogger("listener.pages")


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether a record tells of a failure of ours, and not of a request that cannot be read."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | web.RequestPayloadError)


PAGE_LOG.addFilter(_is_ours)
