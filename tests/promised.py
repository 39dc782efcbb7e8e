"""Two brands over 24 months, one of them Norwegian: eleven commitments of every kind, the posts, and what is told.

Written by us. Clocks are posts of no campaign's, that move event time; nothing else is needed for silence to be told.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from models.accountability import CommitmentSignal
from models.author_keys import AuthorKey

_OSLO = ZoneInfo("Europe/Oslo")
_CLOCKS = 24  # authors of posts that move time: enough for a quorum
_CLOCK_DAYS = 8

HARBOUR = """\
campaign: harbour
starts: 2025-01-01
timezone: Europe/Oslo
story: "A harbour that keeps its word"
outcome: {name: berths, target: 50, unit: berths}
match: {any: [harbour]}
own_accounts: {brand: ["bluesky:harbour.example"], leader: ["bluesky:director.example"]}
policy: {experimental: true, panel_size: 20, newcomer_pool: 20, min_authors: 10}
commitments:
  - {name: books, quote: "We publish 4 reports", made: 2025-01-15, owner: finance, source: "https://harbour.example/books",
     measure: {name: reports, unit: reports, baseline: 0, target: 4, due: 2025-12-31}, update_every: 100 days,
     match: {any: [reports]}}
  - {name: plastic, quote: "From 40 % to 0 % plastic", made: 2025-01-15, owner: ops, source: "https://harbour.example/p",
     measure: {name: plastic, unit: "%", baseline: 40, target: 0, due: 2026-06-30}, update_every: 3000,
     match: {any: [plastic]}}
  - {name: wages, quote: "A living wage for 100 % of us", made: 2025-01-15, owner: people, source: "https://harbour.example/w",
     measure: {name: wages, unit: "%", baseline: 0, target: 100, due: 2026-03-31}, update_every: 3000,
     match: {any: [wages]}}
  - {name: noise, quote: "5 quiet cranes", made: 2025-01-15, owner: ops, source: "https://harbour.example/n",
     measure: {name: cranes, unit: cranes, baseline: 0, target: 5, due: 2028-12-31}, update_every: 60 days, grace: 5,
     match: {any: [cranes]}}
  - {name: community, quote: "We care for the community", made: 2025-01-15, owner: ops, source: "https://harbour.example/c",
     update_every: 3000, match: {any: [neighbours]}}
  - {name: solar, quote: "500 panels", made: 2025-01-15, owner: energy, source: "https://harbour.example/s",
     measure: {name: panels, unit: panels, baseline: 0, target: 300, due: 2029-12-31}, update_every: 3000,
     match: {any: [panels]}}
  - {name: ferry, quote: "2 electric ferries", made: 2025-01-15, owner: energy, source: "https://harbour.example/f",
     measure: {name: ferries, unit: ferries, baseline: 0, target: 2, due: 2028-12-31}, update_every: 3000,
     withdrawn: 2025-09-10, match: {any: [ferries]}}
audiences:
  - name: sailors
    chapters: [{name: hear, stage: interest, call_to_action: Read, ready_when: {share: 0.3}}]
"""

FJORD = """\
campaign: fjord
starts: 2025-01-01
timezone: Europe/Oslo
story: "Fjordbåten som holder ord"
outcome: {name: reiser, target: 50, unit: reiser}
match: {any: [fjordbåten]}
own_accounts: {brand: ["bluesky:fjord.example"], employee: ["bluesky:dekk.example"]}
policy: {experimental: true, panel_size: 20, newcomer_pool: 20, min_authors: 10}
commitments:
  - {name: utslipp, quote: "50 % mindre utslipp", made: 2025-01-15, owner: miljø, source: "https://fjord.example/u",
     measure: {name: utslipp, unit: "%", baseline: 0, target: 50, due: 2028-12-31}, update_every: 3000,
     match: {any: [utslipp*]}}
  - {name: billett, quote: "20 rabatter", made: 2025-01-15, owner: salg, source: "https://fjord.example/b",
     measure: {name: rabatter, unit: rabatter, baseline: 0, target: 20, due: 2028-12-31}, update_every: 40 days,
     match: {any: [rabatter]}}
  - {name: tilgang, quote: "10 ramper", made: 2025-01-15, owner: drift, source: "https://fjord.example/t",
     measure: {name: ramper, unit: ramper, baseline: 0, target: 10, due: 2028-12-31}, update_every: 3000,
     match: {any: [ramper]}}
  - {name: skog, quote: "1000 trær", made: 2025-01-15, owner: drift, match: {any: [trær]}, update_every: 3000,
     measure: {name: trær, unit: trær, baseline: 0, target: 1000, due: 2028-12-31}}
audiences:
  - name: reisende
    chapters: [{name: hore, stage: interest, call_to_action: Les, ready_when: {share: 0.3}}]
"""

# Changes of the file, as `listener ledger diff` writes them: 500 panels by 2027 became 300 by 2029.
HARBOUR_BEFORE = HARBOUR.replace("target: 300, due: 2029-12-31", "target: 500, due: 2027-12-31")
WEAKENED_AT = datetime(2025, 6, 20, 12, tzinfo=_OSLO)

_SAID = (  # local time, account, words
    ("2025-03-03T10", "harbour", "1 of 4 reports is out: https://harbour.example/r1"),
    ("2025-06-02T10", "harbour", "Now 2 of 4 reports are out https://harbour.example/r2"),
    ("2025-08-25T10", "harbour", "3 of 4 reports are out https://harbour.example/r3"),
    ("2025-11-03T10", "harbour", "All 4 reports are out https://harbour.example/r4"),
    ("2025-05-05T10", "director", "We are at 15 % plastic, says the count of May: https://harbour.example/p1"),
    ("2025-05-06T10", "harbour", "20 % of wages are living wages, see https://harbour.example/w1"),
    ("2025-05-07T10", "harbour", "Soon more about wages, we promise"),
    ("2025-02-10T10", "fjord", "3 rabatter er klare siden februar"),
    ("2025-02-14T10", "fjord", "5 rabatter er klare"),
    ("2025-02-20T10", "fjord", "6 rabatter er klare"),
    ("2025-04-01T10", "fjord", "7 ramper er bygget"),
    ("2025-07-01T10", "fjord", "4 ramper er bygget"),
    ("2026-02-20T10", "fjord", "Utslippene er ned 12 %: https://fjord.example/u1"),
    ("2026-02-21T10", "dekk", "Vi på dekk er ned 13 % i utslipp, det er bra"),
)
_ASKED = (
    "Når kommer rapporten om utslipp fra Fjordbåten?",
    "Hvor er rapporten om utslipp, Fjordbåten?",
    "Hva ble det av løftet om utslipp, Fjordbåten?",
    "Fjordbåten, hvor ble det av utslippskuttene dere lovet?",
    "Når får vi vite noe om utslippene til Fjordbåten?",
    "Hvor mye har utslippene gått ned, Fjordbåten?",
    "Hvor er tallene for utslipp som Fjordbåten skulle vise oss?",
    "Fjordbåten lyver om utslipp. Skammelig!",
    "Kan Fjordbåten svare på hva som skjer med utslippene?",
    "Når skal Fjordbåten vise regnskapet for utslipp?",
)
_ASKING_DAYS = range(1, 8)  # of February 2026

# What is told, in order: brand, commitment, kind and phase, and the local day on which its moment lies.
EXPECTED = """
harbour noise update-due 2025-03-03
fjord billett update-due 2025-03-19
harbour noise silent 2025-03-22
fjord billett silent 2025-04-02
fjord billett burst-then-silence 2025-04-02
harbour books update-due 2025-05-29
harbour solar weakened 2025-06-20
fjord tilgang contradicted 2025-07-01
harbour ferry withdrawn 2025-09-11
harbour books kept 2025-11-03
fjord utslipp demand-risen 2026-02-03
fjord utslipp demand-unanswered 2026-02-10
harbour wages due-soon-30 2026-03-02
harbour wages due-soon-7 2026-03-25
harbour wages due-passed 2026-04-01
harbour wages missed 2026-04-01
harbour plastic due-soon-30 2026-06-01
harbour plastic due-soon-7 2026-06-24
harbour plastic due-passed 2026-07-01
harbour plastic partly-kept 2026-07-01
"""


def _native(account: str) -> str:
    return f"{account}.example"


def promised_posts(key: AuthorKey) -> Iterator[bytes]:
    """The posts of 24 months, in order of time."""
    yield from (line for _, line in sorted([*_clock_posts(), *_own_posts(key), *_people()]))


def _clock_posts() -> Iterator[tuple[datetime, bytes]]:
    start = datetime(2025, 1, 1, tzinfo=_OSLO)
    for day in range(0, 2 * 365, _CLOCK_DAYS):
        for number in range(_CLOCKS):
            at = start + timedelta(days=day, minutes=number)
            yield at, _line(f"clock:{day}:{number}", f"clock{number}", at, "Another day at the sea")


def _own_posts(key: AuthorKey) -> Iterator[tuple[datetime, bytes]]:
    for number, (when, account, words) in enumerate(_SAID):
        at = datetime.fromisoformat(f"{when}:00").replace(tzinfo=_OSLO)
        yield at, _line(f"own:{number}", key.author_pseudonym("bluesky", _native(account)), at, words)


def _people() -> Iterator[tuple[datetime, bytes]]:
    """People who ask: each in own words, ten a day for a week."""
    for day in _ASKING_DAYS:
        for number, words in enumerate(_ASKED):
            at = datetime(2026, 2, day, 12, number, tzinfo=_OSLO)
            yield at, _line(f"ask:{day}:{number}", f"asker{number}", at, words)


def _line(id: str, author: str, at: datetime, text: str) -> bytes:
    post = {"id": f"bluesky:{id}", "channel": "bluesky", "author": author, "created_at": at.isoformat(), "text": text}
    return json.dumps(post, ensure_ascii=False).encode()


def write_brands(folder: Path) -> list[Path]:
    """The two campaign files."""
    files = [folder / "harbour.yaml", folder / "fjord.yaml"]
    for file, text in zip(files, (HARBOUR, FJORD), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def list_told(signals: Iterable[CommitmentSignal]) -> list[str]:
    """Signals as `EXPECTED` has them, in order of time."""
    ordered = sorted(signals, key=lambda each: (each.time, each.subject, each.sequence))
    return [_describe(each) for each in ordered]


def _describe(signal: CommitmentSignal) -> str:
    notice = signal.data
    kind = "-".join(filter(None, (notice.kind, notice.phase)))
    return f"{notice.campaign} {notice.commitment} {kind} {signal.time.astimezone(_OSLO):%Y-%m-%d}"
