"""German: its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "spenden|helfen|unterschreiben|mitmachen|unterstützen|kommen|geben|teilnehmen|demonstrieren|beitragen",
    "did": "gespendet|geholfen|unterschrieben|mitgemacht|unterstützt|teilgenommen|demonstriert|gegeben",
}

_PHRASES: dict[str, tuple[str, ...]] = {
    "act": ("ich|wir habe|haben *? *? *? {did}", "habe *? *? {did}", "ich|wir war|waren dabei"),
    "pledge": ("ich|wir werde|werden|will|wollen *? *? *? {do}", "bin|sind dabei", "ich spende"),
    "condition": ("wenn|falls|sofern", "eines tages"),
    "offer": ("ich|wir kann|können *? *? anbieten|helfen|fahren", "biete *"),
    "urge": (
        "bitte spendet|helft|teilt|teilen|spenden|unterschreibt|unterschreiben",
        "spendet|helft|unterschreibt|teilt",
        "jetzt spenden|unterschreiben|mitmachen|handeln",
        "wir müssen *",
        "lasst uns *",
    ),
    "demand-an-account": (
        "wo ist|bleibt|sind das|die geld|hilfe|spenden",
        "wer ist|trägt dafür? verantwortlich|verantwortung",
        "wir fordern *",
        "rücktritt|zurücktreten",
    ),
    "tell": (
        "ich wurde|habe|war *? *? verloren|verletzt|evakuiert",
        "meine|mein mutter|vater|haus|wohnung|familie",
    ),
    "testimony": (
        "ich wurde *? geschlagen|angegriffen|bedroht|vergewaltigt|verletzt",
        "wir|ich haben|habe alles verloren",
        "mein|unser haus wurde|ist *? zerstört|überflutet|abgebrannt",
    ),
    "ask": ("?", "weiß|kennt jemand"),
    "criticise": ("schande|peinlich|unfähig|versagen|versagt|skandal|widerlich|lächerlich|lügner",),
    "support": ("solidarität|danke|respekt", "ich|wir unterstütze|unterstützen"),
    "oppose": ("betrug|abzocke|geldverschwendung", "spendet nicht|nichts"),
    "share": ("rt *?",),
}

GERMAN = Language(
    code="de",
    table="de",
    has_spacy_stop_words=True,
    good="""
    gut gute guten guter gutes besser beste* super toll* schön* klasse prima großartig* fantastisch* herrlich* genial*
    geil* cool* lecker* liebe lieben liebst* geliebt* liebling* freu* froh* fröhlich* glücklich* glück gerne danke*
    dankbar* hoffnung* hoffentlich erfolg* gewinn* spaß spass lustig* witzig* lach* lächel* haha* hihi* hehe* perfekt*
    angenehm* nett* süß* süss* hübsch* stolz* begeister* empfehl* yeah juhu* yay endlich zufrieden* hervorragend*
    ausgezeichnet* glückwunsch* herzlich* stark* wow hammer nice love happy best great awesome entspann* gemütlich*
    sonn* feier* party küss* umarm* lol spannend* interessant* gelungen* solidar* mut mutig* lob* hilfreich* geschafft
    passt sauber traum* abenteuer* ahoi aktiv allerbeste* amüs* anständig* applaus attraktiv* aufregend* ausgelassen*
    authentisch* begabt* befreit* beeindruck* beliebt* beruhig* bewunder* bezaubernd* bravo* brillant* charm* chillig*
    chillen dankt edel effizient* ehrlich* einladend* einmalig* einwandfrei* elegant* engagiert* entzück* erfreu*
    erfrischend* erholsam* erholt* erleichter* ermutig* erstaunlich* erstklassig* fabelhaft* fair* famos* feinste*
    fesch* fetzig* fesselnd* fleißig* freiheit frieden friedlich* fürsorglich* geborgen* geduldig* geehrt geeignet*
    gefällt gefreut geniess* genieß* genuss geküsst gelacht gelassen* gerecht* gern geschenk* geschmack* gesund*
    gewonn* glaubwürdig* glänzend* glückwünsch* gönn* göttlich* gratulier* gratulation* grandios* grins* *grins*
    großzügig* hach hammergeil* harmonisch* heiter* heldin* helfen hilft hilfsbereit* hoffe hoffen höflich* humor*
    hurra* hüpf* ikone* innovativ* inspir* intelligent* jawoll* jubel* juchu* jeah kostenlos* kluge kluger klug
    kompetent* kraftvoll* kreativ* kult kultig* kuschel* kussi* knuff* knuddel* köstlich* krönend* lebensfroh*
    leidenschaft* liebenswert* liebevoll* lohnt loyal* luxus magisch* meisterhaft* megageil* menschlich* motivier*
    musterhaft* möge naschen neugier* niedlich* nützlich* optimal* optimis* paradies* passend* phänomenal* positiv*
    prachtvoll* prächtig* prost prickelnd* raffiniert* reizend* respekt* romantisch* rührend* sagenhaft* schatz
    schätz* schlau* schmeckt schmack* sensationell* siegt siegreich* sorgenfrei* souverän* spektakulär* spitzenmäßig*
    sportlich* stabil* strahl* stilvoll* sympathi* talent* tapfer* top triumph* unbezahlbar* unglaublich* unschlagbar*
    unterhaltsam* unterstütz* unvergesslich* überglücklich* überrasch* überwältigend* überzeug* vergnüg* verlässlich*
    verlieb* verwöhn* verzauber* volltreffer* vorbildlich* vorfreude* wahnsinnig* warmherz* weihnacht* weltklasse*
    wertvoll* willkommen* winner wochenende wohlfühl* woohoo* wunder* wünsche* yes yippie* zart* zauber* zuverlässig*
    zusammenhalt zuversicht* xd :d herzchen ❤ ♥ 👍 sieg siege siegen schick schicke vertrauen verdient heldenhaft*
    """,
    bad="""
    schlecht* schlimm* scheiss* scheiß* kacke mist blöd* dumm* doof* dämlich* hass* furchtbar* grausam* eklig* ekel*
    traurig* trauer* wein* heul* schade angst* ängst* sorge* problem* fehler* falsch* krank* schmerz* weh kopfschmerz*
    langweil* nerv* stress* ärger* wut sauer kotz* kaputt verloren verlier* verlust* tot tod tote toten gestorben
    mord* krieg* gewalt* opfer* unfall* katastroph* krise* skandal* betrug* lüge* lügner* korrupt* arm arme peinlich*
    schäm* schande* lächerlich* niemand enttäusch* frust* unfair* unverschämt* idiot* arsch* fick* fuck shit bitch wtf
    verdammt* hölle schwach* langsam* teuer* mies* übel* schuld* kritik* warn* droh* gefahr* gefährlich* einsam*
    vermiss* bescheuert* bäh hilfe unglück* beschwer* elend* grippe fieber kalt regen hate sad schwer* unfähig*
    versag* zerstör* angriff* attack* abartig* abfall* abgefuckt* abgelehnt* abgestürzt* ablehn* abschaum* absturz*
    absurd* abzock* aggressiv* ahnungslos* albern* allergi* alptraum* albtraum* anfeind* angekotzt* angeklagt*
    angepisst* anklag* anstreng* arbeitslos* armselig* armut* arrogant* arroganz asi asozial* assi attentat* auaa* aua
    autsch aufgereg* aufreg* ausbeut* ausgebrannt* ausgeraubt* ausländerfeind* ausrast* bankrott* banal* bange*
    bastard* beängstig* bedauer* bedroh* bedrück* beerdigung* befürcht* behinder* beklag* belanglos* beleidig*
    belästig* bekloppt* beschimpf* beschiss* bestraf* betrog* betrüg* betrunken* betrübt* beunruhig* bitter* blamier*
    blamage* blutet blutig* boshaft* bösartig* böse* boykott* brechreiz brutal* bullshit chaos* chaotisch* defekt*
    demütig* depp* deprimier* depress* desaster* dieb* diktat* diskriminier* dreck* dreist* droge* durchfall* düster*
    eifersücht* einbruch* eingebildet* empör* endlos* entsetz* erbärmlich* erbrech* erkält* ermord* ernüchtern*
    erschieß* erschlag* erschöpf* erschreck* erschütter* erstick* ertrink* explod* explosion* fail fails faschist*
    fatal* faul* feige* feind* fehlt fehlgeschlag* fehlschlag* fies* finster* flaute* flop floppt fluch* flücht*
    folter* frech* frier* fürchte* gammel* gammlig* garstig* gefährd* gefeuert* gejammer* gefängnis* gehässig*
    geisteskrank* gelangweilt* gelitten gemecker* geärgert* geheuchel* genervt* geschrei* gescheitert* gestört*
    gestress* gestunk* getötet* gewitter* gierig* giftig* gleichgültig* grauen* grausig* grässlich* grotten* gruselig*
    gähn* hartz hässlich* hetze* heuchel* heuchler* hilflos* hirnlos* hinterhält* hoffnungslos* horror* hungern hunger
    hurensohn* hysterisch* ignorant* ignorier* igitt* illegal* inkompeten* intoler* irrsinn* jammer* kaputte* klage*
    geklaut* kläglich* kollaps* krampf* kritisier* kriminell* krüppel* kummer* kündig* läst* lahm* leid* lärm* lügt
    mangel* massaker* miserabel* misshand* misslung* misstrau* mobb* mörder* motzen müll* mühsam* müde* nachteil*
    naiv* neid* niederlag* nutzlos* obdachlos* ohnmacht* panik* panne* passiv* pech* penner* pervers* pessimis* pfui*
    plage* pleite* pöbel* primitiv* provokat* provozier* quäl* quatsch* ramsch* rassis* rechtsextrem* reinfall* rotz*
    ruinier* rücksichtslos* rücktritt sabotage* sadis* sarkas* sauerei* saumäßig* scheiter* schäbig* schädlich*
    schaden* schädig* scheußlich* schikan* schimmel* schimpf* schlampe* schleim* schnupfen* schock* schreck* schrott*
    schwäch* schwein* schwierig* schwitz* seufz* sinnlos* sterbe* stirbt stink* stillstand stört streit* tadel*
    terrorist* todes* tödlich* toxisch* trostlos* tragisch* tragöd* trüb* tränen* trauma* trottel* tyrann* unangenehm*
    unbeliebt* unbequem* unehrlich* unerträglich* unfreundlich* ungeduldig* ungerecht* ungesund* unglaubwürdig*
    unheimlich* unmensch* unmöglich* unmut* unnötig* unruhig* unruhe* unschuldig* unsicher* unsinn* unterirdisch*
    unterdrück* untragbar* unwürdig* unzufried* unzuverlässig* urgh* ungeheuer* veracht* verarsch* verbiet* verboten*
    verbrech* verdreckt* verfluch* verfolg* vergewalt* vergift* verhaft* verhass* verkack* verletz* verlogen*
    vermasselt* vernachlässig* vernicht* verpass* verpeilt* verrat* verschlechter* verschwend* verspät* verstopf*
    verstört* vertreib* verwirr* verzweif* vollidiot* vollpfosten* vorurteil* vorwurf* widerlich* widerwärtig*
    winselt* witzlos* wixer* wichser* würg* wüten* zerbroch* zerrissen* zickig* zoff* zorn* zumutung* zusammenbruch*
    zynisch* überfall* überfordert* übertrieben* ätz* öde ödes ugh argh ohje oje mäh meh pff gemein gemeine
    gemeinheit* klaut qual qualen störend* störung*
    """,
    negations="nicht nich nie kein keine keinen keiner ohne niemals",
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
