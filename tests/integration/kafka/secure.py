"""A Kafka that asks for a password over TLS, beside the one that asks for nothing."""

from pathlib import Path

from tests.certificates import make_certificate
from tests.integration.kafka import KafkaServer, free_port

USER, PASSWORD = "listener-user", "canary-of-a-password"


class SecureKafka(KafkaServer):
    """A broker whose `secure` address takes USER with PASSWORD (PLAIN) over TLS; `authority` is whom to trust."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.authority, key = make_certificate(folder)
        self.secure = f"127.0.0.1:{(port := free_port())}"
        (store := folder / "store.pem").write_bytes(key.read_bytes() + self.authority.read_bytes())
        lines = [self._opened(line, port) for line in self.properties.read_text().splitlines()]
        self.properties.write_text("\n".join([*lines, *_secure_lines(store)]) + "\n")

    @staticmethod
    def _opened(line: str, port: int) -> str:
        """A line of the properties, with one listener more where it lists them."""
        if line.startswith(("listeners=", "advertised.listeners=")):
            return f"{line},SECURE://127.0.0.1:{port}"
        return f"{line},SECURE:SASL_SSL" if line.startswith("listener.security.protocol.map=") else line


def _secure_lines(store: Path) -> tuple[str, ...]:
    login = "org.apache.kafka.common.security.plain.PlainLoginModule"
    return (
        "sasl.enabled.mechanisms=PLAIN",
        f'listener.name.secure.plain.sasl.jaas.config={login} required user_{USER}="{PASSWORD}";',
        "ssl.keystore.type=PEM",
        f"ssl.keystore.location={store}",
    )
