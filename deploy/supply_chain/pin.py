"""Writes the digest of each image of others behind its version, as its registry tells it: `pin.py FILE...`.

An image that has a digest gets today's. Nothing is written where a registry does not answer. OCI distribution 1.1.
"""

import json
import re
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

IMAGE = re.compile(
    r"(?P<before>^\s*(?:image: |ARG PYTHON=))(?P<name>[\w./:-]+:[\w.-]+)(?P<digest>@sha256:\w{64})?", re.M
)
_OURS = "listener:"
_KINDS = ("oci.image.index.v1", "docker.distribution.manifest.list.v2", "oci.image.manifest.v1")
_ACCEPT = ", ".join(f"application/vnd.{kind}+json" for kind in _KINDS)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_SECONDS = 30


def pin_images(text: str) -> str:
    """The text with today's digests. Raises OSError where a registry does not answer as one does."""
    return IMAGE.sub(_pin, text)


def _pin(found: re.Match[str]) -> str:
    if found["name"].startswith(_OURS):
        return found[0]
    return f"{found['before']}{found['name']}@{find_digest(found['name'])}"


def find_digest(image: str) -> str:
    """What the registry of `NAME:TAG` has under it: of an image for many machines, the list of all of them."""
    name, _, tag = image.rpartition(":")
    host, _, path = name.partition("/")
    if "." not in host and ":" not in host:
        host, path = "registry-1.docker.io", name if "/" in name else f"library/{name}"
    scheme = "http" if host.startswith("127.0.0.1:") else "https"
    url, headers = f"{scheme}://{host}/v2/{path}/manifests/{tag}", {"Accept": _ACCEPT}
    try:
        digest = _ask(url, headers)
    except HTTPError as error:
        if error.code != 401:
            raise
        digest = _ask(url, {**headers, "Authorization": f"Bearer {_get_token(error.headers['WWW-Authenticate'])}"})
    if not _DIGEST.fullmatch(digest):
        raise OSError(f"{host} has no digest of {image}")
    return digest


def _ask(url: str, headers: dict[str, str]) -> str:
    with urlopen(Request(url, headers=headers, method="HEAD"), timeout=_SECONDS) as answer:
        return str(answer.headers["Docker-Content-Digest"] or "")


def _get_token(challenge: str) -> str:
    """The token that anybody is given who asks for it where the registry says."""
    asked = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
    with urlopen(f"{asked.pop('realm')}?{urlencode(asked)}", timeout=_SECONDS) as answer:
        return str(json.load(answer)["token"])


if __name__ == "__main__":
    pinned = {path: pin_images(path.read_text("utf-8")) for path in map(Path, sys.argv[1:])}
    for path, text in pinned.items():
        path.write_text(text, "utf-8")
