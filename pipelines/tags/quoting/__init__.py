"""Quoting: which sentence of a text people may be shown, if any. It fails closed: what is in doubt is not shown."""

from pipelines.tags.quoting.quotable import find_quote

__all__ = ["find_quote"]
