"""Norwegian (Nynorsk): its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "gje|gi|hjelpe|signere|delta|støtte|kome|bli|stille|bidra",
    "did": "gjeve|gitt|hjelpt|signert|delteke|støtta|bidratt|gav|signerte",
}

_PHRASES: dict[str, tuple[str, ...]] = {
    "act": ("eg|vi har *? *? {did}", "eg|vi gav|signerte|deltok"),
    "pledge": ("eg|vi skal|vil|kjem *? *? {do}", "eg|vi gjev|gir|kjem|stiller|lovar"),
    "condition": ("viss|dersom|ifall",),
    "offer": ("eg|vi kan *? køyre|hjelpe|tilby|låne|lage",),
    "urge": ("gje|støtt|signer|del|bli|kom|hjelp no|dette|oppropet|med|til|oss|her|på|!", "vi må *", "lat oss *"),
    "demand-an-account": (
        "kvar vart|er|blir *? *? pengane|hjelpa",
        "kven har|er ansvaret|ansvarleg",
        "vi krev *",
    ),
    "tell": ("eg|vi mista|opplevde|overlevde",),
    "testimony": ("eg vart *? slått|angripen|truga|skadd", "vi|eg mista alt|huset|heimen|alle"),
    "ask": ("?", "veit nokon *"),
    "criticise": ("skam|skandale|håplaust|latterleg|pinleg",),
    "support": ("takk|solidaritet|respekt", "eg|vi støttar"),
    "oppose": ("svindel|lureri|juks",),
    "share": ("rt *?",),
}

NYNORSK = Language(
    code="nn",
    table="norwegian",
    function_words="""
    eg ikkje kva kven kvifor korleis kvar noko nokon nokre dei ho hjå sjølv mykje vere vera vart skal vil meir einaste
    eit ein alle saman berre difor medan frå no då også blei heile gjer gjere sjå veit trur
    """,
    has_boosted_compounds=True,
    read_as="nb",
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
