"""Access: who may use a board and how, out of the settings."""

from dataclasses import dataclass
from pathlib import Path

from listener.board.web.named_tokens import TokenHolder, parse_tokens, shared_token
from listener.settings import Settings
from listener.worker.allowed_hosts import list_hosts
from models.errors import SettingsError


@dataclass(frozen=True)
class BoardAccess:
    """Without any of it everybody may read, and nobody may do anything."""

    holders: tuple[TokenHolder, ...] = ()
    is_named_only: bool = False  # who has not signed in reads nothing
    hosts: frozenset[str] = frozenset()  # names of ours
    audit_file: Path | None = None


READ_ONLY = BoardAccess()


def board_access(settings: Settings) -> BoardAccess:
    """Who may use the board of these settings. Raises SettingsError."""
    holders = parse_tokens(settings.board_tokens, "LISTENER_BOARD_TOKENS")
    if settings.board_token:
        holders = (*holders, shared_token(settings.board_token))
    is_named_only = settings.board_readers == "named"
    if is_named_only and not holders:
        raise SettingsError("LISTENER_BOARD_READERS", "nobody could read: no LISTENER_BOARD_TOKENS are given")
    hosts = list_hosts(settings.hosts, settings.board_url)
    return BoardAccess(holders, is_named_only, hosts, Path(settings.audit_file) if settings.audit_file else None)
