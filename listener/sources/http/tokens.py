"""Tokens: who may use the API. A webhook sends no header: its token stands in its address, and opens one page."""

import hmac
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from listener.settings import Settings
from models.errors import SettingsError

WEBHOOK_PATH: Final = "/v1/osdi"
_SHORTEST: Final = 16  # characters


@dataclass(frozen=True)
class ApiTokens:
    """The token of programs, and that of webhooks; without the latter none is taken by an address alone."""

    programs: bytes
    webhooks: bytes = b""

    def allow(self, request: web.Request) -> bool:
        """Whether the request has the token of its page."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _is_same(token.strip(), self.programs):
            return True
        return bool(self.webhooks) and request.path == WEBHOOK_PATH and _is_same(_asked(request), self.webhooks)


def read_tokens(settings: Settings) -> ApiTokens:
    """The tokens that the settings have. Raises SettingsError for one that anybody could guess."""
    for name, token in (("INGEST", settings.ingest_token), ("WEBHOOK", settings.webhook_token or "x" * _SHORTEST)):
        if len(token) < _SHORTEST:
            raise SettingsError(f"LISTENER_{name}_TOKEN", f"at least {_SHORTEST} characters are needed")
    return ApiTokens(settings.ingest_token.encode(), settings.webhook_token.encode())


def _asked(request: web.Request) -> str:
    return request.query.get("token", "")


def _is_same(given: str, token: bytes) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token)
