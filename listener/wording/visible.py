"""Visible: text of other people as it may be shown on a terminal, where some characters would steer the screen.

Control characters (C0, DEL, C1), what turns the direction of text, and what has no width are shown as escapes:
`\\x1b`, `\\u202e`. Joiners stay between the letters and emoji that are written with them.
"""

import re

_JOINED = r"\u0600-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"  # scripts from Arabic to Sinhala, and emoji
_STEERING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    r"|[\ud800-\udfff\U000e0000-\U000e007f]"
    rf"|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
)


def visible(text: str) -> str:
    """One line of text with what would steer a terminal as escapes. Clean text is the same text."""
    return _STEERING.sub(_escape, text)


def visible_lines(text: str) -> str:
    """As `visible`, for text of ours that holds others': its line ends stay."""
    return "\n".join(map(visible, text.split("\n")))


def visible_json(line: bytes) -> bytes:
    """JSON that says the same, with what would steer a terminal as JSON's own escapes; no line ends."""
    return _STEERING.sub(_escape_json, line.decode("utf-8", "backslashreplace")).encode()


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escape_json(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
