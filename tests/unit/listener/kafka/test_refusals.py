"""A broker that does not take us is told apart from one that is not there, in one line that shows no secret."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiokafka.errors import AuthenticationFailedError

from listener.kafka import clients
from listener.kafka.clients import admin, connection
from listener.settings import Settings
from models.errors import InputError, SettingsError
from tests.certificates import make_certificate


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of our own, and its key."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@asynccontextmanager
async def listening(context: ssl.SSLContext | None) -> AsyncIterator[str]:
    """Something that listens, and says nothing that Kafka would."""

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"no Kafka here")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0, ssl=context) as server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def said(settings: Settings) -> str:
    with pytest.raises(InputError) as caught:
        async with admin(settings):
            pass
    return str(caught.value)


async def test_a_certificate_of_another_authority_is_told(authority: tuple[Path, Path]) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*authority)
    async with listening(context) as bootstrap:
        words = await said(Settings(bootstrap=bootstrap, security="SSL"))
    assert "certificate is not to be trusted (self-signed certificate): see LISTENER_CA_FILE" in words
    assert "\n" not in words


async def test_a_broker_without_tls_is_told() -> None:
    async with listening(None) as bootstrap:
        assert "no TLS in common" in await said(Settings(bootstrap=bootstrap, security="SSL"))


async def test_a_wrong_password_is_told_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise AuthenticationFailedError("Authentication failed: Invalid username or password")

    monkeypatch.setattr(clients, "create_conn", refuse)
    monkeypatch.setattr("aiokafka.client.create_conn", refuse)
    settings = Settings(security="SASL_PLAINTEXT", sasl_username="me", sasl_password="hunter2")
    words = await said(settings)
    assert "Kafka refuses LISTENER_SASL_USERNAME, its password or the mechanism" in words
    assert "hunter2" not in words


async def test_nobody_there_is_told() -> None:
    assert await said(Settings(bootstrap="127.0.0.1:1")) == "no Kafka broker answers at 127.0.0.1:1"


def test_files_that_are_no_certificates_are_named(tmp_path: Path, authority: tuple[Path, Path]) -> None:
    (broken := tmp_path / "broken.pem").write_text("-----BEGIN CERTIFICATE-----\nhunter2\n")
    with pytest.raises(SettingsError, match=r"LISTENER_CA_FILE: .*broken\.pem\' is no PEM certificate") as caught:
        connection(Settings(security="SSL", ca_file=str(broken)))
    assert "hunter2" not in str(caught.value)
    certificate, _ = authority
    with pytest.raises(SettingsError, match=r"LISTENER_CERT_FILE: .*are no PEM certificate and its key"):
        connection(Settings(security="SSL", cert_file=str(certificate), key_file=str(broken)))
