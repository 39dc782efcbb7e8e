"""On Kafka: what commands do there that can do it elsewhere, too; who named no broker is told how."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.errors import InputError


@contextmanager
def on_kafka(instead: str) -> Iterator[None]:
    """The block writes to Kafka. Where it fails and nobody named a broker, the InputError says what goes without."""
    from listener.settings import VARIABLE_PREFIX, variables

    try:
        yield
    except InputError as error:
        if f"{VARIABLE_PREFIX}BOOTSTRAP" in variables():
            raise
        raise InputError(f"{error}. Without Kafka: {instead}") from None
