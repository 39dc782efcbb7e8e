"""Words of good and of bad, by language, written for this project; and how many of each a text has.

`word*` stands for every word that begins so. A word under a negation within three words counts for the other side.
"""

# ruff: noqa: E501 - a list is one line

from functools import lru_cache
from typing import NamedTuple

from pipelines.tags import lexicon_nordic
from pipelines.tags.lexicon_nordic import BOOSTS, bokmal
from pipelines.tags.vader import emoji_valence
from pipelines.tags.words import Words

GOOD = lexicon_nordic.GOOD | {
    "de": "gut gute guten guter gutes besser beste* super toll* schön* klasse prima wunderbar* wundervoll* großartig* fantastisch* herrlich* genial* geil* cool* lecker* liebe lieben liebst* geliebt* liebling* freu* froh* fröhlich* glücklich* glück gerne danke* dankbar* hoffnung* hoffentlich erfolg* gewonnen gewinn* spaß spass lustig* witzig* lach* lächel* haha* hihi* hehe* perfekt* angenehm* nett* süß* süss* hübsch* stolz* begeister* empfehl* yeah juhu* yay hurra endlich freude* freund* zufrieden* hervorragend* ausgezeichnet* sympathisch* bravo glückwunsch* herzlich* stark* wow hammer nice love happy best great awesome mag entspann* gemütlich* traumhaft* sonn* feier* party küss* umarm* lol spannend* interessant* gelungen* respekt solidar* mut mutig* lob* hilfreich* geschafft passt sauber verliebt* traum*",
    "es": "bueno buena buenos buenas buen bien mejor mejores genial* excelent* increíble* maravill* fantástic* hermos* bonit* lind* precios* guap* feliz felices felicidad* felici* alegr* gracias amo amor amar ama encant* gust* disfrut* éxito* exit* gan* triunf* mejorar* divert* jaja* risa* reír sonri* perfect* ideal* amable* simpátic* dulc* rico rica ric* orgullo* orgullos* recom* recomiendo espectacular* bravo enhorabuena* esperanza* ilusion* abraz* bes* quier* querid* viva olé ole grande* mola* molan chul* guay súper super estupend* magnífic* tranquil* paz éxitos suerte fiesta* celebr* amig* apoy* solidar* valient* buenísim* love happy best great cool mejora inspir* bendi* adoro ador* fenomenal* brillant* impresion* emocion* emocionad* favorit* valor",
    "fr": "bon bonne bons bonnes bien mieux meilleur* super génial* excellent* formidable* magnifique* merveill* fantastique* beau belle beaux belles joli* heureu* bonheur* content* merci* aime aiment aimer aimé* adore* amour* plaisir* réussi* succès gagn* victoire* bravo félicit* espoir* espère rire* rigol* mdr ptdr drôle* sympa* gentil* agréable* parfait* idéal* fier* fière* recommand* chouette* cool top délici* sourire* joie* joyeu* enthousias* impressionn* innov* solidair* solidarit* courage* progrès améliore* bénéfi* avantage* utile* intéressant* passionn* inspir* découvr* favoris* protége* protection écologique* durable* propre* vive* enfin youpi hâte super* bisous* bises coeur* love happy grâce solution* soutien* soutenir aide* espér* sauv* récompens* réjoui* positif* positive* positiv*",
    "it": "bello bella belli belle bellissim* bel buon buona buoni buone buono bene ottim* miglior* meglio grande grandissim* fantastic* meravigli* splendid* stupend* eccezional* eccellent* incredibil* perfett* amo amore amor ama adoro ador* felice felici felicità contento contenta content* gioia* allegr* grazie* ringrazi* piace piacevol* piaciut* simpatic* divert* ridere rido ahah* haha* sorris* sorrid* vinc* vinto vittori* success* brav* complimenti auguri* speranz* sper* fiduci* orgoglios* orgoglio interessant* emozion* emozionant* dolce dolc* carino carin* forza viva evviva festa* amic* abbracc* baci* tesor* cuore* fortunat* fortuna consigli* applaus* onest* giust* serio appoggio sostengo merit* coraggi* solidar* riuscit* cool love happy best genial* capolavor* grand* finalmente spettacol* spettacolar* utile* positiv* tranquill* rilass*",
    "pt": "bom boa bons boas bem melhor* ótim* otim* excelente* incrível* maravilh* fantástic* lind* bonit* bel* feliz* felicidade* alegr* obrigad* amo amor* amei amar ama adoro ador* gost* curti* sucesso* ganh* venc* vitóri* parabéns parabens diver* divertid* kkkk* haha* rsrs* risos rir rindo sorri* perfeit* top show demais fofo fofa fof* querid* orgulh* recomend* espetacular* espetácul* brilhant* esperanç* abraç* beij* saudade* viva legal massa arras* mito talent* delicios* delíci* gostos* emocion* emocionant* merec* torc* torcida campeã* campeão linda lindo maravilhosa rainha* diva* sensacional* genial* impec* inspir* apoio* solidar* coragem* sorte festa* amig* love happy best favorit* shippo graças deus abençoad* aplaus* finalmente super",
    "ar": "جميل* الجميل* حلو* رائع* الرائع* ممتاز* حب أحب احب بحب نحب حبيبي حبيب* الحب سعيد* السعاد* سعاد* فرح* الفرح مبروك* مبارك* شكرا شكر* الشكر افضل أفضل احسن أحسن خير الخير نجاح* النجاح ناجح* فوز الفوز فاز امل أمل الأمل نصر النصر انتصار* ههه* الله يحفظ* عظيم* العظيم* جيد* ابداع* مبدع* روع* فخر* فخور* كريم* الكريم* صادق* بطل* البطل* ابطال* أبطال* اجمل أجمل ممتع* لذيذ* طيب* بركة يبارك بارك الحمدلله الحمد محترم* عبقري* قوي* تحيا عاش سلام السلام تهنئة تهاني نهنئ يسلم* تسلم* وردة ورد ❤* قلبي قلب يضحك ضحك* ابتسام* تفاؤل دعم ندعم مميز* خرافي* اسطور* أسطور* جنة الجنة نعمة تحفه تحفة هدية",
    "hi": "अच्छ* बढ़िया बहुत सुंदर सुन्दर प्यार* खुश* खुशी* धन्यवाद शुक्रिया बेहतर* शानदार* महान* जीत* सफल* बधाई* शुभ* आनंद* मज़ा मज़ेदार उम्मीद* गर्व* सच्च* प्रिय* मदद* जय अच्छा achha accha acha achi acchi acche ache badhiya badiya mast pyaar pyar pyara pyaari khush khushi maza mazaa maja mazedar jeet jeeta jeete jeetega jeetenge badhai mubarak shukriya dhanyavaad dhanyawad sundar khubsurat khoobsurat shandar zabardast jabardast kamaal kamal sahi jai shubh dost love loved lovely good great best nice happy awesome amazing beautiful superb super wow win wins won winning congrats congratulations thanks thank thanx thnx excellent fantastic brilliant proud haha* hehe* lol cute sweet cool enjoy enjoyed fun hope luck perfect favourite favorite",
}

BAD = lexicon_nordic.BAD | {
    "de": "schlecht* schlimm* scheiss* scheiß* kacke mist blöd* dumm* doof* dämlich* hass* hasse hassen furchtbar* schrecklich* grausam* eklig* ekelhaft* ekel* traurig* trauer* wein* heul* leider schade angst* ängst* sorge* problem* fehler* falsch* krank* schmerz* weh kopfschmerz* müde langweil* nerv* nervt stress* ärger* wütend* wut sauer kotz* kaputt verloren verlier* verlust* tot tod tote toten sterben gestorben mord* krieg* gewalt* opfer* unfall* katastroph* krise* skandal* betrug* lüge* lügner* korrupt* arm arme peinlich* schäm* schande* lächerlich* nie niemand enttäusch* frust* unfair* unverschämt* idiot* arsch* fick* fuck shit bitch wtf verdammt* hölle schwach* langsam* teuer* mies* übel* schuld* kritik* warn* droh* gefahr* gefährlich* einsam* vermiss* bescheuert* bäh igitt hilfe unglück* beschwer* elend* grippe fieber kalt regen hate sad schwer* unfähig* versag* zerstör* angriff* attack*",
    "es": "mal mala malo malos malas peor peores fatal* horrible* terrible* asco* asqueros* odio odia* odiar* triste* tristeza* llor* lágrim* pena* dolor* duele* daño* enferm* miedo* temor* preocup* problema* error* fall* fracas* perd* pérdid* muert* muere morir murió mata* asesin* guerra* violen* víctima* accident* crisis corrup* mentir* ladr* rob* estaf* vergüenza* vergonz* ridícul* idiota* imbécil* tont* estúpid* gilipollas mierda puta* puto* joder jodid* coño cabr* aburri* cans* harto harta* hasta enfad* rabia molest* ira injust* lament* desgraci* decepcion* frustr* nunca jamás nadie nada feo fea feos asust* sol* solo sola ansied* estrés estres* sufr* culpa* crítica* basura* maldit* pésim* deficient* lento car* caro cara imposible* difícil* extrañ* xc no hate sad fuck shit denunci* dimit* fraud* negativ* agobi* tard* dormir examen* llov* grit* insult* peligro*",
    "fr": "mal mauvais* pire* nul nulle nuls horrible* terrible* affreu* dégueul* dégout* haine* hais déteste* détest* triste* tristesse* pleur* larme* douleur* malheur* peur* crain* inquiét* inqui* problème* erreur* faute* échec* échou* perd* perte* mort* mourir tue* tué* meurtr* guerre* violen* victime* accident* crise* corrupt* corrup* mensong* menteur* voleur* vol honte* honteu* ridicul* idiot* imbécile* con conne cons connard* stupid* débile* merde* putain* pute* bordel chiant* ennui* fatigu* énerv* colère* rage* injust* malade* souffr* déçu* décept* jamais personne rien laid* moche* catastroph* scandal* dange* menac* pollu* toxique* radioactiv* nucléaire* destruct* détrui* dispar* extinction* réchauffement manque* impossible* difficile* grave* gravement lament* pitoyable* absurd* fraude* accus* critiq* dénonc* condamn* refus* contre sale pfff* hélas malheureusement taxe* taxes impôt* surcoût* interdi* illég* plainte* hate sad gaspill* braconn* déforest* sécheresse* inond* marée noire licenci*",
    "it": "male mal cattiv* brutto brutta brutti brutte peggio peggior* pessim* orribil* terribil* orrend* schif* odio odi* odiare triste* tristezza* piang* lacrim* dolore* paura* preoccup* problem* error* sbagli* fallim* perd* perso persa mort* morire muore uccid* ammazz* guerr* violen* vittim* incident* crisi corrott* corruzion* bugi* bugiard* ladr* rub* truff* vergogn* ridicol* idiot* imbecill* cretin* stupid* deficient* coglion* cazzo cazzi cazzat* merd* puttan* troi* stronz* vaffanculo fanculo noia noios* stanc* arrabbi* rabbia incazz* ingiust* malat* soffr* delus* delusion* mai nessuno niente nulla fals* ipocri* tass* evas* dimett* dimission* fallit* disastr* scandal* incapac* incompeten* buffon* pagliacc* povero poveri poverin* purtroppo peccato difficil* impossibil* colpa* colpevol* bast* basta ansia* stress* ospedal* febbre febbr* mafi* inquisit* condann* indagat* sprec* tagli* uffa boh hate sad vecch* casta tradit* licenzi* massacr* manganell*",
    "pt": "mal mau má maus más ruim ruins pior* péssim* horrível* terrível* nojo* nojent* odeio odi* ódio triste* tristeza* chor* lágrima* dor dores doi dói medo* preocup* problema* erro* errad* fracass* perd* morte* morr* mort* mata* assassin* guerra* violên* vítima* acident* crise* corrup* mentir* mentiros* ladr* roub* golpe* vergonh* ridícul* ridicul* idiota* imbecil* burro burra* estúpid* merda* porra* caralho* puta* foda* fuder bosta* cu chat* chato* chata* cansad* raiva* irrit* injust* doente* sofr* decepcion* nunca ninguém nada feio feia lixo* falsa falso fals* difícil* dificil* impossível* azar* culpa* crítica* desgraç* maldit* droga saco preguiça* sono estress* ansie* insuport* sem não eliminad* sair saiu fraco* lament* aff* pqp vsf fdp vtnc hate sad arrog* hipócrit* preconceit* machis* racis* absurd* trist* credo socorro entediant* tédio gafe",
    "ar": "سيئ* سيء* اسوأ أسوأ اسوء قبيح* كره* اكره أكره حزين* حزن* الحزن مؤلم* ألم الم بكاء يبك* تبك* دموع موت الموت مات ماتت قتل* القتل قتيل* مقتل شهيد* الشهيد استشهاد شهداء حرب الحرب قصف* القصف ارهاب* الارهاب إرهاب* داعش* مجزر* جريم* جرائم مجرم* فشل* الفشل فاشل* خسار* خسر* خوف الخوف خائف* كذب* كاذب* الكذب خيان* خائن* خون* ظلم* الظلم ظالم* فساد* الفساد فاسد* سرق* لص* حرام* عار العار خزي كلب* كلاب الكلاب حمار* غبي* اغبياء تافه* وسخ* قذر* حقير* احقر أحقر حقير لعن* يلعن العن ضحايا ضحي* جرح* جريح اصاب* اعتقال* معتقل* سجن* تعذيب انقلاب* الانقلاب* مرض* مريض* للاسف للأسف أسف مشكل* مصيب* كارث* ازم* أزم* فقر* جوع* حصار* تدمير* دمر* انفجار* تفجير* عنف* تهديد* غضب* زفت زباله زبالة خراب* يحرق* حرق* مستفز* كفر* كافر* عيب 💔* لا ليس ما مش وحش*",
    "hi": "बुरा बुरी बुरे गंद* दुख* दुःख* खराब* नफरत* गुस्स* झूठ* चोर* भ्रष्ट* मौत* मर हत्या* हार* रो दर्द* डर* समस्या* परेशान* शर्म* बेकार* गलत* मुश्किल* bura buri bure gandi ganda gande kharab kharaab bekar bekaar dukh dukhi gussa nafrat jhooth jhuth jhutha chor bhrasht maut mar mara marr haar haara harega rona rote roya dard darr dar sharam sharm galat galt pareshan pareshaan mushkil bakwas bakwaas pagal kutta kutte kutti saala sala saale chutiya harami kamina kamine bc mc nalayak bewakoof gadha ghatiya fail failed faltu hate hated sad bad worst terrible horrible sick angry annoying boring bored cry crying died dead death die kill killed lose lost losing loser pain problem problems shame shit fuck fucking stupid idiot idiots ugly tired alone hurt hurts sorry miss missing disgusting pathetic poor wrong worry worried cheat cheater liar scam corrupt nahi nhi nahin mat never",
}

NEGATIONS = lexicon_nordic.NEGATIONS | {
    "de": "nicht nich nie kein keine keinen keiner ohne niemals", "es": "no nunca jamás sin ni tampoco", "fr": "pas ne n'est jamais sans aucun aucune ni plus",
    "it": "non mai senza nessun nessuna né", "pt": "não nao nunca sem nem jamais n", "ar": "لا ليس ما مش مو لم لن بدون غير", "hi": "nahi nahin nhi na mat not no never नहीं ना",
}  # fmt: skip

BOOSTED = frozenset(("nb", "nn", "da", "sv"))
SAME = {"nn": "nb"}  # written apart, felt alike: the lists hold what both write


class Tone(NamedTuple):
    """How many good and bad words and emoji a text has, and how many of its words were negated."""

    good: int
    bad: int
    emoji: float  # summed valence, about -1..1 each
    negated: int


@lru_cache(maxsize=32)
def _lists(code: str) -> tuple[dict[str, int], dict[str, int], frozenset[str]]:
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    for sign, lists in ((1, GOOD), (-1, BAD)):
        for word in lists[code].split():
            (stems if word.endswith("*") and len(word) > 2 else whole)[word.rstrip("*")] = sign
    negations = frozenset(NEGATIONS[code].split())
    return {word: sign for word, sign in whole.items() if word not in negations}, stems, negations


def speaks(code: str | None) -> bool:
    """Whether there are lists for a language."""
    return code is not None and SAME.get(code, code) in GOOD


def tone(tokens: Words, code: str) -> Tone:
    """Good and bad words of a text in a language that `speaks`."""
    whole, stems, negations = _lists(SAME.get(code, code))
    good = bad = negated = 0
    emoji, reach = 0.0, 0
    for word in map(bokmal, tokens.lower) if code == "nn" else tokens.lower:
        if word in negations:
            reach = 4
            continue
        reach = max(0, reach - 1)
        sign = whole.get(word) or _stem(word, stems)
        if not sign and code in BOOSTED and (boost := BOOSTS.match(word)):
            sign = whole.get(word[boost.end() :]) or _stem(word[boost.end() :], stems)
        if sign:
            negated += reach > 0
            good, bad = (good + 1, bad) if (sign > 0) != (reach > 0) else (good, bad + 1)
        elif len(word) == 1 and word > "\u2000":
            emoji += emoji_valence(word)
    return Tone(good, bad, emoji, negated)


def _stem(word: str, stems: dict[str, int]) -> int:
    for end in range(min(len(word), 14), 2, -1):
        sign = stems.get(word[:end])
        if sign:
            return sign
    return 0
