"""Words by which people take sides, by language, written for this project: they count beside a name of the story.

`word*` stands for every word that begins so. `reversers` turn a word for it around and leave one against it as it is
("stop supporting", "stop the scam"). What follows one of `no_negations` is not negated ("not only", "can't wait").
"""

# ruff: noqa: E501 - a list is one line

from collections.abc import Iterator
from typing import NamedTuple

from pipelines.tags.languages import LANGUAGES


class SideWords(NamedTuple):
    """What takes a side in one language, and what turns it around. Words stand apart by spaces."""

    favour: str
    against: str
    negations: str
    reversers: str = ""
    no_negations: tuple[str, ...] = ()
    contrasts: str = ""  # after one of these comes what the author means
    conditions: str = ""  # what follows within a few words is not said to be so
    negates_after: bool = False  # a negation may stand behind what it negates: `Ich spende nicht`


_NOT = (
    "not no never nobody none nothing neither nor without cannot cant dont doesnt didnt wont isnt arent wasnt werent "
)
_NORDIC_SCAM = "svindel* svind* bedrag* korrupt* skandale* skam* løgn* "

SIDE_WORDS: dict[str, SideWords] = {
    "en": SideWords(
        favour="support* love* proud thank* endorse* defend defends defending trust* believe* admire* applaud* grateful pro yes join* "
        "need needs needed deserve* agree* save protect* celebrat* congrat* respect* brave hero heroes inspiring "
        "important worth worthy amazing awesome great excellent fantastic brilliant best right win wins",
        against="against oppos* hate* anti stop ban banned boycott* reject* distrust* scam* fraud* hoax* liar* lie lies "
        "lied lying corrupt* asham* fake useless waste* wasting pointless shame* disgrac* sick fail* criminal* prison steal* "
        "stole stolen thief thieves greed* ripoff con sham bullshit joke nonsense propaganda brainwash* harm* evil "
        "wrong dangerous stupid idiot* ridiculous pathetic disgust* horrible terrible worst ruin* destroy* cancer "
        "hypocri* dishonest* crook* murder* kill* poison* failed failure fuck* screw suck* garbage trash enough",
        negations=_NOT + "wouldnt couldnt shouldnt havent hasnt hadnt aint hardly barely neither",
        reversers="stop stopped quit refuse refuses refused deny denies lack instead",
        no_negations=("not only", "not just", "not merely", "cant wait", "cannot wait", "cant thank", "no doubt",
                      "dont forget", "never forget", "never stop", "wont stop", "dont stop", "not sure if", "cant stop",
                      "nothing but", "no wonder", "why not", "never been", "couldnt be more", "couldnt agree more",
                      "no one can stop", "dont miss", "not to mention", "no matter", "no better", "no less"),
        contrasts="but however yet still",
        conditions="if unless until whether wish",
    ),
    "de": SideWords(
        favour="unterstütz* stolz* danke* liebe lieben respekt großartig* wichtig* toll* super dafür solidar* richtig "
        "hilfreich* vertrau* glaube glauben brauch* beste gut* schön* klasse",
        against="gegen dagegen betrug* betrüg* abzocke* schwindel* lüge* lügner* korrupt* schande* skandal* verschwendung* "
        "geldverschwendung* boykott* nutzlos* sinnlos* schäm* schlecht* mist hass* hasse versag* dreist* lächerlich* "
        "ablehn* lehne unsinn propaganda peinlich* widerlich*",
        negations="nicht nich kein keine keinen keinem keiner nie niemals niemand nichts ohne weder kaum",
        reversers="statt anstatt weiger*",
        no_negations=("nicht nur", "nicht zuletzt", "kein wunder", "keine frage", "ohne zweifel"),
        contrasts="aber doch jedoch sondern trotzdem",
        conditions="wenn falls sofern ob",
        negates_after=True,
    ),
    "nb": SideWords(
        favour="støtt* stolt* takk* elsk* viktig* flott* bra fantastisk* heier trenger fortjener tror stoler tillit tiltro beste god* "
        "nyttig* respekt solidar* for applaus glad",
        against="mot imot " + _NORDIC_SCAM + "sløsing* sløser pengesluk* boikott* nei avvis* tull* tøys søppel elendig* "
        "skuff* hat hater udugelig* lureri* lurer pinlig* mislykk* tyveri* stjel* unødvendig* dårlig*",
        negations="ikke ikkje aldri ingen intet ingenting uten verken neppe knapt",
        reversers="nekter slutt sluttet istedenfor",
        no_negations=("ikke bare", "ikke minst", "ikke kun", "ingen tvil", "ikke rart", "ikkje berre", "ikkje minst"),
        contrasts="men likevel derimot",
        conditions="hvis dersom viss",
        negates_after=True,
    ),
    "da": SideWords(
        favour="støtt* stolt* tak elsk* vigtig* flot* godt god* fantastisk* hepper fortjener tror stoler tillid tiltro bedste respekt "
        "solidar* glad",
        against="mod imod svindel* bedrag* korrupt* skandale* skam* løgn* spild* boykot* nej afvis* vrøvl sludder elendig* "
        "skuff* had hader uduelig* pinlig* mislykk* stjæl* dårlig* fup*",
        negations="ikke aldrig ingen intet ingenting uden hverken næppe",
        reversers="nægter stop stoppede",
        no_negations=("ikke bare", "ikke mindst", "ikke kun", "ingen tvivl"),
        contrasts="men dog alligevel",
        conditions="hvis såfremt",
        negates_after=True,
    ),
    "sv": SideWords(
        favour="stöd* stött* stolt* tack* älsk* viktig* bra fantastisk* hejar behöver förtjänar tror litar förtroende bästa respekt "
        "solidar* glad fin* toppen",
        against="mot emot bluff* bedräg* korrupt* skandal* skam* lögn* slöseri* bojkott* nej trams skräp usel* besvik* hat "
        "hatar värdelös* pinsam* misslyck* stjäl* dålig* lurad lurar svindel*",
        negations="inte aldrig ingen inget ingenting utan varken knappast ej icke",
        reversers="vägrar sluta slutade",
        no_negations=("inte bara", "inte minst", "inte endast", "ingen tvekan", "utan tvekan"),
        contrasts="men dock däremot ändå",
        conditions="om ifall såvida",
        negates_after=True,
    ),
    "es": SideWords(
        favour="apoy* orgullos* gracias amo encanta importante* genial* excelente* solidar* confianza confía confío confiamos creo viva "
        "necesita* merece* mejor grande* bravo felicit* bueno buena",
        against="contra estafa* fraude* mentir* corrup* vergüenza* robo roban robaron ladron* ladrón boicot* inútil* basura "
        "rechaz* odio asco fuera engaño* timo desperdicio* peor mal* escándalo* inaceptable*",
        negations="no nunca jamás sin ni tampoco nadie nada ningún ninguna",
        reversers="dejar dejen dejé",
        no_negations=("no solo", "no sólo", "sin duda", "sin dudas", "no hay duda"),
        contrasts="pero sino aunque embargo",
        conditions="si",
    ),
    "fr": SideWords(
        favour="soutien* soutenir soutenons fier fière fiers merci aime aimons adore important* génial* excellent* solidar* "
        "confiance crois bravo vive besoin mérite* meilleur* formidable* magnifique*",
        against="contre arnaque* fraude* mensonge* menteur* corrup* honte* honteux vol volent voleur* boycott* inutile* "
        "gaspillage* rejet* déteste marre stop scandale* escroc* escroquerie* ridicule* pire nul nulle",
        negations="pas ne jamais sans aucun aucune ni personne rien",
        reversers="arrêtez arrêter cessez",
        no_negations=("pas seulement", "sans doute", "sans aucun doute", "ne cesse"),
        contrasts="mais pourtant cependant",
        conditions="si",
        negates_after=True,
    ),
    "it": SideWords(
        favour="sosten* appoggi* orgoglios* fier* grazie amo important* ottim* eccellent* solidar* fid* credo viva serve "
        "merita* miglior* brav* bell* bene",
        against="contro truffa* frode* frodi bugi* corrot* corruzione vergogn* rubat* rubano ladr* boicott* inutil* spreco "
        "sprechi schifo odio basta scandal* rifiut* peggio* ridicol* fregatura*",
        negations="non mai senza nessun nessuno nessuna né niente neanche nemmeno",
        reversers="smettete smettere smetto",
        no_negations=("non solo", "senza dubbio", "non vedo l'ora"),
        contrasts="ma però invece tuttavia",
        conditions="se",
    ),
    "pt": SideWords(
        favour="apoi* apoy* orgulh* obrigad* amo adoro important* ótim* excelent* solidár* solidariedade confi* acredit* "
        "viva precisa* merece* melhor* parabéns bom boa lind*",
        against="contra golpe* fraude* mentir* corrup* vergonha* roubo roubam roubaram ladr* boicot* inútil* desperdício* "
        "lixo rejeit* odeio ódio chega escândalo* pior* ridícul* enganação farsa*",
        negations="não nao nunca sem nem jamais ninguém nada nenhum nenhuma",
        reversers="parem parei deixem",
        no_negations=("não só", "não apenas", "sem dúvida"),
        contrasts="mas porém contudo",
        conditions="se",
    ),
    "ar": SideWords(
        favour="أدعم ندعم ادعم دعم فخور فخورة فخورون شكرا شكراً أحب نحب مهم رائع ممتاز أثق نثق يستحق تضامن متضامن",
        against="ضد احتيال نصب كذب كاذب كذابين فاسد فساد فاسدون عار فضيحة سرقة لصوص مقاطعة قاطعوا أرفض نرفض ارفض كفى أكره "
        "خدعة هدر تضليل",
        negations="لا ليس ليست لست ما مش مو لم لن بدون غير",
        no_negations=("لا شك", "ليس فقط"),
        contrasts="لكن ولكن بل",
        conditions="إذا اذا لو",
    ),
    "hi": SideWords(
        favour="समर्थन गर्व धन्यवाद शुक्रिया प्यार महत्वपूर्ण शानदार बढ़िया अच्छा अच्छी भरोसा विश्वास साथ ज़रूरी samarthan garv "
        "dhanyavad shukriya accha achha badhiya bharosa",
        against="खिलाफ ख़िलाफ़ विरोध घोटाला धोखा झूठ झूठे भ्रष्ट भ्रष्टाचार शर्म चोर चोरी बेकार बर्बादी बहिष्कार नफ़रत नफरत "
        "khilaf virodh ghotala dhokha jhooth jhoot bekar chor chori sharm",
        negations="नहीं नही न ना मत बिना कभी nahi nahin nhi na mat bina not no never",
        contrasts="लेकिन मगर lekin magar",
        conditions="अगर यदि agar",
        negates_after=True,
    ),
}  # fmt: skip


def side_words(code: str | None) -> SideWords:
    """The words of a language, of the one that it is read as, or those of English."""
    language = LANGUAGES.get(code or "en")
    read_as = language.read_as if language else ""
    return SIDE_WORDS.get(code or "en") or SIDE_WORDS.get(read_as) or SIDE_WORDS["en"]


def each_word(words: str) -> Iterator[str]:
    """The words of a list."""
    yield from dict.fromkeys(words.split())


# Of all languages, as they stand within what they negate: behind the verb.
INNER_NEGATIONS = frozenset(
    ["ikke", "ikkje", "inte", "ej", "nicht", "kein", "keine", "keinen", "pas", "not", "no", "नहीं"]
)
