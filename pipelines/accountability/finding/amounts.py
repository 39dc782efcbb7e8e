"""Amounts: how much a sentence promises: a number with its unit, from where it goes, and what a person should check.

A change by so many percent begins at 0; a number of things to be made begins at 0; of a share nobody knows where it
began. Of a range it is the end that is certain: the lower. `Halve` is 50 %, `double` is 2 times, `net zero` is 0.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipelines.accountability.finding.number_words import SHORT_SCALES, number_pattern, read_written_number
from pipelines.accountability.specifics import parse_number

_PERCENT = (
    r"\s?%|\s?(?:percent|per cent|pct|prosent|procent|prozent|pour cent|por ciento|por cento"
    r"|per cento)\b|\s?प्रतिशत|\s?في المئة"
)
_POINTS = (
    r"\s?(?:percentage points?|prosentpoeng|prosentenheter|procentenheter|procentpoint|prozentpunkte?n?"
    r"|points? de pourcentage|puntos porcentuales|punti percentuali|pontos percentuais|pp)\b"
)
_MONEY = (
    r"\s?(?P<money>dollars?|euros?|pounds?|kroner|kronor|nok|sek|dkk|usd|eur|gbp|kr|dólares|euro|reais"
    r"|rupees|रुपये|دولار)(?!\w)"
)
_NET_ZERO = re.compile(
    r"\bnet[- ]?zero\b|\b(?:carbon|climate)[- ](?:neutral\w*|negative)\b|\bnetto[- ]?null\w*|\bnettonull?\w*"
    r"|\b(?:klima|karbon|karbon|co2-|klimat|koldioxid)n[eø]ytr\w+"
    r"|\bklima-?neutral\w*|\bklimatneutral\w*|\bnettonoll\w*|\bnettonul\w*|\bneutralité carbone\b"
    r"|\bneutral(?:idad)? (?:de|en) carbono\b|\bneutrales en carbono\b"
    r"|\bneutr[oa]s? em carbono\b|\bcero emisiones(?: netas)?\b|\bemisiones netas cero\b|\bzero emissioni\b"
    r"|\bzéro émission nette\b|\bzero emissions\b"
    r"|\bneutralidade (?:de|em) carbono\b|الحياد الكربوني|कार्बन न्यूट्रल"
)
_ZERO = re.compile(r"(?<!\w)(?:zero|null|noll|nul|zéro|cero) (?P<what>[^\W\d_]{3,})")
_FRACTIONS = (
    (
        200 / 3,
        r"\btwo[- ]thirds\b|\bto tredeler\b|\bto tredjedeler\b|\btvå tredjedelar\b|\bzwei drittel\b"
        r"|\bdeux tiers\b|\bdos tercios\b|\bdue terzi\b",
    ),
    (
        75.0,
        r"\bthree[- ]quarters\b|\btre firedeler\b|\btre fjerdedelar\b|\bdrei viertel\b|\btrois quarts\b"
        r"|\btres cuartas\b|\btre quarti\b",
    ),
    (
        100 / 3,
        r"\b(?:a|one|by a) third\b|\ben (?:tredel|tredjedel)\b|\ben tredjedel\b|\bein(?:en)? drittel\b"
        r"|\bun tiers\b|\bun tercio\b|\bun terzo\b|\bum terço\b",
    ),
    (
        25.0,
        r"\b(?:by )?a quarter(?! of (?:20|the year))\b|\ben (?:firedel|fjerdedel)\b|\bein viertel\b"
        r"|\bun quart\b|\bun cuarto\b|\bum quarto\b",
    ),
    (
        50.0,
        r"\bhalv(?:e|es|ing)\b|\bhalf\b|\bhalver\w*|\bhalvparten\b|\bhälften\b|\bhalvdelen\b|\bhalbier\w*"
        r"|\bhälfte\b|\bde moitié\b|\bla moitié\b"
        r"|\bla mitad\b|\bdimezz\w*|\bmetà\b|\bmetade\b|\bهalf\b|النصف|आधा",
    ),
)
_TIMES = (
    (3.0, r"\btripl\w+\b|\btredobl\w*|\btredubbl\w*|\bverdreifach\w*"),
    (
        2.0,
        r"\bdoubl(?:e|es|ing|er|erons)\b|\bdobl(?:e|es|ing)\b|\bfordobl\w*|\bfördubbl\w*|\bverdoppel\w*"
        r"|\bduplicar\w*|\braddoppi\w*|\bdobrar\w*|\bduplicaremos\b",
    ),
)
_CHANGES = re.compile(
    r"\b(?:cut\w*|reduc\w+|lower\w*|rais\w+|increas\w+|improv\w+|less|fewer|more|bring\w* down|down|decreas\w+"
    r"|grow\w*|shrink\w*|slash\w*"
    r"|kutt\w*|reduser\w*|minsk\w*|øk\w*|senk\w*|mindre|færre|ned|skjær\w*|skær\w*|reducer\w*|öka\w*|sänk\w*"
    r"|ner|steiger\w*|erhöh\w*"
    r"|weniger|rédui\w*|augment\w*|moins|aument\w*|ridu\w*|ridurr\w*|riduc\w*|menos|menor)\b|خفض|نخفض|कमी|कम "
)
_MAKES = re.compile(
    r"\b(?:build\w*|plant\w*|open\w*|train\w*|fund\w*|hir\w+|recruit\w*|creat\w+|instal\w+|put|finish\w*"
    r"|donat\w+|giv\w+|publish\w*|have|deliver\w*"
    r"|bygg\w*|plant\w*|åpn\w*|opn\w*|utdann\w*|sett\w*|ansett\w*|ferdigstill\w*|legg\w*|bau\w*|pflanz\w*"
    r"|eröffn\w*|constru\w*|planter\w*|ouvr\w*"
    r"|plantar\w*|abr\w*|costru\w*|piant\w*|apr\w*|pledge|free|new|nye|nya|neue)\b|زراعة|लगा"
)
_RANGE = r"(?:\s?(?:-|–|to|til|till|bis|à|a|and|og|und|et|y|e|or)\s?\d[\d.,]*)?"
_STOP = re.compile(
    r"^(?:by|in|on|of|at|to|for|from|with|and|or|before|until|within|over|than|per|a|the|along|out|up|into"
    r"|every|each|during"
    r"|innen|innan|på|av|i|til|for|fra|med|og|eller|før|om|over|langs|hver|hvert|under|till|senast|före|och"
    r"|inden|af|ved|hvert"
    r"|bis|im|in|an|auf|von|und|zu|für|vor|pro|d['’]ici|dans|de|du|des|en|et|par|avant|para|antes|y|por|del"
    r"|entro|di|e|per|até|em|do|da"
    r"|بحلول|في|तक|की|के|का|लगाएंगे|will|shall|skal|skall|ska|werden|is|are|that|which|som|og)$"
)
_NO_UNIT = re.compile(
    r"^(?:years?|months?|weeks?|days?|hours?|am|pm|o['’]clock|år|måneder|uker|dager|timer|jahre?n?|tage?n?"
    r"|wochen?|ans|mois|jours|años|meses|días|anni"
    r"|mesi|anos|dias|scope|times|st|nd|rd|th|and|or|%|degrees?|grader|km/h)$"
)
_BEFORE_NO_AMOUNT = re.compile(
    r"(?:scope|article|version|covid|chapter|stage|phase|no\.|nr\.?|page|kapittel|from|since|of|1 and|act|#)\s*$"
)
_ADJECTIVES = re.compile(
    r"^(?:new|more|additional|nye|flere|nya|fler|neue|weitere|nouveaux|nouvelles|nuev[oa]s|nuov[ie]|nov[oa]s)$"
)


# Units that say how a thing is counted, and not which.
_CURRENCIES = "dollars dollar euros euro pounds kroner kronor nok sek dkk usd eur gbp"
UNITS_OF_SHARES = frozenset(
    {*_CURRENCIES.split(), "percent", "prosent", "procent", "prozent", "prosentpoeng", "times"}
)


class PromisedAmount(NamedTuple):
    """How much. `baseline` is None where it began nobody knows where."""

    value: float
    unit: str
    baseline: float | None = None


def find_amount(text: str, language: str) -> PromisedAmount | None:
    """What a text in small letters promises, its days and years blanked out; None where it names no amount."""
    for reader in _READERS:
        if (found := next(reader(text, language), None)) is not None and abs(found.value) <= 1e15:
            return found
    return None


def _numbers(text: str, language: str, after: str) -> Iterator[tuple[float, re.Match[str]]]:
    """Numbers before something, and where."""
    for match in re.finditer(number_pattern(language) + _RANGE + f"(?P<after>{after})", text):
        value = read_written_number(match, language)
        if value is not None:
            yield value, match


def _read_from_to(text: str, language: str) -> Iterator[PromisedAmount]:
    numbers = r"(\d[\d.,]*)\s?(?:%|percent|per cent|prosent|procent|prozent)?"
    ends = rf"\s?(?:to|til|till|auf|à|a|al|para) (\d[\d.,]*)({_PERCENT})"
    for match in re.finditer(rf"(?:from|fra|från|von|de|da|dal) {numbers}{ends}", text):
        before, after = (parse_number(each.rstrip(".,")) for each in match.group(1, 2))
        if before is not None and after is not None:
            yield PromisedAmount(after, _as_written(match[3]), before)


def _read_points(text: str, language: str) -> Iterator[PromisedAmount]:
    for value, match in _numbers(text, language, _POINTS):
        yield PromisedAmount(value, _as_written(match["after"]), 0.0)


def _read_percent(text: str, language: str) -> Iterator[PromisedAmount]:
    for value, match in _numbers(text, language, _PERCENT):
        yield PromisedAmount(value, _as_written(match["after"]), 0.0 if _CHANGES.search(text) else None)


def _read_net_zero(text: str, language: str) -> Iterator[PromisedAmount]:
    if _NET_ZERO.search(text):
        yield PromisedAmount(0.0, "net emissions")


def _read_money(text: str, language: str) -> Iterator[PromisedAmount]:
    for match in re.finditer(rf"(?P<sign>[$€£₹])\s?{number_pattern(language)}(?:\s?(?P<short>k|m|b)(?!\w))?", text):
        value = read_written_number(match, language)
        if value is not None:
            yield PromisedAmount(value * SHORT_SCALES.get(match["short"], 1.0), match["sign"], 0.0)
    for value, match in _numbers(text, language, _MONEY):
        yield PromisedAmount(value, match["money"], 0.0)


def _read_fractions(text: str, language: str) -> Iterator[PromisedAmount]:
    for value, pattern in _FRACTIONS:
        if re.search(pattern, text):
            is_share = re.search(
                r"\bhalf of\b|\bhalvparten av\b|\bhälften av\b|\bhälfte der\b|\bthirds of\b|\bquarters of\b", text
            )
            yield PromisedAmount(round(value, 1), "%", None if is_share else 0.0)


def _read_times(text: str, language: str) -> Iterator[PromisedAmount]:
    for value, pattern in _TIMES:
        if re.search(pattern, text):
            yield PromisedAmount(value, "times", 1.0)


def _read_count(text: str, language: str) -> Iterator[PromisedAmount]:
    for value, match in _numbers(text, language, ""):
        unit = _unit_behind(text[match.end() :])
        is_whole = not re.match(r"\w|-\w|['’]s", text[match.end() :])
        if unit and is_whole and not _BEFORE_NO_AMOUNT.search(text[: match.start()]):
            yield PromisedAmount(value, unit, 0.0 if _MAKES.search(text) else None)


def _unit_behind(text: str) -> str:
    """The words that say what is counted: up to three, to the next small word or mark."""
    words: list[str] = []
    for word in re.findall(r"^[ \u00a0]|[^\s.,;:!?()«»\"“”]+|[.,;:!?()]", text):
        if not words and (word in " \u00a0" or _ADJECTIVES.match(word) or word in ("of", "av", "de", "di")):
            continue
        if _STOP.match(word) or not any(map(str.isalpha, word)) or len(words) == 3:
            break
        words.append(word)
    return "" if not words or _NO_UNIT.match(words[0]) else " ".join(words)


def _read_zero(text: str, language: str) -> Iterator[PromisedAmount]:
    for match in _ZERO.finditer(text):
        if not _STOP.match(match["what"]):
            yield PromisedAmount(0.0, match["what"])


def _as_written(unit: str) -> str:
    return unit.strip()


_READERS: tuple[Callable[[str, str], Iterator[PromisedAmount]], ...] = (
    _read_from_to,
    _read_points,
    _read_percent,
    _read_net_zero,
    _read_money,
    _read_fractions,
    _read_times,
    _read_zero,
    _read_count,
)
