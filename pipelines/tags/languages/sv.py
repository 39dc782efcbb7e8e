"""Swedish: its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "ge|hjälpa|skriva|delta|stödja|komma|donera|bidra|demonstrera|skänka",
    "did": "gett|hjälpt|skrivit|deltagit|stött|donerat|bidragit|gav|skänkt|donerade",
}

_PHRASES: dict[str, tuple[str, ...]] = {
    "act": ("jag|vi har *? *? {did}", "jag|vi gav|donerade|deltog|skänkte"),
    "pledge": ("jag|vi ska|vill|kommer|tänker *? *? {do}", "jag|vi ger|kommer|ställer|lovar"),
    "condition": ("ifall|förutsatt",),
    "offer": ("jag|vi kan *? köra|hjälpa|erbjuda|låna|laga",),
    "urge": ("ge|stöd|dela|kom|hjälp nu|detta|med|till|oss|här|!", "skriv under|på", "vi måste *", "låt oss *"),
    "demand-an-account": (
        "var är|blev|tog *? *? pengarna|hjälpen",
        "vem har|är ansvaret|ansvarig",
        "vi kräver *",
    ),
    "tell": ("jag|vi förlorade|upplevde|överlevde",),
    "testimony": (
        "jag blev *? slagen|attackerad|hotad|våldtagen|skadad",
        "vi|jag förlorade allt|huset|hemmet|alla",
    ),
    "ask": ("?", "vet någon *"),
    "criticise": ("skam|skandal|hopplöst|löjligt|oacceptabelt|pinsamt",),
    "support": ("tack|solidaritet|respekt", "jag|vi stödjer|stöder"),
    "oppose": ("bluff|bedrägeri|lurendrejeri",),
    "share": ("rt *?",),
}

SWEDISH = Language(
    code="sv",
    table="nordic",
    has_spacy_stop_words=True,
    good="""
    bra god goda gott bättre bäst bästa fin fina fint finare finaste härlig* underbar* fantastisk* fabulös* utmärkt*
    lysande strålande storartad* praktfull* vacker vackra vackert vackrare vackraste snygg* lyckad* lyckat välskriv*
    välspel* välgjor* välsmak* imponer* spännande intressant* rolig roliga roligt roligare roligaste kul skoj* häftig*
    cool coola älsk* gilla* lycklig* lycka glad glada glädj* nöjd* tack tackar tacksam* hoppas hoppfull* stark starka
    starkt starkare perfekt* suverän* förstklassig* underhåll* charm* humoristisk* smart smarta elegan* behaglig*
    bekväm* stilfull* stilren* rekommender* favorit* mästerlig* mästerverk* briljant* genial* rörande gripande
    fängslande medryckande kvick* träffsäker* övertyg* hjärtevarm* hjärtlig* varma varmt klok kloka klokt original*
    uppfinningsrik* kreativ* lekfull* kvalitet kvaliteter smakfull* smakade saftig* fräsch* krispig* pärla pärlor
    höjdpunkt* enastående unik unika unikt oförglömlig* oemotståndlig* effektiv* praktisk* prisvärd* värd värt lyckas
    grattis hurra stolt* trevlig* trivs mysig* vänlig* tillmötesgående hjälpsam* professionell* modig* stödjer stöder
    stöd nyskapande sevärd* läsvärd* skicklig* talang* fascin* engager* trovärdig* helgjuten* klassiker skratt* ler
    leende super superb* topp toppen förebildlig* sympatisk* poetisk* vinnare plus fördel* innovativ* överskådlig*
    rymlig* skarp* fenomenal* användbar* nyttig* förbättr* framgång* succé* seger* triumf* lovord* lovande infria*
    positiv* trollbind* hänförande bedårande uppfriskande befriande livfull* munter* upplyftande inspirer* uppmuntr*
    nyanser* färgstark* lyxig* delikat* mör möra aromatisk* fyllig* harmonisk* stabil* pålitlig* användarvänlig*
    intuitiv* blixtsnabb* ärlig* mäktig* storslagen* storslaget tankeväckande lärorik* informativ* generös*
    tilltalande gästfri* värdefull* ovärderlig* njut* njöt ljuvlig* ypperlig* utsökt* bravo wow applåd* jubel* jubla*
    autentisk* avslappna* balanserad* begåvad* beundra* bländande drivet duktig* dansant detaljrik* eminent*
    engagemang entusias* episk* fantasifull* fantasirik* feelgood felfri* festlig* formidabel* fullträff* fungerar
    fängslad fyndig* förtjusande förtjän* förtroll* förträfflig* gedigen* genomarbetad* genomtänkt* glans gnistrande
    grundlig* guld humor hyllas hylla hyllad idérik* innerlig* intelligent* juvel* kanon kanonbra karisma* komisk*
    kraftfull* konstnärlig* kärlek* kär levererar läsvärt magi* makalös* minnesvärd* musikalisk* nöje närvaro*
    omtyckt* optimal* populär* prima proffsig* rapp raffinerad* respekt* romantisk* roande rörd sevärt sinnlig*
    skimrande skön sköna skönt skönhet snabb snabba snabbt snäll* solid* spirituell* sprudlande stilsäker* strålar
    stämningsfull* supergod* söt söta sött tillfredsställ* toppklass toppbetyg* trogen trygg* träffande tydlig*
    vackrast varmhjärtad* vinnande virtuos* välfungerande välkommen* välberättad* välregisserad* världsklass äkta öm
    ömsint* mästare mästerskap
    """,
    bad="""
    dålig* sämre sämst* usel* usla eländig* hemsk* fruktansvärd* förskräcklig* förfärlig* gräslig* ful fula fult
    äcklig* vidrig* motbjudande frånstötande tråkig* tråkar svag svaga svagt svagare svaghet* besvik* tyvärr
    beklaglig* ledsen* ledsna trött* arg arga argt rasande hat hatar hatade rädd rädda rädsla oro orolig* oroande
    problem* fel felet fels misslyck* förlust* förlora* död* krig* våld* olyck* kris* skandal* bluff* bedrägeri* lögn*
    ljuger korrupt* skam* skäms pinsam* löjlig* patetisk* ynklig* idiot* dum dumma dumt korkad* skit skiten skitdålig*
    jävl* fan helvete irriter* provocer* plåga* ansträng* stress* sjuk sjuka ont smärt* ensam* saknad saknar saknas
    brist brister bristande bristfällig* långsam* trög* seg sega segt dyr dyra dyrt överpris* kaotisk* rörig* förvirr*
    oklar* ojämn* tung tungt tungrodd* klyscha* klyschig* förutsägbar* banal* ointress* oinspirerad* likgiltig*
    onödig* platt platta ytlig* stel stela livlös* själlös* meningslös* innehållslös* otrovärdig* osannolik* ologisk*
    osammanhängande synd minus nackdel* buller oväsen obehaglig* obekväm* billiga kallt torr torra torrt bitter*
    smaklös* bränd* ljummen* oätlig* oförskämd* otrevlig* arrogant* nedlåtande svik* orättvis* hopplös* undvik* klaga*
    klagomål fiasko* flopp* katastrof* fattig* usch fy konstlad* pretenti* överdriv* irrelevant* långdragen*
    långdraget sömnig* sövande halvhjärtad* halvfärdig* medelmåttig* intetsägande tveksam* överflödig* enformig*
    monoton* ostabil* opålitlig* opraktisk* klumpig* föråldrad* gammaldags borde tragisk* tragedi* sorg sorglig*
    förstör* slöseri bortkastad* nederlag* oacceptabel* kritik kritiser* protest* skada* hot hotar farlig* outhärdlig*
    oförlåtlig* obegriplig* orimlig* oprofessionell* respektlös* cynisk* skräm* kränk* övergrepp* mager magert
    amatörmässig* stereotyp* värdelös* deprimer* dyster* trist* anfrätt* avslag* avtrubba* blek bleka blekt
    blodfattig* blodlös* daterad* diffus* distraher* enahanda enfaldig* ensidig* evighetslång* falsk* fantasilös*
    färglös* felaktig* fjantig* fjompig* formlös* fånig* föråldrat förfelad* förglömlig* frustrer* fyrkantig*
    gäspning* gäspa* gapig* glömsk glömm* grötig* gubbig* haltar haltande halvdan* halvdålig* halvkass* hastverk*
    hjälplös* hackig* humorlös* huvudvärk* hysterisk* håglös* hålig* idélös* ignorant* inkonsekven* intresselös*
    irritation* jobbig* jämmer* kackig* karikatyr* karikerad* kass klaustrofobisk klen* klyschor konstruerad*
    kraftlös* krystad* kvalmig* kvävande larvig* lat lata ledsam* lidande långrandig* långsökt* långtråkig*
    löjeväckande mardröm* menlös* mesig* mediok* missförstå* missbruk* missnöjd* moraliser* moralkak* mossig* murrig*
    mjäkig* navelskådande naiv* nedslående negativ* obegåvad* obetydlig* ogenomtänkt* oinspirerat omogen* omöjlig*
    onyanser* ooriginell* opassande opersonlig* oprecis* osmaklig* ospännande osympatisk* otillfredsställ* otrygg*
    otäck* overksam överlastad* överspel* övertydlig* övervärder* överlång* patos plattityd* plump* primitiv*
    påfrestande pekoral* rutinmässig* schablon* sentimental* självgod* självupptag* skitfilm skräp* skvalp* slapp
    slappa slappt sladdrig* slarv* slentrian* slö slöa slött smörig* spretig* stapplande stelt stillastående stolpig*
    stupid* styltig* sur sura surt svulstig* svammel* svamlig* söndrig* sömngivande sökt sökta talanglös* tafatt* tam
    tama tamt tandlös* tidsslöseri tillgjord* tom tomma tomt torftig* tradig* träig* trivial* trökig* töntig* uddlös*
    undermålig* urvattnad* utdragen utdraget utdragna utslätad* uttjatad* vag vaga vagt valhänt* virrig* vulgär* värst
    värsta yxig* åldrad*
    """,
    negations="inte aldrig ingen inget utan varken knappast ej föga mindre",
    has_boosted_compounds=True,
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
