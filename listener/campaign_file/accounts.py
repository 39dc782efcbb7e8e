"""Own accounts that no source can know again by what the file calls them."""

from collections.abc import Iterator

from models.commitments import OwnAccounts

_BLUESKY, _DID = "bluesky:", "bluesky:did:"
_RESOLVE = "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle="


def warn_of_accounts(accounts: OwnAccounts) -> Iterator[tuple[str, str]]:
    """Field path, and what is unwise: on Bluesky a post comes with its author's DID alone, which no handle tells."""
    for speaker, names in accounts.by_speaker().items():
        if any(each.startswith(_DID) for each in names):
            continue  # whose handle is the other name of
        for name in names:
            if name.startswith(_BLUESKY):
                yield f"own_accounts.{speaker.value}", _explain(name)


def _explain(account: str) -> str:
    handle = account.removeprefix(_BLUESKY)[:80]
    return (
        f"`{account[:80]}` is a handle, and Bluesky's posts tell none: they would pass for others'. Name the DID, "
        f"too (bluesky:did:plc:...): {_RESOLVE}{handle} tells it"
    )
