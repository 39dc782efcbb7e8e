"""Spanish: its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "donar|ayudar|firmar|participar|apoyar|ir|dar|colaborar|marchar|compartir",
    "did": "donado|ayudado|firmado|participado|apoyado|dado|colaborado|marchado",
}

_PHRASES: dict[str, tuple[str, ...]] = {
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
}

SPANISH = Language(
    code="es",
    table="es",
    has_spacy_stop_words=True,
    good="""
    bueno buena buenos buenas buen bien mejor mejores genial* excelent* increíble* maravill* fantástic* hermos* bonit*
    lind* precios* guap* feliz felices felici* alegr* gracias amo amor amar ama encant* gust* disfrut* éxito* exit*
    gan* triunf* mejorar* divert* jaja* risa* reír sonri* ideal* amable* simpátic* dulc* rico rica orgullo* recom*
    espectacular* bravo enhorabuena* esperanza* ilusion* abraz* quier* querid* viva olé ole grande* mola* chul* guay
    súper super estupend* magnífic* tranquil* paz suerte fiesta* celebr* amig* apoy* solidar* valient* buenísim* love
    happy best great cool mejora inspir* bendi* ador* fenomenal* brillant* impresion* emocion* favorit* valor agradec*
    agradable* acert* acierto* admir* afortunad* alivi* ánimo* animo ansío aplau* apasion* aprob* atractiv* auténtic*
    ayud* bacan* bacán bakan bello bella bellos bellas belleza* benefici* bienvenid* bárbaro bonísim* caballero
    calidad calidez cálid* campeon* campeón cariñ* carisma* carcajad* chéver* chevere chido chida chidos chistos*
    coraje crack* delici* dichos* diosa dulzura elegan* enamor* energía entus* épic* esfuerz* especial especiales
    espléndid* estrella* excit* exquisit* extraordinari* fácil fascin* flipante fortuna generos* glori* goce gracios*
    gratific* gratitud grandios* gran halag* héro* heroe* heroína honest* humor humild* ilumin* impactant* impecable*
    importante* increible* ingenio* inmejorable* inolvid* insuper* inteligen* interesante* jeje* jiji* júbilo justicia
    leal* libertad logr* magia mágic* majo maja majísim* mérit* merec* milagro* mimos molón monad* mono mona motivad*
    noble* notable* ojalá optimis* pacífic* pasión pasote perfec* placer* positiv* prefer* premi* prosper* próspero*
    puntazo radiant* regal* relaj* relax respet* reviv* ricura ricas ricos romántic* sabor* sabros* saludable* satisf*
    sensacional* sexy sincer* sobresaliente* sonrío sorprend* sublime* sueñ* superación sutil* talent* tesoro* ternura
    tierno* tierna* útil* valent* vencer* vibrant* victori* vitamin* wapa wapo wow yeah yuju yupi yupii 😍* tqm xoxo
    besit* besazo* bonic* cumpleaños felizz* graciass* mejorcit* mejorando recuper* maestr* genio genia genios olee
    crema temazo* golazo* partidazo* peliculón discazo libraco descojon* partirme meo lol jajs xd xdd xddd 😂 valioso*
    valiosa* verdaderazo riquísim* beso besos
    """,
    bad="""
    mal mala malo malos malas peor peores fatal* terrible* asco* asqueros* odio odia* llor* lágrim* pena* dolor*
    duele* daño* enferm* temor* preocup* problema* error* fall* fracas* perd* pérdid* muert* muere morir murió mata*
    asesin* guerra* víctima* accident* crisis corrup* mentir* ladr* estaf* vergüenza* vergonz* ridícul* idiota*
    imbécil* tont* estúpid* puta* puto* joder jodid* coño cabr* cans* enfad* rabia molest* ira injust* lament*
    desgraci* frustr* nadie nada feo fea feos asust* sola ansied* estrés estres* sufr* culpa* crítica* basura* maldit*
    pésim* deficient* caro cara imposible* difícil* extrañ* hate sad fuck shit denunci* dimit* fraud* negativ* agobi*
    tard* dormir examen* llov* grit* insult* abandon* aborrec* abort* abus* aberr* absurd* aburr* agon* agot* agres*
    alarm* amarg* amenaz* angust* ansios* antipát* apest* arruin* arrepent* atac* ataque* atent* aterr* atropell*
    atroz avar* bajón bajon basta bastard* bobada* bobo boba bochorn* bofetad* bronca brutal* burl* calamidad*
    calumni* cagad* cáncer capull* carec* castig* catástrof* catastróf* celos* cerdo* chung* chusm* cínic* cobard*
    colaps* coñazo* conden* conflict* contamin* cruel* cutr* debil* débil* decaíd* decepc* defect* defraud* delinc*
    delito* denigr* deplorable* depre depres* deprim* derrot* desastr* desapar* desagrad* desconf* descuid* desesper*
    deshonest* desilus* desmotiv* desperdici* despid* desprec* destroz* destru* desvergonz* deuda* dictad* difam*
    discrimin* disgust* dolid* dram* egoís* embust* engañ* enoj* entierr* envidi* equivoc* escándal* escandal* espant*
    estallar excus* explot* falacia* falsedad* falso falsa falsos falsas fanátic* fascis* fastidi* fatig* feísim*
    fiasco* fiebre flojer* flojo floja fobia* friald* fúnebr* furia furios* gripe guarr* gilip* hambre hart* hdp
    herid* hipócrit* hipocr* horror* hostia* hostil* hundi* humill* ignor* ilegal* impoten* impun* incapaz incapac*
    incendi* incoheren* incómod* incompet* inconsci* incult* indign* inept* infame* infecc* infeliz* infern* infierno*
    inmund* inquiet* insegur* insensib* insomnio insoport* insufrible* inútil* inutil* invad* irrespons* irrit* jodo
    lástim* lastim* llanto machist* machism* mafia* malísim* malvad* maldad* maldición malaganа maltrat* manipul*
    masacre* mato mediocr* mied* miserable* monstr* moribund* mugre nauseab* náusea* nefast* negligen* nervios*
    ningune* odios* ofend* ofens* opres* oprim* oscur* padec* pánico parásit* patétic* payas* pelea* peligr* penos*
    pesadill* pesimis* pobreza pobrecit* podrid* polémica* porquer* prejuic* preso pringad* problemátic* protest*
    pudr* quej* quiebra rabios* racis* recort* rechaz* regañ* rencor* repugn* resac* resfriad* resign* reprob* retras*
    robo ruid* ruin* sarcas* secuestr* siniestr* soberbi* soledad sospech* suci* suicid* suspend* suspenso* tedio*
    temblor* terror* tirano* tóxic* tortura* traged* trágic* traición* traidor* trampa* trauma* trist* uff uf ugh
    vaci* vacío vago vandal* veneno* verguenza viol* vomit* vómit* xenof* zorra* malestar petard* gentuza
    sinvergüenza* sinverguenza* imbecil* subnormal* mongol* lerd* pesimo horribl* ptm ctm hp hijueput* malparid*
    pendej* pinche chinga* verga culer* webon* weá wea cagó qlo culiao* boludo pelotud* forro mierd* venganza* broncas
    lenta frío vengativ* robos robar roban robado robaron carísim*
    """,
    negations="no nunca jamás sin ni tampoco",
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
