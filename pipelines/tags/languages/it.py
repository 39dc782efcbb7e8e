"""Italian: its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "donare|aiutare|firmare|partecipare|sostenere|venire|dare|contribuire|manifestare",
    "did": "donato|aiutato|firmato|partecipato|sostenuto|dato|contribuito|manifestato",
}

_PHRASES: dict[str, tuple[str, ...]] = {
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
}

ITALIAN = Language(
    code="it",
    table="it",
    has_spacy_stop_words=True,
    good="""
    bello bella belli belle bellissim* bel buon buona buoni buone buono bene ottim* miglior* meglio fantastic*
    meravigli* stupend* eccezional* incredibil* perfett* amo amor ama ador* felice felici felicità content* allegr*
    grazie* ringrazi* piace piacevol* piaciut* simpatic* divert* ridere rido ahah* haha* sorris* sorrid* vinc* vinto
    vittori* success* brav* complimenti auguri* sper* fiduci* interessant* emozion* dolc* carin* forza viva festa*
    amic* abbracc* baci* tesor* cuore* fortunat* fortuna consigli* applaus* onest* giust* serio appoggio merit*
    coraggi* solidar* riuscit* cool love happy best genial* capolavor* grand* finalmente spettacol* utile* positiv*
    tranquill* rilass* accogl* affascin* affett* affidabil* aiut* amabil* ambizios* ammir* amore* apprezz* appassion*
    approv* armoni* arricch* artist* attraent* avvincent* azzeccat* beato beata bellezz* bellino benedett* benefic*
    benessere benvenut* bontà bonus brillant* buonissim* buonumor* buongiorno* buonanotte calore caloros* campion*
    carezz* carism* celebr* ciaoo* coccol* commoss* commovent* competent* complimentoni confid* confort* congratul*
    conquist* consol* corrett* costruttiv* creativ* cuoricin* decent* dedicat* deliz* desider* dignit* dilett*
    dinamic* disponibil* divin* donare eccellen* eccit* efficac* elegant* elog* energ* entusias* epic* eroe eroi
    eroic* esal* esemplar* esilarant* esult* euforic* evviv* fav favol* fedel* felicissim* festegg* fidars* figat*
    figo fighissim* forte fortissim* fratellan* fuoriclasse gagliard* genero* gentil* gioi* giocos* godo goduri*
    gradevol* gradit* gratific* gratis grato grata gratitudin* grazia grinta guarit* gust* ideal* idolo idoli illumin*
    imbattibil* impeccabil* imperdibil* imponent* impression* incant* incoragg* indimenticabil* ingegn* innamor*
    inestimabil* innov* intelligent* invinc* ispir* legalit* leal* libertà liet* lol luminos* lusing* magic* magnific*
    maestos* mitic* mirac* morbid* nobil* notevol* orgogl* pace passion* perfezion* preferit* prezios* prestig*
    prodig* profum* progress* promess* promoss* promuov* protegg* pulit* puntual* puro qualità radios* raffinat*
    rallegr* realizz* relax respir* ricompens* riconosc* rinasc* risat* risolt* risorg* rispett* ristor* romantic*
    saggio saggezz* sapient* seren* sfizi* sicurezz* simpatia sincer* sodd* sogn* solidal* sollev* sollievo sorprend*
    sorpres* sosten* spiritos* splend* spontane* squisit* stim* straordinari* strepitos* suggestiv* superl* talent*
    tenerezz* tifos* tosto tosta traguard* trasparen* trion* uguaglianz* umorism* utili valid* vantagg* vibr* virtù
    vitale volent* volontar* wow yeah yes uau premio premiat* superbo magia tenero tenera genio liberazione fierezza
    regalo regali
    """,
    bad="""
    male mal cattiv* brutto brutta brutti brutte peggio peggior* pessim* orribil* terribil* orrend* schif* odi* piang*
    lacrim* dolore* paura* problem* error* sbagli* fallim* perd* perso persa mort* morire muore uccid* ammazz* guerr*
    violen* vittim* crisi corrott* corruzion* bugi* ladr* rub* truff* vergogn* ridicol* idiot* imbecill* cretin*
    stupid* deficient* coglion* cazzo cazzi cazzat* merd* puttan* troi* stronz* fanculo noia noios* stanc* arrabbi*
    rabbia incazz* ingiust* malat* soffr* delus* nessuno niente nulla fals* ipocri* tass* evas* dimett* dimission*
    fallit* disastr* scandal* incapac* buffon* pagliacc* povero poveri poverin* purtroppo difficil* impossibil* colpa*
    colpevol* bast* ansia* stress* ospedal* febbr* mafi* inquisit* condann* indagat* sprec* tagli* uffa boh hate sad
    vecch* casta tradit* licenzi* massacr* manganell* abbandon* abus* aggred* aggress* agghiacciant* agon* aguzz* ahi
    ahimè allagat* allarm* allucinant* amarezz* angosc* annoi* ansios* antipatic* arrest* arroganz* arrogant*
    assassin* assurd* attacc* attentat* avar* avvelen* babb* bestemm* bestial* bidon* bocci* boiat* bruttissim*
    brutal* bufal* bullism* cafon* cagat* cagar* calunni* cancro caos casino chiacchier* ciarlatan* cinic* clientel*
    complott* contestat* contradd* corrompe* crepa* crepi crimin* critic* croll* crudel* culo dann* debol* degenerat*
    degrad* delinquent* delud* demenzial* demerit* denunc* depress* deprim* derub* detest* dilettant* disag*
    disapprov* discrimin* disdicevol* disgraz* disgust* disoccup* disonest* disper* dispiac* disprezz* disservizi*
    disson* distrugg* distrutt* dittator* dittatura doloros* dramma* dubbi* ebete* egois* emarginat* eresia errat*
    esager* esauri* esplos* esplod* espuls* fango fannullon* farabutt* fascist* fascism* fastid* fatic* fatale fess*
    ferit* fetent* figuracc* folli follia fottut* fotti frana fregat* fregar* frign* frod* frustr* furios* furt*
    galer* gelos* grave gravissim* guaio guai guast* idiozi* ignobil* ignor* illegal* illegit* imbarazz* imbrogli*
    immond* immoral* impaur* impeach impopolar* impoverit* impunit* inaccettabil* inadeguat* incendi* inciden*
    incivil* inciuc* incompet* incoeren* inconcep* incubo incubi indebit* indecen* indegn* indifferen* indign* inett*
    infam* infelic* infern* infett* ingann* ingrat* inquiet* inquin* insopportab* insicur* insofferen* insonn* insult*
    intoller* intralci* inutil* invid* irrispett* irrespons* irrit* isteri* lagn* lament* lercio lite litig* lurid*
    lutto macell* malaffar* malasanit* maled* malincon* malissimo mannagg* manipol* marci* mediocr* menzogn* meschin*
    mignott* minacc* miseri* miserabil* moribond* mostruos* nause* nazis* nefast* negativ* negligen* nemic* nervoso
    nient'altro obbrobri* oddio offend* offes* omicid* oppres* orror* oscen* oscur* ossession* pall* panico paralizz*
    parassit* patetic* pazz* peccat* pena penos* pericol* persecuzion* pesant* piagn* piant* pigr* poltron* populist*
    porc* povert* precar* pregiudiz* preocc* preposter* prepotent* presuntuos* privileg* prostitu* protest* provoc*
    puah puzz* questua rabbrivid* rabbios* raccapric* raccomandat* raffreddor* rammaric* rapin* razzis* reat*
    repression* ricatt* rifiut* rimors* rimpian* rincogl* ripugn* rischi* risent* rogn* romp* rotto rottur* rovin*
    rozz* ruffian* sabot* sanguin* sbatt* sbronz* scadent* scarso scem* schiav* sciagur* sciacall* scialb* sciocc*
    sciop* scippat* scomod* scomparsa* sconcert* sconfort* sconfitt* scoragg* scorrett* scostum* scusat* sdegn*
    seccatur* sequestr* sfacel* sfasci* sfiduci* sfig* sfinit* sfortun* sfrattat* sfrutt* sleal* sofferenz* soffoc*
    solitudin* sopport* soprus* spaccia* spavent* spazzatur* sporc* spregevol* squall* strage stragi strill*
    struggent* stuf* stupr* suicid* svent* svergogn* svogliat* tangent* tediat* teppist* terremot* terror* tiranni*
    tortur* tossic* tragedi* tragic* traumatic* tremend* trist* tumor* turbat* turpe ubriac* uccis* umili* usura
    vandali* vaffa* vaneggi* velen* vendett* vess* vigliacc* viscid* vomit* zoccol* zozz* madonn* cavolo minchi* bleah
    bleh colpe illuso illusi illusione farsa amaro amara vile vili casini accuse
    """,
    negations="non mai senza nessun nessuna né",
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
