"""Norwegian (Bokmål): its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "gi|hjelpe|signere|delta|støtte|komme|donere|bli|stille|bidra|demonstrere",
    "did": "gitt|hjulpet|signert|deltatt|støttet|donert|bidratt|demonstrert|gav|ga|signerte|donerte",
}

_PHRASES: dict[str, tuple[str, ...]] = {
    "act": ("jeg|vi har *? *? {did}", "jeg|vi gav|ga|donerte|signerte|deltok", "har *? {did}"),
    "pledge": ("jeg|vi skal|vil|kommer *? *? {do}", "jeg|vi gir|kommer|stiller|lover", "regn med meg|oss"),
    "condition": ("hvis|dersom|ifall", "en gang i fremtiden|framtiden"),
    "offer": ("jeg|vi kan *? kjøre|hjelpe|tilby|låne|lage", "tilbyr *"),
    "urge": (
        "vær så snill",
        "gi|støtt|signer|del|bli|kom|hjelp nå|dette|oppropet|med|til|oss|her|på|!",
        "vi må *",
        "la oss *",
    ),
    "demand-an-account": (
        "hvor ble|er|blir *? *? pengene|hjelpen",
        "hvem har|er ansvaret|ansvarlig",
        "vi krever *",
        "må gå av",
    ),
    "tell": ("jeg|vi mistet|opplevde|overlevde", "min|mitt|vårt mor|far|hus|familie|hjem"),
    "testimony": ("jeg ble *? slått|angrepet|truet|voldtatt|skadet", "vi|jeg mistet alt|huset|hjemmet|alle"),
    "ask": ("?", "vet noen *", "er det noen *"),
    "criticise": ("skam|skandale|håpløst|latterlig|uakseptabelt|pinlig|skammelig",),
    "support": ("takk|solidaritet|respekt", "jeg|vi støtter"),
    "oppose": ("svindel|lureri|juks", "ikke gi|støtt|signer"),
    "share": ("rt *?",),
}

BOKMAL = Language(
    code="nb",
    table="norwegian",
    has_spacy_stop_words=True,
    good="""
    bra god gode godt godhet* bedre best beste flott flotte flottere flotteste fin fine fint finere fineste nydelig*
    deilig* herlig* fantastisk* fabelaktig* utmerke* glimrende strålende storartet* praktfull* vakker* vakre pen pene
    pent vellykk* vellag* velskrev* velspilt* velproduser* velregissert* velkomponert* velbalansert* velfungerende
    velsmak* velfortjent* velgjørende imponer* spennende interessant* morsom* gøy gøyal* artig* festlig* kul kult kule
    kulere kuleste lekker* elsk* liker likte likt digger glad glade gladere glede* fryd* fornøyd* fornøyelig*
    tilfreds* takk takker takknemlig* heldig heldige heldigvis håper håpefull* solid* sterk sterke sterkt sterkere
    sterkeste perfekt* ypperlig* suveren* førsteklasses førsterangs toppklasse underhold* sjarm* humoristisk* smart
    smarte elegan* behagelig* komfortabel* komfortable stilig* stilfull* stilsikker* stilren* anbefal* favoritt*
    mesterlig* mesterverk* mesterstykke* mesterklasse briljant* briljer* genial* geni rørende gripende fengslende
    fengende medrivende vittig* treffsikker* treffende overbevis* sjelfull* inderlig* hjertevarm* hjertelig* varme
    varmt varmhjertet* klok kloke klokt original* oppfinnsom* kreativ* leken* lekne kvalitet kvaliteter smakfull*
    smakte saftig* sprø perle perler høydepunkt* fremragende framifrå upåklagelig* effektiv* praktisk* rimelig*
    prisgunstig* overkommelig* verdt lykkes lyktes lykkelig* lykke gratulerer gratulere hurra stolt* trivelig* trives
    hyggelig* koselig* vennlig* imøtekommende hjelpsom* profesjonell* modig* støtter støtte nyskapende severdig*
    hørverdig* leseverdig* presis* dyktig* talent* fascin* engasjer* troverdig* gjennomført* gjennomarbeid* helstøpt*
    klassiker klassikere moro latter* smilende smiler super supert superb* topp toppen knall kanon glitrende
    forbilledlig* sympatisk* poetisk* vinner* pluss fordel* innovativ* oversiktlig* romslig* skarp skarpe skarpt
    fenomenal* eksepsjonell* enestående unik unike unikt uovertruffen* uovertrufne uforglemmelig* uimotståelig*
    nyttig* forbedr* bedring fremgang framgang suksess* seire triumf* prisbelønt* hylles hyllet roses lovord* lovende
    innfrir innfridd* positiv* tryllebind* fortryll* bergta* henrivende betagende blendende forfrisk* befriende
    livlig* livfull* munter* muntre oppløftende inspirer* oppmuntr* nyansert* melodiøs* energisk* fargerik* overdådig*
    luksuriøs* delikat* mør mørt aromatisk* fyldig* harmonisk* stødig* pålitelig* driftssikker* lettvint*
    brukervennlig* intuitiv* lynrask* kjapp* responsiv* ærlig* oppriktig* mektig* storslått* storslagen* monumental*
    grandios* tankevekkende lærerik* informativ* generøs* raus* tiltalende forlokkende gjestfri* verdifull*
    uvurderlig* berikende bejublet* strålte fremheves velbehag velvære betryggende finstemt* fintfølende gullkorn
    helproff* innbydende kledelig* lettlest* lettdrikkelig* livsglad* lystbetont* myke nytelse* nyter nøt ros rått
    råbra råtøff* skjønn* smektende snill* spenstig* sprudl* spreking stjernespill* sødme tindrende tøff tøffe
    vakreste velvalgt* virkningsfull* ypperste yndig* heia bravo wow applaus* jubel* aktverdig* allsidig* andektig*
    anvendelig* appellerende appetittlig* appetittvekkende ambisiøs* atmosfærisk* autentisk* avbalansert* avslappe*
    balanserte balansert behendig* begavet begavede begeistr* beroligende beundr* besettende bestselger* bevegende
    bingeverdig* blinkskudd* blikkfang bragd* bravur* briljans brillefin* bunnsolid* charmerende dansbar* dedikert*
    detaljrik* drivende durabel* dypsindig* dyptpløyende dugelig* effektfull* ekstraordinær* ekspressiv* ektefølt*
    eminent* engasjement* entusiastisk* entusiasme episk* eventyrlig* fabuler* fantasifull* fantasirik* feelgood
    feilfri* fenger festforestilling fiffig* flinke flink flinkere flinkest fleksibel fleksible fleksibelt flyter flyt
    formidabel* formidable formfullendt* forundre* forundringspakke fornem* fortjener fortjent fortrolig*
    fortreffelig* forståelsesfull* forbløff* fredelig* freidig* fremdrift friskt frisk friske friskhet fulltreffer*
    funker fungerer fullkom* fulltonende fortettet gavmild* gedig* gjenkjennelig* glans glanse* glansrolle* glitrer
    gnist* godbit* godkjent godfølelse* godsak* grepet grundig* gripe griper gullgruve gull gyllen gylne hederlig*
    heftig* heseblesende hjerteskjærende hjerterom hylende høydare høykaratig* høyoppløst høyverdig* høykvalitet*
    humor humoren humørfylt* hysterisk idyllisk* imponator inkluderende inspirasjon* instruktiv* intelligent* intens*
    jubl* juvel* karismatisk* karisma kjærlig* klangfull* klartenkt* klokskap knakende knallbra knallgod* knallsterk*
    knirkefri* kontrollert kongelig kongebra kraftfull* kraftpakke krispt kruttsterk* kultklassiker* kunstnerisk*
    kvikk* kyndig* lavmælt* lekfull* lettbeint* letthet lettfattelig* likbar* lunt lun lune løfter løftet magi*
    majestetisk* makeløs* maksimal* malerisk* meningsfull* meningsfylt* mangfoldig* mesterskap minnerik* minneverdig*
    musikalsk* myk mykt naturtro nervepirr* nytenkende oase oppbyggelig* opplagt* oppsiktsvekkende optimal* optimis*
    overgår overlegen* overlegne overskudd* overtruffet paradis* pangstart perlevenn pirrende pittoresk* plettfri*
    polert* populær* prima proff* raffiner* rask raske raskt rik rike rikt rikholdig* rendyrket respekt* romantisk*
    rosverdig* rytmisk* rørte sanselig* seriøs* samspill* samvittighetsfull* seier* selvsikker* sensasjon*
    skarpsindig* skarpsinn skinner skinnende slagferdig* slagkraftig* slående snedig* sofistiker* smarthet smaksrik*
    smil smidig* snadder sober* solskinn* spenning spenningen spillbar* spillglede sprek spreke sprekt stas
    stemningsfull* stemningsskapende stilbevisst storartede storfilm storkoser storkoste strøken* strømlinjeformet
    styrke styrker stormende storveis suggererende supergod* supersterk* superenkel* søt søte søtt sårbar* teft
    tempofylt* tilrådelig* tillitsvekkende tiptopp toneangivende topper toppscore* treffer trofast* trygg trygge trygt
    trøst* turbo tydelig* tøft umiskjennelig* underfundig* uslåelig* utsøkt* uunnværlig* varmende vektig* velgjort*
    velkommen* velfortalt* velformulert* veldreid* velkonstruert* velsett* velsigne* velskapt* veltilpass* verdig*
    vidunder* vinn vinne vinnende virtuos* vitamininnsprøytning vågal* vågestykke yndling* øm ømme ømhet ørefryd
    ørhende øyeåpner* åpenbaring* ærefull* feiende morosam* kjekk kjekke kjekt glimrande gripande
    """,
    bad="""
    dårlig* verre verst* elendig* forferdelig* fæl fæle fælt grusom* fryktelig* grufull* stygg* heslig* ekkel* ekle
    kvalm* motbydelig* frastøtende vemmelig* kjedelig* kjedsom* kjeder kjedet kjip* tam tamt tamme svak* svekke*
    skuffe* dessverre beklagelig* uheldig* trist* sørgelig* trøtt trøtte trøttende trettende sint* sinne rasende
    raseri hat hater hatet hatefull* mislik* avsky* frykt frykter redd redde redsel* redsom* bekymr* problem* feil
    feilen feilet feiler feilslått* tap tapet tapte tapt taper mistet død* drept drap krig krigen vold* ulykke* krise*
    skandal* svindel* svindl* løgn* lyv* juks* korrupt* skam* pinlig* flau flaut flaue latterlig* patetisk* ynkelig*
    idiot* dum dumme dumt dumhet* tåpelig* teit* tull tullete tøv søppel* skrot* ræl* dritt* drit faen helvete jævlig*
    irriter* provoser* plagsom* plage* slitsom* slitne stress* syk* vond* smerte* ensom* savn savnet savner mangel
    mangler manglende mangelfull* langsom* treg* seig* dyr dyre dyrt overpriset* kostbar* kaotisk* rot rotet* forvirr*
    uklar* ujevn* tungvint* tungrodd* tungt klisj* kliss* forutsigbar* banal* uinteress* uinspirert* uengasj*
    unødvendig* unødig* slapp slappe slapt flat flate flatt stiv stive stivt stivbent* anstreng* påtatt* oppstyltet*
    tvungen* overfladisk* livløs* sjelløs* åndløs* tannløs* fargeløs* poengløs* innholdsløs* umotiv* urealistisk*
    utroverd* usannsynlig* ulogisk* usammenheng* synd minus ulempe* støy* bråk* skurr* ubehagelig* ukomfortabel*
    ukomfortable skranglete billige kaldt tørr tørre tørt bitter* harsk* smakløs* fad fadt brent overkokt* overstekt*
    vassen* lunken* uspiselig* uhøflig* frekk* arrogant* nedlatende svikt* svik sviker urettferdig* urett håpløs*
    meningsløs* unngå* klag* fiasko* flopp* katastrof* havarer* havari* kollaps* rasist* fattig* faller uff æsj fysj
    kunstig* pretensi* pompøs* overdrev* irrelevant* langtekkelig* langdryg* omstendelig* søvndyssende platt* plump*
    halvveis halvferdig* halvhjertet* middelmådig* ordinær* gjennomsnittlig* intetsigende likegyldig* tvilsom*
    overflødig* repetitiv* repeter* ensformig* monoton* gjentakende ustabil* upålitelig* upraktisk* knotete klønete
    klossete klumpete kronglete uferdig* utdatert* gammeldags umoderne burde tragisk* tragedie* sorg sorgen ødelegg*
    ødelagt* ødela spolert* spolerer bortkast* sløs* nederlag* kritikkverdig* uakseptabel* uakseptable kritikk
    kritisk* kritiser* protest* skade* truet trusler trussel* fare farlig* uutholdelig* utålelig* ulidelig*
    utilgivelig* uforståelig* ubegripelig* urimelig* uprofesjonell* respektløs* kynisk* spekulativ* skremm*
    skrekkelig* opprørt* krenk* angrep overgrep* masete masing mas hakker hakkete laggete bugs bug altfor forgjeves
    feiltrinn feilskjær nedtur* skuffa magre puslete stusslig* tafatt* tamere uforløst* uskarp* utflytende vrøvl*
    amatørmessig* stereotyp* karikert* karikatur* sprikende sprik sjanseløs* nytteløs* verdiløs* hjelpeløs* kvelende
    overveldet utmattende nedslående deprimer* dyster* traurig* trasig* tragikomisk* ufrivillig* abrupt* anmassende
    ansvarsløs* apatisk* avleggs avskrekk* avstump* avvis* bagatellmessig* bakvendt* bedrøvelig* bedritne begredelig*
    begrenset beskjeden beskjedent beskjedne blass blasse blast blek bleke blekt bleik blodfattig* blodløs* bomskudd*
    bommer bommert* bommet bunnivå bunnskrap* bunnpunkt byrde* buksvett dalende daff dafft datert demper demotiver*
    depressiv* destruktiv* diffus* dilettant* distraher* distansert dobbeltmoral* dorsk* drøy drøye drøyt drøvtygg*
    dvask* dysfunksjonell* dølle dølt døll dørgende dystre døsig* ergerlig* ergrer enfoldig* ensidig* ensporet* emmen
    emment endeløs* etterapning* evneløs* falmer falmet falsk* fantasiløs* feilgrep* feilvurder* feilplassert* fisler
    flatpakka flaksete fjollet* forbanna* forfeil* forferdet forglemmelig* forhastet* formel* formløs* fornærm*
    fortvil* forstyrr* forstokk* forurens* forverr* forelda* foreldet* fordummende frastøter frustrer* fusk*
    følelseskald* følelsesløs* gebrekkelig* gjenbruk* gjespe* gjesp glemmelig* glemsel glansløs* gnagsår gnien grell*
    grelt grim grumsete grådig* halter halvdårlig* halvgod* halvkokt* halvveges hardhendt hastverk* helsvart hemmende
    hes hissig* hodepine* hodeløs* hul hult hulter humørløs* hykler* hysteri hånlig* hårreisende ignorant* ille
    illeluktende impotent* inkompetent* inkonsekven* innbilsk* innholdsfattig* irritasjon* jammer* jamrende jålete
    kjølig* kjønnsløs* klaustrofobisk klein* klumset* knekker knelende knirker knirkete komplisert* konstruert*
    kraftløs* krampaktig* krasj* kritikkløs* kvelt kynisme langdrøye langtrukk* lat latskap lei leit lidelse* lidd
    livstrett* lukter lurvete lusen* lystløs* lefsete lettglemt* mager* mareritt* maktesløs* mediokre medioker*
    melodramatisk* mindreverdig* misforstå* mishag* misnøy* misfornøyd* misunn* mislyk* møkk* moralis* motløs*
    motsigelse* mumle* muggen* naiv* navlebeskuende negativ* neglisjer* nitrist* nummen nonsens oppblåst* oppgitt*
    oppgulp oppbrukt oppskrytt* oppramsing* oppskriftsmessig* ork orker overbefolket overlang* overlesset* overlessa
    oversett overspill* overtydelig* overvurdert* panikk* patos* pes pengesluk pinefull* pine pinsom* pjusket
    plaprende plett ploger pludrete prektig* primitiv* prosaisk* punkter* pyton pølsevev retningsløs* ribbet
    risikabel* rotteracing rustne ruiner* rævva råtten råtne råttent rørete røverpris sabla sakte sadistisk*
    sammenrask* sammensurium sentimental* selvfølgelighet* selvgod* selvopptatt* selvhøytid* simpel simple simpelt
    sinke sjaber sjabert sjablong* sjenerende skakkjørt skitt* skjemm* skjøre skjør skjørt skjødesløs* skranten*
    skremsel* skrikende skrikete skvalder* slakt* slaskete slappt sleip* slentrian* slitt* slurv* sløv* smålig* smørje
    snobbete snørr* sosialporno sotete spinkel* spinkle sprøytt spyr spy stagner* stakkars* stakkato statisk* stinker
    stinkende strev* stusselig* stupid* stønner styltete surt sur sure surrete svada svett svette svulmende svulstig*
    sytete syting sytende søkk* søkt søvnig* såpete taktløs* tamhet tapende teatralsk* tiltaksløs* tidkrevende tidstyv
    tomgang* tom tomme tomt tomrom traust* treigt treigere trettsom* trivialiser* triviell* trivielt trøblete
    trøstesløs* trykkende tung tunge tullball tvetydig* tynnslitt* tåkete tåkeprat uaktuell ubalanse* ubehjelpelig*
    ubetydelig* ubrukelig* uegnet udugelig* uelegant* ufin ufint ufokusert* uforskamm* uforskyldt uforpliktende
    ufordøyd* ufordragelig* ufullstendig* ufyselig* ugjennomtenkt* uggen ugrei* uharmonisk* uhyrlig* ukledelig* uklok*
    ukritisk* ulekker* ulekre ulivsfull ulykksalig* umelodiøs* umoden* umodne umulig* umusikalsk* undervurder*
    underlegen* underkommunisert undertrykk* unnskyld* unøyaktig* uoriginal* uoversiktlig* upassende upersonlig*
    upolert* upresis* urolig* usikker* usmakelig* usjarmerende uspennende ustemt ustøtt ustø usympatisk* utbrent*
    uteblir utro utrygg* utslitt* uttværet* utvannet* utvanna utrivelig* uvennlig* uverdig* uvesentlig* uønsk* vag
    vage vagt vammel* vanskelig* vansmekt* vaklende vakler vemmes verkende vidløftig* villedende vinglete virrete
    virkningsløs* vissen* visne vrien* vrang vulgær* vås vrak* ødsl* øde øredøvende ørkesløs* ørkenvandring
    åreforkalk* åndsforlatt* åndssvak* åletrøtt
    """,
    negations="ikke aldri ingen intet uten verken neppe knapt lite mindre ikkje",
    has_boosted_compounds=True,
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
