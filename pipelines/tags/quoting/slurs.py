"""Slurs: words that demean people for what they are. A post with one is counted, and never shown.

Written for this project, by language, in lower case; `word*` is every word that begins so. The lists are short on
purpose: what is missing costs a coarse quote, what is wrong costs a good one. English ones are known everywhere.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipelines.tags.text import BoundedCache

_EVERYWHERE = """
nigg* n1gg* nigga* sandnigg* fagg* f4gg* fag fags dyke dykes kike kikes spic spics wetback* chink chinks gook gooks
paki pakis raghead* towelhead* tranny trannies retard retards retarded coon coons cunt* whore* slut sluts shemale*
beaner* jigaboo* subhuman* untermensch*
"""
_NORDIC = """
neger* negre* svarting* pakkis* perker* blatte* svartskall* fitte fitta hore hora horunge* ludder* luder mongo
mongoloid* jødesvin* judesvin* judejävl* jødejævel* bögjävl* homosvin* soper soperjævel tattare* tater* zigenare*
sigøyner* sigøynar* kärring* svartjævel* apekatt* muslimjævel* muslimsvin*
"""
_BY_LANGUAGE = {
    "de": """neger* kanake* kanak* schwuchtel* zigeuner* spast spasti* mongo mongos judensau* judenschwein* fotze*
        hure huren hurensohn* schlampe* polack* kameltreiber* transe transen missgeburt* untermensch*""",
    "nb": _NORDIC,
    "nn": _NORDIC,
    "da": _NORDIC,
    "sv": _NORDIC,
    "fr": """bougnoul* nègre* negre* négro* pédé* pd pds tapette* youpin* youtre* bicot* salope* pute putes gouine*
        romano romanos mongol mongols mongolien* bamboula* chintok* niakoué* tarlouze*""",
    "es": """maricón* maricon* marica maricas sudaca* negrata* subnormal* puta putas puto putos panchito* bollera*
        mogólic* mongólic* moraco* gitanaco* travelo* zorra zorras""",
    "pt": """viado* crioulo* macaco macacos vadia vadias retardado* sapatão* traveco* bicha bichas puta putas
        mongol mongoloide* judeuzinho*""",
    "it": """frocio froci frocia ricchion* terrone terroni troia troie puttan* mongoloide* zingaracci* finocchio
        finocchi negracci* culattone* ritardato ritardata""",
    "hi": """chamar* bhangi* katua* katue* randi randiya hijra* chhakka* चमार* भंगी* कटुआ* कटुए* रंडी* हिजड़* छक्का*""",
    "ar": """شرموط* عاهر* خنيث* مخنث* لوطي* زنجي* قحب* الشرموط* العاهر* المخنث* الزنجي* اللوطي*""",
}  # fmt: skip


def has_slur(words: Sequence[str], code: str) -> bool:
    """Whether one of these words, in lower case, is a slur of the language of that code, or an English one."""
    return any(map(_slurs_in(code).__getitem__, words))


@cache
def _slurs_in(code: str) -> BoundedCache[bool]:
    """Whether words of a language are slurs, as they are met."""
    words = f"{_EVERYWHERE} {_BY_LANGUAGE.get(code, '')}".split()
    slur = re.compile("|".join(sorted({re.escape(each).replace(r"\*", ".*") for each in words})))
    return BoundedCache(lambda word: slur.fullmatch(word) is not None)
