"""Small words that give a language away. Lists of spaCy (MIT), and our own for what it lacks or cannot tell apart."""

# ruff: noqa: E501 - a language is one line

from collections import Counter
from importlib import import_module

_FROM_SPACY = (
    "ar",
    "da",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hi",
    "id",
    "it",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
)

_OURS = {
    "nn": "eg ikkje kva kven kvifor korleis kvar noko nokon nokre dei ho hjå sjølv mykje vere vera vart skal vil meir "
    "einaste eit ein alle saman berre difor medan frå no då også blei heile gjer gjere sjå veit trur",
    "hi": "hai nahi nahin kya mein aur ko bhi tha raha rahe rahi hain hum tum aap yeh woh kuch koi kaise kyu kyun abhi "
    "apne apna apni mera meri mere tera teri bhai toh liye wala wale gaya hua karo kare jab tak bas bahut bohot accha "
    "acha hoga hogi sirf matlab nhi kar rha hua hui dekho chahiye",  # Hindi as it is typed in Latin letters
}

# What tells the Scandinavian languages apart: the words that some of them write and the others do not.
NORDIC = {
    "nb": "noe noen hva hvem hvordan blir ble vært gjør gjøre gjort mye dere henne gir gi uke uker gå virkelig synes spennende "
    "barna boka jenta gutta møtes lovet mistet skjedd trenger sykehuset skolen hjemme norge jobber åpner pengene kjedelig",
    "nb nn": "fra meg deg seg nå takk ut opp av takket gutt jente litt enn møte å bra uten utenfor må norsk norske bare kveld boka",
    "nb da": "jeg ikke hvor hvorfor hun hende selv andre være et venner dårlig lørdag søndag mandag tirsdag frivillige flere "
    "kedelig hjem uhøflig utrolig du en ingen hvis",
    "nn": "eg ikkje kva kven kvifor korleis kvar noko nokon nokre vart vore vere gjer gjere mykje dykk ho kjem heim utan "
    "hjå gje gjev fleire desse veit trur veke veker laurdag sundag måndag tysdag dei sjå skulen borna heile heilt saman "
    "sjølv vener venene sidan ein eit ei mista fortelje treng dårleg utruleg endeleg keisam spanande hendt møtest uhøfleg "
    "utanfor leiinga synest opnar kvarandre anten berre difor medan noreg framleis einaste kvart vera no nydeleg pengane",
    "da": "noget nogen nogle mig dig sig hvad blev bliver været gør gøre meget jer efter hjælp hjælpe tak os op ud af nu uden "
    "giver give dansk danmark penge uge uger aften der børnene bogen kun nej lidt brug måske træt kedeligt tog mødet behov "
    "deres mødes åbner fortælle hvornår havde hvilken igen altså dejlig sådan jeres godt maden dårligt bare hvem også kan",
    "sv": "jag inte vad vem varför hur något någon några vara varit från också gör göra mycket ni efter hjälp hjälpa "
    "tack kunde upp att ett svensk sverige ge fler alla detta denna dessa pengar vecka veckor kväll stödjer "
    "volontärer lördag söndag måndag tisdag och för är när där eller väldigt behöver människor själv igår så "
    "måste säger hennes honom mig dig sig dom vill än tycker öppnar berätta skolan barnen boken vänner hej henne utan",
    "nn sv": "frå jobbar skuffar utan",
    "da sv": "mig dig sig blev",
    "nb da sv": "en hade kommer",
    "nb nn sv": "oss upp ut av bra till hadde",
    "nb nn da": "og til at er skal ved hvem",
    "nb nn da sv": "det den de på men som har var kan vi dag",
}


CODES = tuple(sorted({*_FROM_SPACY, *_OURS}))
LANE = 16  # bits: the votes of more words than are ever counted
VOTE = 6  # of a word that one language has alone; two or three share it


def _lists() -> dict[str, set[str]]:
    lists = {code: set(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS) for code in _FROM_SPACY}
    for code, ours in _OURS.items():
        lists[code] = lists.get(code, set()) | set(ours.split())
    return lists


def _votes() -> dict[str, int]:
    """Word -> a vote for each language that uses it, the more the fewer they are, in lanes of one number (LANE bits a
    language, in the order of CODES); words of four languages or more say nothing."""
    lists = _lists()
    used_by = Counter(word for words in lists.values() for word in words)
    votes: Counter[str] = Counter()
    for place, code in enumerate(CODES):
        for word in lists[code]:
            if used_by[word] <= 3 and (len(word) > 1 or not word.isascii()):
                votes[word.lower()] += (VOTE // used_by[word]) << (LANE * place)
    return dict(votes)


def _nordic() -> dict[str, tuple[str, ...]]:
    users: dict[str, set[str]] = {}
    for codes, words in NORDIC.items():
        for word in words.split():
            users.setdefault(word, set()).update(codes.split())
    return {word: tuple(sorted(codes)) for word, codes in sorted(users.items()) if len(codes) < 4}


VOTES = _votes()
NORDIC_USERS = _nordic()
