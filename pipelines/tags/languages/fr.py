"""French: its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "donner|aider|signer|participer|soutenir|venir|aller|manifester|contribuer",
    "did": "donné|aidé|signé|participé|soutenu|manifesté|contribué",
}

_PHRASES: dict[str, tuple[str, ...]] = {
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
}

FRENCH = Language(
    code="fr",
    table="fr",
    has_spacy_stop_words=True,
    good="""
    bon bonne bons bonnes bien mieux meilleur* génial* excellent* formidable* merveill* fantastique* beau belle beaux
    belles joli* heureu* bonheur* content* merci* aime aiment aimer aimé* adore* amour* succès gagn* victoire* bravo
    félicit* espoir* espère rire* rigol* mdr ptdr drôle* sympa* gentil* parfait* idéal* fier* fière* recommand*
    chouette* cool top délici* joie* joyeu* enthousias* impressionn* innov* solidair* progrès bénéfi* avantage* utile*
    inspir* découvr* protection écologique* durable* propre* vive* enfin youpi hâte super* bises coeur* love happy
    grâce solution* soutien* aide* espér* sauv* récompens* positif* positiv* accueil accueillant* accompli* admir*
    adorable* adoré* affection* agréab* aimable* aimerais ambit* amical* ami amis amie amies amitié* améli* amus*
    applaud* appréci* ardent* astuc* attachant* authenti* beauté* bénévol* bien-être bienveill* bienvenue bijou*
    bisou* bonté brave* brilla* calin* câlin* charm* chaleur* champion* chance* chapeau chef-d'œuvre chef-d'oeuvre
    chéri* compétent* confian* confort* convain* convivial* courag* craqu* créati* crédible* cœur dévou* délect*
    délicat* délice* dignité divertiss* douce doux douceur dynam* éblouiss* éclat* efficac* égalité élég* embrass*
    émerv* émouvant* ému emouvant encourag* engagé* enchant* épat* épanou* épique équilibr* équit* éthique* étoil*
    étonnant* exceptionnel* exempl* exploit* extraordinaire* fabul* facile* facilit* fameux fascin* fav favor* fête*
    fidèl* fleur* fortiche* fraîch* fraternité fun généreu* générosité génie* glorieu* gourmand* gracieu* grandiose*
    gratitude gratuit* guéri* habil* haha* harmoni* héro* honnêt* honneur* honor* hourra humour illumin* impatien*
    impeccable* incontourn* incroyable* inoubli* ingéni* intellig* intéress* irréproch* jouiss* jubil* jouir justice
    kdo kiff* kif lauréat* légend* libert* loué* loyal* lucid* ludique* lumineu* magi* magnifi* majest* malin maîtris*
    mérit* miam mignon* miracl* mémorable* motiv* noble* novateur* optimi* paix palpit* partag* passion* perf* plais*
    plaît plait ploum poéti* préfér* précieu* prem's prestigi* prodig* progress* prometteu* prospér* prospère* protèg*
    prouesse* puiss* qualité* radieu* raffin* rassur* ravi ravie ravis réconfort* reconnaiss* régal* réjou* relance
    relax* remarquable* remerci* respect* respire rêve* réuss* richesse* romanti* rayonn* sagesse santé satisf*
    savour* séduis* sensas* serein* sérénité sexy sincèr* soleil somptu* souri* souten* spectaculaire* splend* stimul*
    sublim* subtil* succul* surprenant* swag talent* tendre* tolér* tranquil* transparen* trésor* triomph* unis*
    valeureu* valoris* vaillan* victorieu* volontiers wahou waouh wow whaou yes yeah youhou ❤ 👍 protég* solidar* béni
    bénie
    """,
    bad="""
    mal mauvais* pire* nul nulle nuls horrible* terrible* affreu* dégueul* dégout* haine* hais détest* triste* pleur*
    larme* douleur* malheur* peur* crain* inqui* erreur* faute* échec* échou* perd* perte* mort* mourir tue* tué*
    meurtr* victime* accident* crise* corrup* mensong* menteur* voleur* ridicul* idiot* con conne cons connard*
    stupid* débile* merde* putain* pute* bordel chiant* ennui* fatigu* énerv* rage* injust* malade* souffr* déçu*
    décept* personne rien laid* moche* catastroph* scandal* dange* menac* pollu* toxique* radioactiv* nucléaire*
    destruct* détrui* dispar* extinction* réchauffement manque* impossible* difficile* grave* lament* absurd* fraude*
    accus* critiq* dénonc* condamn* refus* contre sale pfff* hélas taxe* impôt* surcoût* interdi* illég* hate sad
    braconn* déforest* sécheresse* inond* marée noire licenci* abandon* abatt* abject* aberr* abîm* abrut* abus*
    accabl* aggrav* agress* aïe aigr* alarm* amer* anéanti* angoiss* anomal* anxie* arnaqu* arrogant* asphyxi*
    assassin* attaqu* attentat* atroc* avar* aveugl* bafou* bâcl* banal* bâtard* batard* baston* bête bêtis* beurk
    bidon* bizarr* blâm* blasé* bless* bloqu* boud* bouh boulet* bousill* boycott* braqu* brûl* brut* burn* cancer*
    cauchemar* cata censur* cérébr* cess* chaos* chagrin* charogn* chial* chier chiée choqu* choc chôm* chute* clash*
    collaps* colèr* complot* conflit* confus* connerie* connass* constern* contamin* contraint* coupabl* couteux
    crade* crado craign* crash* crétin* crev* crève* crim* croul* cruauté cruel* culpab* cynis* cyniqu* débâcle*
    décadent* décéd* décès déch* déconn* décourag* dédain* défaill* défaite* défaut* défavor* déficit* dég dégag*
    dégâts dégénér* dégoût* dégrad* délai* délinqu* démago* démiss* dénigr* déplor* déport* dépress* déprim* dérang*
    dérap* dérègl* désagr* désarroi désastr* désert* désespé* déshon* désol* désordre* dette* deuil* dévast* diabl*
    dictat* difficulté* diffam* discrimin* disput* dommag* drame* dramati* drogu* écœur* écoeur* effondr* effray*
    effroy* égoïs* embêt* emmerd* empir* empoison* endett* enfer enferm* enfoir* enflamm* enfum* engueul* ennem*
    ennuy* enrag* enrhum* enterr* envahi* épouvant* épuis* erron* escroc* escroqu* esclav* étouff* exagér* exaspér*
    excès exécr* expuls* extrémis* fâch* facho* faibl* faill* faim fainéant* famine* fasc* fatal* fauss* faux fiasco*
    fichu* flemm* fléau* foutag* foutre foutu* frauduleu* froussard* frustr* furieu* gâch* gaffe* galèr* gaspi* gên*
    génocid* gerb* glauque* gouffre* gravissim* grimac* gripp* gronder grossier* guerr* gueul* harcel* harcèl* hont*
    horreur* horrifi* hostil* humili* hypocri* ignor* ignobl* illusoir* immond* immoral* impass* imbuvable* imbécil*
    imposteur* impuiss* impunit* inaccept* inadmissible* inaction incapab* incendi* incohér* incomp* inconsci*
    incultur* indécen* indign* inég* inept* inexcus* infâm* infect* infern* ingérable* inhumain* injuri* insécurit*
    insens* insolent* insomni* instab* insult* insupport* intégris* intolér* intox* inutil* invivable* irrespect*
    irrespons* irrit* jaloux jalous* lâch* lass* lésé* limog* loser* louche* lugubr* lynch* mafi* maladi* malais*
    malchanc* maléfi* malfais* malhonnêt* malin* malsain* maltrait* manipul* massacr* maudit* mécont* méchan* médiocr*
    méfi* mépris* mesquin* migrain* minab* misér* misère* monstr* moqu* naïf naufrag* nausé* nazi* négatif* négativ*
    néfast* néglig* niais* niqu* nocif* nociv* nuis* obscèn* obscur* odieu* offens* opprim* oppress* ordur* otage*
    outr* pagaill* panique* paresse* parasit* pathétiqu* patho* pauvr* pédop* peine* pénib* pénurie* péril* pest*
    pétoch* pff piètr* pillage* pitié* pitoy* plaign* plaint* plombe* poison* polém* pourri* prétent* prison problém*
    problèm* profiteur* provoc* punir puni punition* puant* pue racail* racis* racket* râl* rancun* raté* ravag*
    raz-le-bol ras-le-bol marre rejet* regret* relou* répress* répugn* retard* révolt* rigid* ruin* rupture* sabot*
    saccag* sadi* sal salaud* salop* salet* sanction* sanglot* saoul* sectair* sinistr* solitude* sordid* sombr*
    souci* soûl* soupçon* stress* suicid* surtax* suspect* taré* terrifi* terroris* tortur* tourment* toxicit* tragé*
    tragiqu* trahi* traître* traumatis* trembl* trich* tromp* troubl* tsunami* tyran* ulcér* urgenc* usurp* vandal*
    vénal* veng* vicieu* viol* vomi* vulgair* vulnér* zut ☹ 👎 😡 désinform* panne pannes exclusion* coûteu* meurt
    lourdement
    """,
    negations="pas ne n'est jamais sans aucun aucune ni plus",
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
