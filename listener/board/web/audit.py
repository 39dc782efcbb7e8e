"""Audit: who did what on the board, from where, as log lines, and as lines of JSON in a file where one is named."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

_OWNER_ONLY = 0o600
_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)  # deeds are told, whatever else is logged


class AuditLog:
    """Notes deeds: names and codes, and no token. A file that cannot be written is told, and stops nobody."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def note(self, deed: str, who: str, address: str, about: str = "") -> None:
        """One deed. `about` is what it was done to."""
        _log.info("%s: %s from %s%s", deed, who, address, f": {about}" if about else "")
        if self._path is None:
            return
        line = {"at": datetime.now(UTC).isoformat(), "deed": deed, "who": who, "address": address, "about": about}
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _OWNER_ONLY)
            try:
                os.write(file, json.dumps(line).encode() + b"\n")  # one write: lines of two boards do not mix
            finally:
                os.close(file)
        except OSError as error:
            _log.error("the audit log cannot be written: %s: %s", self._path, error.strerror)
