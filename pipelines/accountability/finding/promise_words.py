"""Promise words: how brands promise in the languages that we read, and what looks like it and is no promise.

Regular expressions over text in small letters. `promises` is the speaker's own word (we will, our goal is);
`after_name` follows the brand's own name; `intends` is an intention that names nobody, and counts beside a day or an
amount; `speaker` is who speaks, whose plain present counts beside a day to come; `no_promise` is hope, condition,
denial, advice, an advert or another's word.
"""

import re
from dataclasses import dataclass
from functools import cached_property

_NEVER = r"(?!)"
_LINE = r"^(?:[\W\d]*|[^:]{0,24}: ?)"  # what a line of a list begins with: a number, or a name and a colon


@dataclass(frozen=True)
class PromiseWords:
    """One language's."""

    promises: str
    no_promise: str
    speaker: str
    after_name: str = _NEVER
    intends: str = _NEVER
    others: str = _NEVER  # who, named beside an intention, has it in our place
    targets: str = _NEVER  # a bare target of a list, which counts beside a day and an amount
    past: str = _NEVER  # beside the plain present it is none
    itself: str = _NEVER  # by which a report names its brand
    reports: str = _NEVER  # verbs of telling, which make a cadence a promise

    @cached_property
    def compiled(self) -> dict[str, re.Pattern[str]]:
        """Its expressions by field."""
        return {name: re.compile(getattr(self, name)) for name in self.__dataclass_fields__}


_EN = PromiseWords(
    promises=r"\bwe(?:['’]ll| will| shall|['’]re going| are going to|['’]re going to)\b"
    r"|\bwe (?:hereby |now |also |therefore )?(?:promise|pledge|commit|guarantee|aim|intend|plan|undertake|vow"
    r"|target)\b"
    r"|\bwe(?: are|['’]re) (?:fully |deeply )?(?:committed|determined|aiming|planning) to\b"
    r"|\bwe (?:have )?set (?:ourselves )?(?:a|the|our) (?:new )?(?:goal|target)"
    r"|\b(?:will|shall) we have\b"
    r"|\bour (?:new |own )?(?:goal|target|aim|pledge|promise|commitment|ambition)(?: is\b| for\b| to\b|:)"
    r"|\b(?:goal|target) (?:of|for) our\b"
    r"|\bour (?!customers|readers|guests|members|competitors?|visitors)[\w' -]{1,60} will\b"
    r"|\byou have our word\b|\bthat(?:['’]s| is) (?:a|our) promise\b",
    no_promise=r"^if\b|\bif (?!not\b)|\bunless\b|\bprovided that\b|\bwould\b|\bcould\b|\bhop(?:e|es|ing)\b"
    r"|\bwish\b|\bdream"
    r"|\bmaybe\b|\bperhaps\b|\bone day\b|\bconsidering\b|\bdiscussing\b|\b(?:cannot|can['’]t|never|not) promised?\b"
    r"|\bnot be able\b|\bunable to\b|\bwill have to\b|\bwon['’]t be able\b|\blet['’]?s\b|\byou(?:['’]ll| will"
    r"| can)\b"
    r"|\bkeeps? you\b|\bjoin us\b|\bapply\b|\blooking for\b|\bhiring\b|\bwho will\b|\bas our new\b"
    r"|\bget back to you\b|\blook into (?:it|this|that)\b|\bin touch\b|% off\b|\bdiscount|\bexpect|\bsee you\b"
    r"|\b(?:have|has) (?:\w+ )?(?:reached|met|achieved|kept|hit)\b|\bwas kept\b|\bsa(?:id|ys)\b|\bpromised\b"
    r"|\bclaims\b|\bwe will (?:all )?(?:see|remember|miss|never forget)\b|\bshould\b",
    speaker=r"\bwe\b",
    after_name=r"(?: will| shall| (?:also |hereby )?(?:commits?|pledges?|promises?|aims?|plans?|intends?"
    r"|targets?|vows?)"
    r"| (?:has|have) (?:committed|pledged)| is committed| are committed| (?:has )?sets? (?:itself )?(?:a|the) "
    r"(?:goal|target)|['’]s? (?:new )?(?:goal|target|aim|ambition|pledge|commitment))\b",
    past=r"\b(?:last|ago|did|had|since)\b|\bhave \w+(?:ed|en|ne|lt|pt)\b",
    intends=r"\bwe (?:want|are looking|seek|strive|(?:have )?(?:committed|pledged))(?: ourselves)? to\b",
    targets=_LINE
    + r"(?:reduce|cut|source|increase|achieve|reach|use|make|halve|double|eliminate|train|plant|build|collect"
    r"|recycle|replace|invest|become|raise|lower|procure|restore)\b(?!.*\byour?\b)"
    r"|\d\s?(?:%|percent) (?:reduction|increase|cut|decrease) (?:in|of)\b",
    itself=r"the company|the group|our company|our group|the foundation|the fund",
    reports=r"\b(?:publish|report|tell|show|disclose|update|release)\b",
)
_NB = PromiseWords(
    promises=r"\bvi (?:skal|vil|kommer til å|kjem til å|lover|lovar|forplikter oss|forpliktar oss|garanterer"
    r"|garanterar"
    r"|tar sikte på|tek sikte på|planlegger|planlegg|akter|har som mål|satser på|har satt)\b"
    r"|\b(?:skal|vil|lover|lovar|forplikter|planlegger) vi\b"
    r"|\bmålet (?:vårt )?er\b|\bvårt (?:mål|løfte)(?: er\b|:)|\b(?:målet|løftet) vårt(?: er\b|:)",
    no_promise=r"^(?:hvis|dersom|viss)\b|\b(?:hvis|dersom)\b|^om (?!\w+ (?:dag|uke|veke|måned|månad|år))"
    r"|\bville\b|\bkunne\b"
    r"|\bhåp(?:er|ar)\b|\bønske?(?:r|rer|jer)\b|\bønskjer\b|\bdrøm|\bkanskje\b|\bvurder[ae]r\b|\bkan ikk?j?e love\b"
    r"|\baldri lov|\bfår (?:dessverre )?ikke\b|\bla oss\b|\bdu (?:kommer|vil|kan)\b|\bholder deg\b|\bbli med\b"
    r"|\bsøker\b"
    r"|^søk\b|\bsom skal lede\b|\brabatt\b|\bhar (?:lovet|lova|vedtatt)\b|\bsi(?:er|et) at\b|\blov[ea]t oss\b"
    r"|\btror\b"
    r"|\ber holdt\b|\bhar (?:vi )?(?:nådd|oppnådd|holdt)\b|\bburde\b|\bvente[rt]\b|\bvi (?:skal|vil) se på saken\b",
    speaker=r"\bvi\b",
    after_name=r" (?:skal|vil|lover|lovar|forplikter seg|har som mål|planlegger|har forpliktet seg|tar sikte på)\b",
    intends=r"\bskal\b",
    others=r"\b(?:regjeringen?a?|kommunen|statsråden|staten|ministeren|eu|stortinget|konkurrenten|loven"
    r"|som skal)\b",
    past=r"\bhar\b|\bi fjor\b|\bsiden\b",
    targets=_LINE + r"(?:redusere|kutte|øke|halvere|doble|nå|bruke|bli|resirkulere|plante|bygge)\b",
    itself=r"selskapet|konsernet|banken|stiftelsen|fondet",
    reports=r"\b(?:offentliggjør|publiserer|rapporterer|forteller|viser|fortel|rapporterar|legger frem)\b",
)
_SV = PromiseWords(
    promises=r"\bvi (?:ska|skall|kommer att|lovar|åtar oss|förbinder oss|planerar|siktar på|avser|garanterar"
    r"|har som mål)\b"
    r"|\b(?:ska|lovar|kommer|planerar) vi\b|\bvårt (?:mål|löfte)(?: är\b|:)|\bmålet är\b",
    no_promise=r"^om (?!\w+ (?:dag|veck|månad|år))|\bhoppas\b|\bönskar\b|\bdröm|\bkanske\b|\bskulle\b|\böverväger\b"
    r"|\bkan inte lova\b|\baldrig lovat\b|\blåt oss\b|\bdu (?:kommer|kan)\b|\bsöker\b|\brabatt\b|\bhar (?:lovat"
    r"|beslutat)\b"
    r"|\bsäger att\b|\btror\b|\bborde\b|\bhar (?:vi )?(?:nått|hållit)\b",
    speaker=r"\bvi\b",
    after_name=r" (?:ska|skall|lovar|åtar sig|har som mål|planerar|förbinder sig)\b",
    intends=r"\bska(?:ll)?\b",
    others=r"\b(?:regeringen|kommunen|ministern|staten|eu|riksdagen|konkurrenten|lagen|som ska)\b",
    past=r"\bhar\b|\bförra året\b|\bsedan\b|\bvar\b|\bblev\b",
    targets=_LINE + r"(?:minska|öka|halvera|fördubbla|nå|använda|bli|återvinna|plantera|bygga)\b",
    itself=r"företaget|bolaget|koncernen|banken|stiftelsen",
    reports=r"\b(?:offentliggör|publicerar|rapporterar|rapportera|berättar|visar|redovisar)\b",
)
_DA = PromiseWords(
    promises=r"\bvi (?:vil|skal|kommer til at|lover|forpligter os|planlægger|agter|sigter (?:mod|efter)"
    r"|garanterer|har som mål)\b"
    r"|\b(?:vil|skal|lover|planlægger) vi\b|\bvores (?:mål|løfte)(?: er\b|:)|\bmålet er\b",
    no_promise=r"^(?:hvis|såfremt)\b|\bhvis\b|\bhåber\b|\bønsker\b|\bdrøm|\bmåske\b|\bville\b|\bkunne\b"
    r"|\bovervejer\b"
    r"|\bkan ikke love\b|\baldrig lovet\b|\blad os\b|\bdu (?:vil|kan|kommer)\b|\bsøger\b|\brabat\b"
    r"|\bhar (?:lovet|vedtaget)\b"
    r"|\bsiger at\b|\bsiger, at\b|\btror\b|\bburde\b|\bhar (?:vi )?(?:nået|holdt)\b",
    speaker=r"\bvi\b",
    after_name=r" (?:vil|skal|lover|forpligter sig|har som mål|planlægger)\b",
    intends=r"\bskal\b",
    others=r"\b(?:regeringen|kommunen|ministeren|staten|eu|folketinget|konkurrenten|loven|der skal)\b",
    past=r"\bhar\b|\bsidste år\b|\bsiden\b|\bvar\b|\bblev\b",
    targets=_LINE + r"(?:reducere|skære|øge|halvere|fordoble|nå|bruge|blive|genanvende|plante|bygge)\b",
    itself=r"selskabet|virksomheden|koncernen|banken|fonden",
    reports=r"\b(?:offentliggør|udgiver|rapporterer|fortæller|viser)\b",
)
_DE = PromiseWords(
    promises=r"\bwir (?:werden|wollen|versprechen|verpflichten uns|garantieren|planen|streben|beabsichtigen"
    r"|sagen zu)\b"
    r"|\b(?:werden|wollen|versprechen|verpflichten|planen) wir\b|\bunser (?:ziel|versprechen)(?: ist\b|:)"
    r"|\bhaben uns (?:das ziel|zum ziel|vorgenommen)\b",
    no_promise=r"\bwenn\b|\bfalls\b|\bsofern\b|\bwürden?\b|\bkönnten?\b|\bhoff|\bwünsch|\bträum|\bvielleicht\b"
    r"|\berwägen\b"
    r"|\bprüfen, ob\b|\bnicht versprechen\b|\bnie versprochen\b|\bleider nicht\b|\blasst uns\b|\b(?:du"
    r"|ihr) (?:wirst|werdet|kannst)\b"
    r"|\bwir suchen\b|\bbewirb|\brabatt\b|\bsagt, dass\b|\b(?:hat|haben) (?:\w+ )?versprochen\b|\bsollten?\b"
    r"|\berreicht\b(?! werden)|\bwürde\b"
    r"|\bwir werden (?:alle )?sehen\b",
    speaker=r"\bwir\b",
    after_name=r" (?:wird|will|verspricht|verpflichtet sich|plant|strebt)\b",
    past=r"\b(?:haben|hatten|wurden?|waren|seit|letztes jahr)\b",
    itself=r"das unternehmen|der konzern|die bank|die stiftung|die gruppe",
    reports=r"\b(?:veröffentlichen|berichten|zeigen|legen)\b",
)
_FR = PromiseWords(
    promises=r"\bnous (?:nous |y |les |vous |ne )*\w+rons\b|\bnous (?:allons|promettons|nous engageons"
    r"|prévoyons|visons"
    r"|garantissons|comptons|voulons)\b|\bnotre (?:objectif|ambition|engagement|but)(?: est\b| :|:)"
    r"|\bavons pour (?:ambition|objectif|but)\b|\bnous (?:sommes )?(?:fixons|fixés)\b",
    no_promise=r"^s[i']|, s(?:i|'il)\b|\bespér|\bsouhait|\brêv|\bpeut-être\b|\bpourrait\b|\w+rions\b|\ballez\b"
    r"|\bvous \w+rez\b"
    r"|\bpas promettre\b|\bjamais promis\b|\brecherchons\b|\brecrutons\b|\ba promis\b|\brabais\b|\brejoignez\b"
    r"|\benvisage"
    r"|\bdevrait\b|\bavons (?:atteint|tenu)\b|\bdit que\b",
    speaker=r"\bnous\b",
    after_name=r" (?:s['’]engage|va|vise|promet|prévoit|entend|\w+ra\b|a pour (?:ambition|objectif))",
    past=r"\b(?:avons|avions|était|depuis|dernière)\b",
    targets=_LINE + r"(?:réduire|augmenter|atteindre|utiliser|devenir|recycler|planter|construire|diviser)\b",
    itself=r"l['’]entreprise|le groupe|la société|la banque|la fondation",
    reports=r"\b(?:publions|publierons|montrons)\b",
)
_ES = PromiseWords(
    promises=r"\b\w+(?:aremos|eremos|iremos)\b|\b(?:haremos|diremos|tendremos|pondremos)\b|\bvamos a\b"
    r"|\bnos comprometemos\b"
    r"|\bprometemos\b|\b(?:planeamos|queremos|garantizamos|aspiramos)\b|\bnuestr[oa] (?:objetivo|meta"
    r"|compromiso)(?: es\b|:)",
    no_promise=r"^¿|\bsi\b|\besper|\bojalá\b|\bquizá|\btal vez\b|\bpodría|\w+íamos\b|\bte va|\ble va"
    r"|\bbuscamos\b|\bprometi(?:ó|eron)\b"
    r"|\bha prometido\b|\bno podemos prometer\b|\bnunca prometimos\b|\bdescuento\b|\búnete\b|\bsoñ|\bsueño"
    r"|\bdebería|\bhemos (?:alcanzado|cumplido)\b|\bdice que\b",
    speaker=r"\b(?:nosotros|nuestr[oa]s?)\b",
    after_name=r" (?:se compromete|va a|promete|planea|aspira|\w+rá\b|tiene como objetivo)",
    targets=_LINE + r"(?:reducir|aumentar|alcanzar|utilizar|usar|ser|reciclar|plantar|construir)\b",
    itself=r"la empresa|la compañía|el grupo|el banco|la fundación",
    reports=r"\bpublicamos\b|\binformamos\b",
)
_IT = PromiseWords(
    promises=r"\b\w+(?:eremo|iremo)\b|\b(?:saremo|avremo|faremo|daremo|ridurremo|andremo)\b|\bci impegniamo\b"
    r"|\bpromettiamo\b"
    r"|\b(?:vogliamo|puntiamo|prevediamo|intendiamo|garantiamo)\b|\bil nostro (?:obiettivo|impegno"
    r"|traguardo)(?: è|:)",
    no_promise=r"\bse\b|\bsper|\bforse\b|\bvorremmo\b|\bpotrebbe|\bsogn|\b\w+erai\b|\bcerchiamo\b|\bha promesso\b"
    r"|\bnon possiamo promettere\b|\bmai promesso\b|\bsconto\b|\bunisciti\b|\bdovrebbe|\babbiamo (?:raggiunto"
    r"|mantenuto)\b|\bdice che\b|\bstiamo valutando\b",
    speaker=r"\b(?:noi|nostr[oaie])\b",
    after_name=r" (?:si impegna|promette|punta|prevede|intende|\w+rà\b)",
    targets=_LINE
    + r"(?:ridurre|aumentare|raggiungere|utilizzare|rendere|diventare|riciclare|piantare|costruire|dimezzare)\b",
    itself=r"l['’]azienda|il gruppo|la società|la banca|la fondazione",
    reports=r"\bpubblichiamo\b",
)
_PT = PromiseWords(
    promises=r"\bvamos\b|\b\w+(?:aremos|eremos|iremos)\b|\b(?:faremos|seremos|teremos)\b|\bprometemos\b"
    r"|\bcomprometemo(?:s|-nos)\b"
    r"|\b(?:planejamos|queremos|pretendemos|garantimos)\b|\bnoss[oa] (?:objetivo|meta|compromisso)(?: é|:)",
    no_promise=r"^se\b|, se [ao]s?\b|\bespera|\btalvez\b|\bpoderia|\w+íamos\b|\bvocê vai\b|\bvai adorar\b"
    r"|\bprocuramos\b|\bprometeu\b"
    r"|\bnão podemos prometer\b|\bnunca prometemos\b|\bdesconto\b|\bjunte-se\b|\bsonh|\bdeveria|\b(?:alcançamos"
    r"|atingimos|cumprimos)\b|\bdiz que\b|\bqueríamos\b",
    speaker=r"\b(?:nós|noss[oa]s?)\b",
    after_name=r" (?:se compromete|compromete-se|vai|promete|planeja|pretende|\w+rá\b)",
    targets=_LINE + r"(?:reduzir|aumentar|alcançar|utilizar|usar|ser|reciclar|plantar|construir)\b",
    itself=r"a empresa|o grupo|a companhia|o banco|a fundação",
    reports=r"\bpublicamos\b",
)
_AR = PromiseWords(
    promises=r"(?:^|\s)(?:و)?(?:سوف ن\S+|سن\S+|نتعهد|نلتزم|نعد\b|نعتزم|هدفنا|التزامنا)",
    no_promise=r"نأمل|نتمنى|إذا|(?:^|\s)لو\s|(?:^|\s)هل\s|وعدت|أعلنت|ربما|لا نستطيع|قالت|قال\b",
    speaker=_NEVER,
    itself=r"الشركة|المجموعة|المؤسسة",
    after_name=r" (?:سوف|ست\S+|تتعهد|تلتزم)",
)
_HI = PromiseWords(
    promises=r"(?:^|\s)हम\s.*(?:ेंगे|एंगे|एँगे)|वादा करते हैं|संकल्प लेते हैं|हमारा (?:लक्ष्य|वादा|संकल्प)",
    no_promise=r"उम्मीद|(?:^|\s)क्या\s|अगर|यदि|शायद|वादा किया|आशा|कहा कि|सकते",
    speaker=_NEVER,
    itself=r"कंपनी|समूह",
    after_name=r".*(?:ेगी|ेगा)",
)

PROMISE_WORDS = {
    "en": _EN,
    "nb": _NB,
    "nn": _NB,
    "no": _NB,
    "sv": _SV,
    "da": _DA,
    "de": _DE,
    "fr": _FR,
    "es": _ES,
    "it": _IT,
    "pt": _PT,
    "ar": _AR,
    "hi": _HI,
}
