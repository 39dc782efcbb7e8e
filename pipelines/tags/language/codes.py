"""Language codes: what a source's claim says, and whether a language is one of those wanted."""

import re
from collections.abc import Iterable
from functools import lru_cache

# Codes that mean another's language. Who writes `no` nearly always writes Bokmål.
ALIASES = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "cmn": "zh", "zh-yue": "zh", "fil": "tl", "eng": "en"}
_MACRO = {"nb": "no", "nn": "no"}
_CODE = re.compile(r"[a-z]{2,3}")
_NO_LANGUAGE = ("und", "mul", "zxx", "qaa")  # ISO 639: undetermined, several, none, private use


@lru_cache(maxsize=1024)
def language_code(claim: str | None) -> str | None:
    """The code of a claim such as `pt-BR`, `no` or `EN_us` (BCP 47); None where it is none."""
    primary = (claim or "").lower().replace("_", "-").split("-")[0]
    primary = ALIASES.get(primary, primary)
    return primary if _CODE.fullmatch(primary) and primary not in _NO_LANGUAGE else None


def is_among(code: str | None, wanted: Iterable[str]) -> bool:
    """Whether a language is one of those wanted; `no` stands for both its written forms."""
    return code is not None and any(
        each in (code, _MACRO.get(code)) or language_code(each) == code for each in wanted
    )
