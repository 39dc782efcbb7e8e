"""Portuguese: its words, as posts use them, and the phrases that show acts. Written for this project."""

from pipelines.tags.languages.base import Language

_WORD_LISTS = {
    "do": "doar|ajudar|assinar|participar|apoiar|ir|dar|colaborar|contribuir",
    "did": "doado|ajudado|assinado|participado|apoiado|dado|contribuído|doei|assinei|ajudei",
}

_PHRASES: dict[str, tuple[str, ...]] = {
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
}

PORTUGUESE = Language(
    code="pt",
    table="pt",
    has_spacy_stop_words=True,
    good="""
    bom boa bons boas bem melhor* ótim* otim* excelente* incrível* maravilh* fantástic* lind* bonit* bel* feliz*
    alegr* obrigad* amo amor* amei amar ama ador* gost* curti* sucesso* ganh* venc* vitóri* parabéns parabens diver*
    kkkk* haha* rsrs* risos rir rindo sorri* perfeit* top show demais fof* querid* orgulh* recomend* espetacular*
    espetácul* brilhant* esperanç* abraç* beij* saudade* viva legal massa arras* mito talent* delicios* delíci*
    emocion* merec* torc* campeã* rainha* diva* genial* impec* inspir* apoio* solidar* coragem* sorte festa* amig*
    love happy best favorit* graças deus abençoad* aplaus* finalmente super admir* agradec* agradável agradáveis
    alívio ame amando amava amemos amizade* animad* aplaud* apaixon* arrepi* atencios* autêntic* bacana* baita bençã*
    bendit* bençoe bonz* boníssim* caprich* carinh* carisma* carismátic* cativ* celebr* champion charm* cheiros*
    comemor* competente* comprometid* confiança confort* conquist* contente* crush cute dádiva* delicad* digna
    deslumbrante* dignidade divo divos divin* dorei doçura eba ebaa eficien* elegante* elog* emoção encant* energia*
    engraçad* entusias* épic* especial especiais espert* estiloso estrela* extraordin* fabulos* fã fãs fav felic*
    fenomen* ferinha festej* fiel flores formidável fodástic* gata gargalh* genero* gentil gentileza glória glorios*
    gratidão guerreir* harmon* hehe* herói* heroína honest* honra* hilári* humild* ícone* ideal ilumin* imperdível
    impressionant* incentiv* inesquec* instig* inteligen* interessant* irad* jóia justiça lacr* liberdade lovei luz
    maneir* magnífic* magic* mágic* maravilindos mérito milagr* mitou mitando musa nobre notável obg oba obaa orei
    ouro paixão paz perf perfeição perfs poderos* positiv* prazer* preferid* premi* prestigi* privilégio* progress*
    promis* reconhec* relax* respeit* revig* rica risada* romântic* sabor* satisf* saudável saúde sensat* sensac* sexy
    simpátic* sincer* sonh* sortud* sublime suave tchutchuca tesão tesour* topzera tops tranquil* triunf* tmj único
    única únicos uhu uhul* uhuu urru valeu valoriz* vibr* vitorios* viciad* viciei vlw virtude* xodó yay yes wow
    wonderful zueira zoeira amém amem gracinha graça gracios* quentinho aconcheg* shipp* otp ❤ protegid* benç
    confiante*
    """,
    bad="""
    mal mau má maus más ruim ruins pior* péssim* terrível* nojo* nojent* odeio odi* ódio chor* lágrima* dor dores doi
    dói medo* preocup* problema* erro* errad* fracass* perd* morr* mort* mata* assassin* guerra* violên* vítima*
    acident* crise* corrup* mentir* ladr* roub* golpe* vergonh* ridícul* ridicul* idiota* imbecil* estúpid* merda*
    porra* caralho* puta* foda* fuder bosta* cu chat* raiva* irrit* injust* doente* sofr* decepcion* ninguém nada feio
    feia lixo* fals* difícil* dificil* impossível* azar* culpa* crítica* desgraç* saco preguiça* sono estress* ansie*
    insuport* eliminad* sair saiu fraco* lament* aff* pqp vsf fdp vtnc hate sad arrog* hipócrit* machis* racis*
    absurd* trist* credo socorro entediant* gafe abandon* abomin* aborrec* abus* aflit* agoni* agredi* agress* alag*
    ameaç* amarg* angústi* angusti* ansios* antipát* apanh* arrepend* arruin* assalt* assust* atac* ataque* atrasad*
    aterror* babac* bagunç* banal bandid* bêbad* besteir* bestas bizarr* boçal boring bobagem burr* brigas brochant*
    brut* buá caos câncer cansa* cansei canalha* calúni* castig* catástrof* caótic* caro celulit* censur* choque*
    ciúm* ciumes cínic* cobrad* colaps* complicad* conflit* constrang* contamin* coitad* cruel* cuzão cusp* danad*
    deboch* decad* deceps* defeit* delinquen* demiss* demit* denunci* deplor* depre depress* deprim* deprê derrot*
    desagrad* desanim* desânim* desastr* desconfi* descaso desemp* desesper* desgost* desilud* desilus* desmaiar
    desmotiv* desnecess* despedi* desprez* desrespeit* destr* desvi* dificuld* ditad* discrimin* doenç* doend* dolor*
    dóem droga* embuste* empobr* encheção encrenc* enfarte enferm* engan* enjo* enterr* escândal* escandal* escrot*
    esgot* espanc* estrag* estupid* estupr* exagerad* exaust* execr* explod* expuls* extor* falh* falid* faltou
    fanátic* fascis* favela febre fedor* fede feri* fdps fiasco* flop* fodeu fodid* fome fraude* fraca frescura* frio
    frustr* fudeu fudid* fúria furios* furto ganânci* golpista* grosseir* grossa hater* homof* horr* humilh* idiotice*
    ignor* ilegal* imundo* impacien* impeachment impun* incapaz* incêndi* incomod* incompet* inconform* indecen*
    indign* inexper* infantil infeliz* infern* ingrat* inimig* injúri* inocent* insegur* insensat* insônia insult*
    intoler* intrig* inundaç* inútil* inutil* invej* irrespons* lasc* lesion* lerd* linch* luto machuc* mafios* mágoa*
    magoa* mald* malvad* maltrat* manipul* massacr* matou mediocr* medíocre* melanc* mentiu mentindo mesquin* mimimi
    misér* miserável* molest* monstros naufr* náuse* negligen* nervos* nojeira nojinho nulidade obes* ofend* ofens*
    oprim* otári* otario* palhaç* pânico parasit* patétic* pecad* peleg* penoso pereb* pesadel* pessimis* pestes peste
    peid* pilantra* pobre* podr* polêm* poluí* porcaria* porre pranto precon* prejudic* prejuíz* preso protest*
    provoc* quebrad* queda* queix* raivos* rancor* reclam* recalc* recalque* recus* rejei* repugn* reprov* revolt*
    rombo ruí* ruind* sacanag* safad* sequestr* sonolent* sujeira suicíd* sumiu suspeit* tédi* tenso tensa tortur*
    tóxic* tragéd* trágic* traiç* traidor* traiu trair tranqueira* trapaç* traum* tretas trouxa* uó ultraje* urubu*
    vagabund* vadia* vândal* vaia* vazio vexame* vici* vilã* violent* vingan* vírus vomit* zica afs argh ugh urgh
    caramba cacete pqpp arrombad* cabaç* desgrama ranço terror* briga brigar chocado chocada
    """,
    negations="não nao nunca sem nem jamais n",
    phrases=_PHRASES,
    word_lists=_WORD_LISTS,
)
