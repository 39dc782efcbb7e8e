"""A table that remembers its changelog, and what the next worker reads of a part of it."""

from collections.abc import Mapping, Sequence

Change = tuple[bytes, bytes | None]  # the name of a record, and what it says; None: it was taken out


class Changelog(dict[bytes, bytes]):
    """A table that remembers every change, in order."""

    def __init__(self, table: Mapping[bytes, bytes] | None = None) -> None:
        super().__init__(table or {})
        self.changes: list[Change] = []

    def __setitem__(self, name: bytes, record: bytes) -> None:
        self.changes.append((name, record))
        super().__setitem__(name, record)

    def __delitem__(self, name: bytes) -> None:
        self.changes.append((name, None))
        super().__delitem__(name)


def restored_table(before: Mapping[bytes, bytes], changes: Sequence[Change]) -> dict[bytes, bytes]:
    """The table as the next worker reads it from these changes."""
    table: dict[bytes, bytes | None] = {**before, **dict(changes)}
    return {name: record for name, record in table.items() if record is not None}
