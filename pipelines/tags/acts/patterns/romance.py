"""Spanish, French, Italian and Portuguese phrases: the plainest of each act."""

ROMANCE_LISTS: dict[str, dict[str, str]] = {
    "es": {
        "do": "donar|ayudar|firmar|participar|apoyar|ir|dar|colaborar|marchar|compartir",
        "did": "donado|ayudado|firmado|participado|apoyado|dado|colaborado|marchado",
    },
    "fr": {
        "do": "donner|aider|signer|participer|soutenir|venir|aller|manifester|contribuer",
        "did": "donné|aidé|signé|participé|soutenu|manifesté|contribué",
    },
    "it": {
        "do": "donare|aiutare|firmare|partecipare|sostenere|venire|dare|contribuire|manifestare",
        "did": "donato|aiutato|firmato|partecipato|sostenuto|dato|contribuito|manifestato",
    },
    "pt": {
        "do": "doar|ajudar|assinar|participar|apoiar|ir|dar|colaborar|contribuir",
        "did": "doado|ajudado|assinado|participado|apoiado|dado|contribuído|doei|assinei|ajudei",
    },
}

ROMANCE_PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {
        "act": ("he|hemos ya? {did}", "doné|firmé|ayudé|participé|colaboré|donamos|firmamos"),
        "pledge": (
            "voy|vamos a {do}",
            "quiero|queremos|prometo|pienso {do}",
            "donaré|firmaré|ayudaré|iré|participaré|apoyaré",
        ),
        "offer": ("puedo|podemos ofrecer|ayudar|llevar|alojar|prestar", "ofrezco|ofrecemos *"),
        "urge": (
            "por favor *? *",
            "dona|done|donen|firma|firmen|firmad|ayuda|ayuden|comparte|compartan|únete|únanse",
            "hay que *",
            "tenemos que *",
            "vamos a *",
        ),
        "demand-an-account": (
            "dónde|donde está|están el|la|los|las dinero|ayuda|donaciones|fondos",
            "exigimos *",
            "quién|quien es|son responsable|responsables",
            "que renuncie|dimita",
            "dimisión|renuncia",
        ),
        "tell": ("perdí|perdimos|sobreviví|viví", "mi casa|madre|padre|hijo|familia|hija|hermano"),
        "testimony": ("perdí|perdimos todo|mi|nuestra", "me golpearon|atacaron|amenazaron|violaron|robaron"),
        "ask": ("?", "alguien sabe"),
        "criticise": ("vergüenza|vergonzoso|asco|inútiles|corruptos|corrupto|mentirosos|inaceptable|ladrones",),
        "support": ("gracias|solidaridad|fuerza|ánimo", "apoyo|apoyamos a|la|el|esta"),
        "oppose": ("estafa|fraude|mentira", "no donen|firmen|apoyo"),
        "share": ("rt *?", "vía|via *"),
    },
    "fr": {
        "act": ("j'ai|ai|avons déjà? {did}", "on a {did}"),
        "pledge": (
            "je vais|veux|compte|promets {do}",
            "nous allons {do}",
            "je donnerai|signerai|viendrai|participerai|soutiendrai",
            "je serai là",
        ),
        "offer": ("je peux|nous pouvons *? aider|offrir|héberger|prêter|conduire", "je|j' propose|offre *"),
        "urge": (
            "donnez|signez|partagez|aidez|soutenez|rejoignez|venez|participez",
            "s'il vous plaît",
            "il faut *",
            "svp|rt merci",
        ),
        "demand-an-account": (
            "où est|sont|va passé? l'argent|l'aide|les",
            "nous exigeons|on exige *",
            "qui est responsable",
            "démission|démissionner|démissionnez",
        ),
        "tell": ("j'ai perdu|vécu|survécu", "ma|mon|notre maison|mère|père|famille|fils|fille"),
        "testimony": (
            "j'ai été *? agressé|agressée|frappé|violée|menacé|blessé",
            "nous avons tout perdu",
            "j'ai tout perdu",
        ),
        "ask": ("?", "quelqu'un sait"),
        "criticise": ("honte|scandale|honteux|lamentable|inadmissible|incompétents|menteurs|dégueulasse",),
        "support": ("merci|solidarité|courage|bravo", "je soutiens *"),
        "oppose": ("arnaque|escroquerie|mensonge", "ne donnez|signez pas|rien"),
        "share": ("rt *?", "via *"),
    },
    "it": {
        "act": ("ho|abbiamo già? {did}",),
        "pledge": ("voglio|vogliamo|prometto|vado a? {do}", "donerò|firmerò|parteciperò|verrò|aiuterò|sosterrò"),
        "offer": ("posso|possiamo *? aiutare|offrire|ospitare|prestare", "offro|offriamo *"),
        "urge": (
            "donate|firmate|condividete|aiutate|sostenete|partecipate|dona|firma|aiutiamo",
            "per favore",
            "dobbiamo *",
            "bisogna *",
        ),
        "demand-an-account": (
            "dove sono|è *? finiti? i|il|gli soldi|aiuti|fondi",
            "chi è responsabile",
            "vogliamo risposte|giustizia|verità",
            "dimissioni|dimettersi|dimettiti|dimettetevi",
        ),
        "tell": ("ho perso|vissuto|visto", "mia|mio|nostra madre|padre|casa|figlio|famiglia"),
        "testimony": (
            "abbiamo|ho perso tutto",
            "sono stato|stata *? picchiato|aggredita|aggredito|minacciato|violentata",
        ),
        "ask": ("?", "qualcuno sa"),
        "criticise": ("vergogna|vergognatevi|schifo|scandalo|inaccettabile|ladri|incapaci|bugiardi|ridicolo",),
        "support": ("grazie|solidarietà|forza|bravi", "sostengo|sosteniamo *"),
        "oppose": ("truffa|bufala|presa in giro", "non donate|firmate"),
        "share": ("rt *?", "via *"),
    },
    "pt": {
        "act": ("já? doei|assinei|ajudei|participei|contribuí", "tenho {did}"),
        "pledge": ("vou|vamos {do}", "quero|queremos|prometo {do}", "doarei|assinarei|irei|ajudarei"),
        "offer": ("posso|podemos *? ajudar|oferecer|levar|hospedar|emprestar", "ofereço|oferecemos *"),
        "urge": (
            "por favor *? *",
            "doe|doem|assine|assinem|ajude|ajudem|compartilhe|compartilhem|participe",
            "temos que *",
            "precisamos *",
        ),
        "demand-an-account": (
            "onde está|estão|foi o|a|os dinheiro|ajuda|recursos",
            "exigimos *",
            "quem é *? responsável",
            "renuncie|renúncia",
        ),
        "tell": ("perdi|perdemos|sobrevivi|vivi", "minha|meu mãe|pai|casa|filho|família"),
        "testimony": (
            "perdi|perdemos tudo|minha|meu|nossa",
            "fui *? agredido|agredida|atacado|ameaçado|estuprada|assaltado",
        ),
        "ask": ("?", "alguém sabe"),
        "criticise": ("vergonha|nojo|absurdo|corruptos|mentirosos|inaceitável|ladrões|incompetentes|ridículo",),
        "support": ("obrigado|obrigada|solidariedade|força|parabéns", "apoio|apoiamos *"),
        "oppose": ("golpe|fraude|mentira|farsa", "não doem|assinem|apoio"),
        "share": ("rt *?", "via *"),
    },
}
