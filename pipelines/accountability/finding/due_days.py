"""Due days: by when a sentence says that something will be done, of the day on which it was said.

A year ends with 31 December, unless it is a financial year, and those end otherwise; a quarter and a month end with
their last day. `By the end of the decade` is the year that it is mostly said of: 2030 in the twenties. `Before 2030`
is 2029. Years that a sentence compares with are none; of several days to come it is the last.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.accountability.finding.number_words import number_pattern, read_written_number

_MONTHS = (
    "january januar januari janvier enero gennaio janeiro jan يناير जनवरी",
    "february februar februari février febrero febbraio fevereiro feb فبراير फरवरी",
    "march mars marts märz marzo março mar مارس मार्च",
    "april avril abril aprile apr أبريل अप्रैल",
    "may mai maj mayo maggio maio مايو मई",
    "june juni juin junio giugno junho jun يونيو जून",
    "july juli juillet julio luglio julho jul يوليو जुलाई",
    "august augusti août agosto aug أغسطس अगस्त",
    "september septembre septiembre settembre setembro sept sep سبتمبر सितंबर",
    "october oktober octobre octubre ottobre outubro oct okt أكتوبر अक्टूबर",
    "november novembre noviembre novembro nov نوفمبر नवंबर",
    "december desember dezember décembre diciembre dicembre dezembro dec des ديسمبر दिसंबर",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_YEAR = r"(?P<year>20\d\d)(?!\w|[.,]\d|\s?%)"
_ORDINALS = {
    1: "first 1st 1\\. første förste första erste ersten premier primer primo primeiro",
    2: "second 2nd 2\\. andre andra andet zweite zweiten deuxième segundo secondo",
    3: "third 3rd 3\\. tredje dritte dritten troisième tercer terzo terceiro",
    4: "fourth 4th 4\\. fjerde fjärde vierte vierten quatrième cuarto quarto",
}
_ORDINAL = {word.replace("\\", ""): number for number, words in _ORDINALS.items() for word in words.split()}
_NTH = "|".join(word for words in _ORDINALS.values() for word in words.split())
_QUARTERS = r"quarter|kvartal(?:et)?|quartals?|trimestre"
_BEFORE = (
    r"(?P<before>\b(?:before|prior to|før|före|innan|vor|avant|antes de|prima del|قبل)\s+(?:the year |år "
    r"|l['’]an )?)?"
)

# What a year is compared with, and no due day; at most a few words before it, or words behind it.
_COMPARED = re.compile(
    r"(?:from|against|compared (?:with|to)|versus|vs\.?|since|than in|relative to|below|fra|mot"
    r"|sammenlign\w* med|siden"
    r"|enn i|jämfört med|sedan|från|sammenlignet med|gegenüber|seit|verglichen mit|par rapport à|depuis"
    r"|respecto a|desde"
    r"|frente a|rispetto al?|dal|em relação a|مقارنة)\s+(?:a |the |its? |en |our |dem jahr )*$"
)
_BASE = re.compile(r"^(?:\s+|-)(?:levels?|base|baseline|base year|nivå\w*|niveau\w*|niveles|livelli|níveis)\b")
_FROM_ON = re.compile(r"\b(?:from|starting in|fra(?: og med)?|från|ab|à partir de|a partir de|dal|desde)\s+$")

_FISCAL = (
    rf"\b(?:fiscal(?: year)?|financial year|fy ?|regnskapsåre[tn]|räkenskapsår(?:et)?|geschäftsjahr"
    rf"|exercice)\s*'?{_YEAR}"
)
_SHORT_FISCAL = r"\bfy ?'?(?P<short>\d\d)\b"
_DECADE = (
    r"\bend of (?:the|this) decade\b|\bthis decade\b|\b(?:utgangen|slutten) av (?:tiåret|dette tiåret)\b"
    r"|\bslutet av (?:decenniet|årtiondet)\b"
    r"|\bende des jahrzehnts\b|\bfin de la décennie\b|\bfin(?:ales)? de la década\b|\bfine del decennio\b"
    r"|\bfim da década\b"
    r"|\budgangen af årtiet\b"
)
_THIS_YEAR = (
    r"\bthis year\b|\bend of the year\b|\byear['’]s end\b|\bi år\b|\bløpet av året\b|\binnen året er omme\b"
    r"|\butgangen av året\b"
    r"|\bdieses jahr\b|\bende des jahres\b|\bjahresende\b|\bcette année\b|\bfin de l['’]année\b|\beste año\b"
    r"|\bfinal de año\b"
    r"|\bquest['’]anno\b|\bfine anno\b|\beste ano\b|\bfim do ano\b|\bårets slut\b"
)
_NEXT_YEAR = (
    r"\bnext year\b|\bneste år\b|\bnästa år\b|\bnæste år\b|\bnächste[sn] jahr(?:es)?\b"
    r"|\b(?:l['’])?année prochaine\b|\bpróximo a[ñn]o\b"
    r"|\bl?['’]?anno prossimo\b"
)
_THIS_MONTH = (
    r"\b(?:end of )?this month\b|\bdenne måneden\b|\bdiesen monat\b|\bfin du mois\b|\beste m[eê]s\b|\bquesto mese\b"
)
_CHRISTMAS = r"\b(?:christmas|jul(?!i|y|\w)|weihnachten|noël|navidad|natale|natal)\b"
_UNITS = {
    1: "days? dag(?:e|er|ar)? tage?n? jours? días? giorn[io] dias? يوم أيام",
    7: "weeks? uker? veker? veckor? uger? wochen? semaines? semanas? settiman[ae] أسابيع",
    30: "months? måned(?:er)? månad(?:er|ar)? monate?n? mois mes(?:es)? mes[ei] أشهر महीने महीनों",
    365: "years? år jahre?n? ans? années? años? ann[io] anos? سنوات साल सालों",
}
_UNIT = "|".join(f"(?P<u{days}>{'|'.join(words.split())})" for days, words in _UNITS.items())
_WITHIN = (
    r"\b(?:within(?: the next)?|in(?: the next)?|over the (?:next|coming)|during the next|innen"
    r"|i løpet av(?: de neste)?|om|på"
    r"|over de neste|inom|inden for|innerhalb von|in den nächsten|dans(?: les)?|d['’]ici|en"
    r"|durante los próximos|entro|em|nos próximos"
    r"|خلال)\s+"
)


class Saying(NamedTuple):
    """When something was said, in which language, and when the speaker's financial year ends: month and day."""

    day: date
    language: str = "en"
    year_ends: tuple[int, int] = (12, 31)


class DueDay(NamedTuple):
    """A day to come, where it stands in the text, and what a person should know of how it was read."""

    day: date
    start: int
    end: int
    doubt: str = ""  # code: fiscal, decade, relative, from-on


def find_due(text: str, saying: Saying) -> DueDay | None:
    """By when, of a text in small letters; None where it names no day to come."""
    days = [each for each in find_days(text, saying) if each.day > saying.day]
    return max(days, key=lambda each: (each.day, each.end - each.start), default=None)


def find_days(text: str, saying: Saying) -> list[DueDay]:
    """Every day that a text names, of the past, too, but none that it compares with; longest readings first."""
    found: list[DueDay] = []
    for reader in _READERS:
        for each in reader(text, saying):
            if not any(each.start < other.end and other.start < each.end for other in found):
                found.append(each)
    return [each for each in found if not _is_compared(text, each)]


def _is_compared(text: str, day: DueDay) -> bool:
    before, after = text[: day.start], text[day.end :]
    if _BASE.match(after):
        return True
    if day.doubt == "from-on":
        return False
    return (
        _COMPARED.search(before) is not None
        and re.fullmatch(r"20\d\d", text[day.start : day.end].strip()) is not None
    )


def _read_full(text: str, saying: Saying) -> Iterator[DueDay]:
    """A day and a month, or a month; with a year, or the next one that comes."""
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.|er|º)?"
    patterns = (
        rf"(?<!\w){day} (?:de |of )?(?P<month>{_MONTH})\.?(?!\w)(?:,? (?:de |del )?{_YEAR})?",
        rf"(?<!\w)(?P<month>{_MONTH})\.? {day}(?!\w)(?:,? {_YEAR})?",
        r"(?<!\w)(?P<year>20\d\d)-(?P<iso>[01]\d)-(?P<day>[0-3]\d)(?!\w)",
        r"(?<!\w)(?P<day>[0-3]?\d)\.(?P<iso>[01]?\d)\.(?P<year>20\d\d)(?!\w)",
        rf"(?<!\w)(?P<month>{_MONTH})\.?(?: (?:de |del )?{_YEAR})",
        rf"\b(?:by|before|until|innen|innan|før|inden|senast|bis|vor|avant|antes de|entro|até"
        rf"|d['’]ici)\s+(?:the end of )?(?P<month>{_MONTH})(?!\w)",
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            fields = match.groupdict()
            month = MONTHS[fields["month"]] if fields.get("month") else int(fields.get("iso") or 0)
            read = _make_day(fields.get("year"), month, fields.get("day"), saying.day)
            if read:
                yield DueDay(read, *match.span())


def _make_day(year: str | None, month: int, day: str | None, said: date) -> date | None:
    """None for a day that no calendar has. Without a day, the month's last; without a year, the next that comes."""
    if not 1 <= month <= 12:
        return None
    for number in [int(year)] if year else range(said.year, said.year + 9):
        last = monthrange(number, month)[1]
        if day is not None and not 1 <= int(day) <= last:
            continue
        found = date(number, month, int(day) if day else last)
        if year or found >= said:
            return found
    return None


def _read_quarters(text: str, saying: Saying) -> Iterator[DueDay]:
    patterns = (
        rf"\bq(?P<q>[1-4])[ /]?{_YEAR}",
        rf"(?<!\w)(?P<nth>{_NTH}) (?:{_QUARTERS})(?: (?:of |av |de |del |des |i )?{_YEAR})?",
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            fields = match.groupdict()
            number = int(fields["q"]) if fields.get("q") else _ORDINAL[fields["nth"]]
            read = _make_day(fields["year"], 3 * number, None, saying.day)
            if read:
                yield DueDay(read, *match.span())


def _read_fiscal(text: str, saying: Saying) -> Iterator[DueDay]:
    for match in [*re.finditer(_FISCAL, text), *re.finditer(_SHORT_FISCAL, text)]:
        fields = match.groupdict()
        year = int(fields.get("year") or f"20{fields['short']}")
        month, day = saying.year_ends
        yield DueDay(date(year, month, min(day, monthrange(year, month)[1])), *match.span(), "fiscal")


def _read_years(text: str, saying: Saying) -> Iterator[DueDay]:
    for match in re.finditer(rf"{_BEFORE}(?<![\w.,-]){_YEAR}", text):
        year = int(match["year"]) - (match["before"] is not None)
        doubt = "from-on" if _FROM_ON.search(text[: match.start("year")]) and year > saying.day.year else ""
        yield DueDay(date(year, 12, 31), match.start("year"), match.end(), doubt)


def _read_words(text: str, saying: Saying) -> Iterator[DueDay]:
    """`This year`, `next year`, `the end of the decade`, and the like."""
    said = saying.day
    decade = date(said.year - said.year % 10 + 10, 12, 31)
    month = date(said.year, said.month, monthrange(said.year, said.month)[1])
    christmas = date(said.year + ((said.month, said.day) > (12, 24)), 12, 24)
    known = (
        (_DECADE, decade, "decade"),
        (_NEXT_YEAR, date(said.year + 1, 12, 31), "relative"),
        (_THIS_YEAR, date(said.year, 12, 31), "relative"),
        (_THIS_MONTH, month, "relative"),
        (_CHRISTMAS, christmas, "relative"),
    )
    for pattern, day, doubt in known:
        for match in re.finditer(pattern, text):
            yield DueDay(day, *match.span(), doubt)


def _read_spans(text: str, saying: Saying) -> Iterator[DueDay]:
    """`Within five years`: so long after it was said."""
    for match in re.finditer(rf"{_WITHIN}{number_pattern(saying.language)} (?:{_UNIT})(?!\w)", text):
        number = read_written_number(match, saying.language)
        days = next(each for each in _UNITS if match[f"u{each}"])
        if number is not None and 0 < number * days < 36_600 and number == int(number):
            yield DueDay(_later(saying.day, int(number), days), *match.span(), "relative")


def _later(said: date, number: int, days: int) -> date:
    """So many units of so many days later, by the calendar: of a day that a month lacks, its last."""
    if days < 30:
        return said + timedelta(days=number * days)
    months = said.year * 12 + said.month - 1 + number * (12 if days == 365 else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(said.day, monthrange(year, month + 1)[1]))


_READERS = (_read_fiscal, _read_quarters, _read_full, _read_spans, _read_words, _read_years)
