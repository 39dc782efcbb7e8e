"""A real Kafka that asks for a password over TLS: who is let in works, and who is not is told why, in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.canaries import has_word
from tests.certificates import make_certificate
from tests.functional.run import ROOT, Ran
from tests.integration.kafka import kafka_needed
from tests.integration.kafka.secure import PASSWORD, USER, SecureKafka
from tests.making import AUTHOR_KEY_TEXT

CAMPAIGN_FILE = ROOT / "deploy/examples/relief-fund.yaml"

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureKafka]:
    with kafka_needed():
        server = SecureKafka(tmp_path_factory.mktemp("secure"))
        try:
            server.start()
            yield server
        finally:
            server.stop()


def run(server: SecureKafka, *arguments: str | Path, **changes: str) -> Ran:
    """A command of `listener` as it is let in, but for what a test changes."""
    settings = {
        "BOOTSTRAP": server.secure, "SECURITY": "SASL_SSL", "SASL_USERNAME": USER, "SASL_PASSWORD": PASSWORD,
        "CA_FILE": str(server.authority), "AUTHOR_KEY": AUTHOR_KEY_TEXT, "WEB_PORT": "0",
    }  # fmt: skip
    variables = {f"LISTENER_{name}": value for name, value in {**settings, **changes}.items()}
    command = [sys.executable, "-m", "listener", *map(str, arguments)]
    environment = {**os.environ, **variables, "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=environment, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_who_has_the_password_and_trusts_the_authority_is_let_in(secure: SecureKafka) -> None:
    made = run(secure, "topics", "--create")
    assert made.code == 0, made.err
    assert "listener.posts" in made.out + made.err
    assert not has_word((made.out + made.err).encode(), PASSWORD)


REFUSED = "Kafka refuses LISTENER_SASL_USERNAME, its password or the mechanism"
WRONG = (
    ({"SASL_PASSWORD": "canary-of-another"}, REFUSED),
    ({"SASL_USERNAME": "nobody"}, REFUSED),
    ({"SASL_MECHANISM": "SCRAM-SHA-512"}, REFUSED),
    ({"CA_FILE": "OTHER"}, "certificate is not to be trusted (self-signed certificate): see LISTENER_CA_FILE"),
    ({"CA_FILE": "BROKEN"}, "is no PEM certificate"),
    ({"SECURITY": "SASL_PLAINTEXT"}, "LISTENER_SECURITY=SASL_PLAINTEXT"),
    ({"SECURITY": "PLAINTEXT"}, "LISTENER_SECURITY=PLAINTEXT"),
    ({"SECURITY": "SSL"}, "LISTENER_SECURITY=SSL"),
)


@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_who_is_not_let_in_is_told_why(
    secure: SecureKafka, tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    files = {"OTHER": str(make_certificate(tmp_path)[0]), "BROKEN": str(tmp_path / "broken.pem")}
    (tmp_path / "broken.pem").write_text("-----BEGIN CERTIFICATE-----\nno base64\n")
    told = run(secure, "topics", **{name: files.get(value, value) for name, value in changes.items()})
    check_told(told, words)


def test_a_worker_with_a_wrong_password_ends_and_says_so(secure: SecureKafka) -> None:
    check_told(run(secure, "worker", CAMPAIGN_FILE, SASL_PASSWORD="canary-of-another"), REFUSED)


def check_told(told: Ran, words: str) -> None:
    """It ended with these words on one line, and none of the secrets."""
    assert told.code != 0
    (line,) = told.err.splitlines()
    assert words in line
    assert not has_word((told.out + told.err).encode(), PASSWORD, "canary-of-another", AUTHOR_KEY_TEXT)
