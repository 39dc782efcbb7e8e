"""Serves a board and the posts API on loopback, and runs the schemathesis named as the first argument on both.

Everything that it sends is answered as the contract says, of names that it makes up and of those that there are: the
exit status is its own, the worst of all.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from listener.board.views.board_state import BoardRecord
from listener.sources.http import ApiTokens, PostsApi
from listener.sources.people import People
from listener.sources.runner import SourceRecord
from listener.worker.health import serve_pages
from models.movement import AudienceMovement
from pipelines.movement import measure_movement, new_sample
from tests.making import AUTHOR_KEY
from tests.unit.listener.board.making import TOKEN, campaign, decision, ready, served, signal

_EXAMPLES = 200  # of each operation
_CHECKS = (  # all but whether what fits the schema is taken: no schema says that a commitment is known
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method,use_after_free,ensure_resource_availability,ignored_auth"
)
_API_TOKEN = "t" * 20


async def main(program: str, *options: str) -> int:
    """The exit status."""
    told = signal(9, 1, of=ready(9))
    records: list[BoardRecord] = [*(decision(hour) for hour in range(5)), told, _movement()]
    async with AsyncExitStack() as stack:
        board = await stack.enter_async_context(served(records))
        api = PostsApi(_keep, People(AUTHOR_KEY), ApiTokens(_API_TOKEN.encode()), lambda counts: None, [campaign()])
        port = await stack.enter_async_context(serve_pages(api.application(), "127.0.0.1", 0))
        known = {"path.campaign": "relief", "path.audience": "locals", "path.id": told.id}
        statuses = [
            await _run(program, f"{board.url}/openapi.json", TOKEN, *options),
            await _run(program, f"{board.url}/openapi.json", TOKEN, *options, parameters=known),
            await _run(program, f"http://127.0.0.1:{port}/openapi.json", _API_TOKEN, *options),
        ]
    return max(statuses)


async def _run(
    program: str, contract: str, token: str, *options: str, parameters: Mapping[str, str] | None = None
) -> int:
    """`parameters`: what is sent for these, by place and name, instead of anything at all."""
    given = [
        "--checks",
        _CHECKS,
        "--max-examples",
        str(_EXAMPLES),
        "--header",
        f"Authorization: Bearer {token}",
        *options,
    ]
    with tempfile.TemporaryDirectory() as folder:
        settings = _write_settings(Path(folder), parameters or {})
        process = await asyncio.create_subprocess_exec(program, f"--config-file={settings}", "run", contract, *given)
        return await process.wait()


def _write_settings(folder: Path, parameters: Mapping[str, str]) -> Path:
    path = folder / "schemathesis.toml"
    sent = (f"{json.dumps(name)} = {json.dumps(value)}" for name, value in parameters.items())
    path.write_text("\n".join(["[parameters]", *sent]))
    return path


def _movement() -> AudienceMovement:
    told = campaign()
    return measure_movement(new_sample(), told, told.audiences[0])


async def _keep(records: Sequence[SourceRecord]) -> None:
    """Whatever is sent is taken."""


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:])))
