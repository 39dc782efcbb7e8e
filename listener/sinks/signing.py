"""Signing: headers by which a receiver knows that we sent a body, when, and whether it has had it already.

The scheme is Standard Webhooks 1.0 (webhook-id, webhook-timestamp, webhook-signature), for which libraries exist in
many languages. A receiver refuses timestamps more than five minutes away.
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error
from hashlib import sha256

_BASE64_PREFIX = "whsec_"  # as Standard Webhooks marks secrets that are bytes


def is_empty_secret(secret: str) -> bool:
    """Whether what it signs, anybody could sign."""
    return not _key_bytes(secret).strip()


def signature_headers(secret: str, identity: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of one try. Without a secret there is no signature."""
    headers = {"Idempotency-Key": identity, "webhook-id": identity, "webhook-timestamp": str(timestamp)}
    return {**headers, "webhook-signature": signature(secret, identity, timestamp, body)} if secret else headers


def signature(secret: str, identity: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of `id.timestamp.body`, in base64. `timestamp` is in seconds since 1970."""
    signed = f"{identity}.{timestamp}.".encode() + body
    return f"v1,{b64encode(hmac.digest(_key_bytes(secret), signed, sha256)).decode()}"


def _key_bytes(secret: str) -> bytes:
    """The bytes of a secret: of one that begins with `whsec_`, what its base64 stands for."""
    if not secret.startswith(_BASE64_PREFIX):
        return secret.encode()
    try:
        return b64decode(secret.removeprefix(_BASE64_PREFIX), validate=True)
    except Error:
        return secret.encode()
