"""Danish: its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "give|hjælpe|underskrive|deltage|støtte|komme|donere|bidrage|demonstrere",
    "did": "givet|hjulpet|underskrevet|deltaget|støttet|doneret|bidraget|gav|donerede",
}

_PHRASES: dict[str, tuple[str, ...]] = {
    "act": ("jeg|vi har *? *? {did}", "jeg|vi gav|donerede|deltog"),
    "pledge": ("jeg|vi vil|skal|kommer *? *? {do}", "jeg|vi giver|kommer|stiller|lover"),
    "condition": ("hvis|såfremt",),
    "offer": ("jeg|vi kan *? køre|hjælpe|tilbyde|låne|lave",),
    "urge": ("giv|støt|del|kom|hjælp nu|dette|med|til|os|her|!", "skriv under", "vi må|skal *", "lad os *"),
    "demand-an-account": (
        "hvor blev|er|bliver *? *? pengene|hjælpen",
        "hvem har|er ansvaret|ansvarlig",
        "vi kræver *",
    ),
    "tell": ("jeg|vi mistede|oplevede|overlevede",),
    "testimony": ("jeg blev *? slået|overfaldet|truet|voldtaget|såret", "vi|jeg mistede alt|huset|hjemmet|alle"),
    "ask": ("?", "ved nogen *"),
    "criticise": ("skam|skandale|håbløst|latterligt|uacceptabelt|pinligt",),
    "support": ("tak|solidaritet|respekt", "jeg|vi støtter"),
    "oppose": ("svindel|fup|bedrag",),
    "share": ("rt *?",),
}

DANISH = Language(
    code="da",
    table="nordic",
    has_spacy_stop_words=True,
    good="""
    god gode godt bedre bedst bedste flot flotte flottere fin fine fint finere fineste dejlig* lækker* lækre skøn
    skønne skønt skønhed fantastisk* fabelagtig* fremragende glimrende strålende storartet* pragtfuld* smuk* pæn pæne
    pænt vellykk* velskrev* velspil* velsmag* imponer* spændende interessant* sjov sjove sjovt sjovere sjoveste fed
    fede fedt federe fedeste morsom* elsk* lide lykke* glad glade glæd* fryd* tilfreds* tak takker taknemmelig*
    heldig* håber håb håbefuld* solid* stærk* perfekt* suveræn* førsteklasses underhold* charm* humoristisk* smart
    smarte elegan* behagelig* komfortabel* stilfuld* stilren* anbefal* favorit* mesterlig* mesterværk* genial* rørende
    gribende fængslende fængende medrivende vittig* overbevis* hjertevarm* varme varmt klog* original* opfindsom*
    kreativ* legesyg* kvalitet kvaliteter smagfuld* smagte saftig* frisk* sprød* perle perler højdepunkt* effektiv*
    praktisk* rimelig* værd tillykke hurra stolt* hyggelig* venlig* imødekommende hjælpsom* professionel* modig*
    støtter støtte nyskabende seværdig* præcis* dygtig* talent* fascin* engager* troværdig* gennemført* helstøbt*
    klassiker klassikere grin griner grinede latter* smil* super superb* top toppen forbilled* sympatisk* poetisk*
    vinder* plus fordel* innovativ* overskuelig* rummelig* skarp* fænomenal* enestående unik* uforglemmelig*
    uimodståelig* nyttig* forbedr* fremgang succes* sejr* triumf* roses rost lovende indfri* positiv* tryllebind*
    betagende forfrisk* befriende livlig* munter* opløftende inspirer* opmuntr* nuanceret* farverig* luksuriøs*
    delikat* mør møre aromatisk* fyldig* harmonisk* pålidelig* brugervenlig* intuitiv* lynhurtig* ærlig* mægtig*
    storslået* tankevækkende lærerig* informativ* generøs* gavmild* tiltalende gæstfri* værdifuld* uvurderlig* nyder
    nød nydelse* herlig* ypperlig* udmærket udmærkede bravo wow applaus* jubel* jubler afbalanceret* afslappe*
    anerkend* autentisk* bedårende begejstr* beundr* brillant* detaljeret* eminent* entusias* eventyrlig* fantasifuld*
    feelgood fejlfri* festlig* formidabel* forrygende fortjent fortryll* fortræffelig* fungerer fuldendt* fuldtræffer*
    gedigen* glans gnistrende grundig* guld hjertelig* humor hylende hyldes iderig* intelligent* intens* juvel* kanon
    kanongod* karisma* klassisk knaldgod* komisk kraftfuld* kunstnerisk* kvik* kærlig* legende leverer levende
    læseværdig* magi* makeløs* mindeværdig* musikalsk* nuttet nydelig* optimal* pletfri* populær* prima raffineret*
    respekt* romantisk* rørt sprudlende stemningsfuld* stilsikker* styrke supergod* sød søde sødt topklasse trofast*
    tryg* træfsikker* tydelig* velfungerende velfortalt* velkommen* vellavet* velvalgt* verdensklasse vidunder*
    virtuos* yndlings* ømt øm ægthed åbenbaring* hurtig hurtigt nemt stabil* hæderlig* fornøjelse* fornøjelig*
    gennemtænkt* gennemarbejdet*
    """,
    bad="""
    dårlig* værre værst* elendig* forfærdelig* frygtelig* grusom* grim* hæslig* ulækker* ulækre ækel* modbydelig*
    frastødende kedelig* keder kedede svag* skuffe* desværre beklagelig* uheldig* trist* sørgelig* træt trætte
    trættende vred* rasende had hader hadede frygt frygter bange bekymr* problem* fejl fejlen fejler fejlede mislykk*
    tab tabte taber død* dræbt krig krigen vold* ulykke* krise* skandal* svindel* løgn* lyver korrupt* skam* pinlig*
    latterlig* patetisk* ynkelig* idiot* dum dumme dumt dumhed* tåbelig* åndssvag* lort* pis fuck helvede satans
    irriter* provok* plage* anstreng* stress* syg syge ondt smerte* ensom* savn savner mangel mangler manglende
    mangelfuld* langsom* træg* dyr dyre dyrt overpris* kaotisk* rod rodet rodede forvirr* uklar* ujævn* tung tungt
    kliché* forudsigelig* banal* uinteress* uinspireret* ligegyldig* unødvendig* flad flade fladt stiv stive
    overfladisk* livløs* sjælløs* meningsløs* indholdsløs* utroværdig* usandsynlig* ulogisk* usammenhængende ærgerlig*
    minus ulempe* støj* larm* ubehagelig* ukomfortabel* billige koldt tør tørre tørt bitter* smagløs* brændt vandet
    lunken* uspiselig* uhøflig* fræk* arrogant* nedladende svigt* uretfærdig* håbløs* undgå* klag* fiasko* katastrof*
    fattig* øv føj kunstig* prætenti* overdrev* irrelevant* langtrukken* langtrukne søvndyssende plat platte
    halvhjertet* halvfærdig* middelmådig* gennemsnitlig* intetsigende tvivlsom* overflødig* ensformig* monoton*
    ustabil* upålidelig* upraktisk* klodset* forældet* gammeldags burde tragisk* tragedie* sorg ødelæg* ødelagt* spild
    spildt nederlag* kritisabel* uacceptabel* kritik kritiser* protest* skade* trussel* farlig* uudholdelig* ulidelig*
    utilgivelig* uforståelig* urimelig* uprofessionel* respektløs* kynisk* skræmme* krænk* overgreb* nedtur* mager*
    amatøragtig* stereotyp* værdiløs* deprimer* dyster* afvis* anmassende barnlig* bleg* blodfattig* blodløs* bummert*
    daterede dateret diffus* distraher* dræbende dystre ensidig* evigheder falsk* falmet* fantasiløs* farveløs*
    fejlagtig* fjollet* fladpandet forceret* forældede forfejlet* forglemmelig* formløs* fortvivl* forstyrr*
    forvrøvlet* frustrer* følelseskold* følelsesløs* gab gaber glemmes glemmelig* gold grum grådig* gumpetung*
    hakkende halter halvdårlig* halvhjertede hastværk* hjælpeløs* hovedpine* humorforladt* hykler* idéforladt*
    ignorant* inkonsekven* indholdsforladt* irritation* jammer* jamren karikatur* karikeret* klam klamme klodsede
    klynk* kluntet* konstrueret* kraftesløs* kvalm* kvæl* kynisme letbenet letkøbt* lidelse* lunkne mareridt*
    misforstå* misbrug* moraliser* mudret* naiv* navlebeskuende nedslående negativ* opblæst* opstyltet* overgjort*
    overlang* overspil* overvurder* oversentimental* patos pinagtig* platheder plump* pølsevrøvl pjat* rodebutik
    røvsyg* savnede selvhøjtidelig* selvoptag* selvglad sentimental* sjusk* skabelon* skidt skæmme* sløj* sløv*
    smagsforladt sniksnak sludder sløset stakkels stilstand* stillestående stupid* stødende sur sure surt svulstig*
    svækk* sødladen* søgt søgte søvnig* talentløs* tam tamme tamt tandløs* teatralsk* tidsspilde tom tomme tomt
    trivialitet* triviel* træls tåget* uafklaret uaktuel ubehjælpsom* ubetydelig* ubrugelig* udvandet* uelegant*
    uengager* uforløst* uforskamm* ufrivillig* uinspirerende umoden* umulig* underlødig* uoriginal* uoverskuelig*
    upersonlig* urealistisk* usmagelig* usjov* uspændende usympatisk* utilfreds* utålelig* uvedkommende uvenlig* vag
    vage vammel* vanskelig* virkningsløs* vrøvl* vulgær* våset åndsforladt*
    """,
    negations="ikke aldrig ingen intet uden hverken næppe lidet mindre",
    has_boosted_compounds=True,
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
