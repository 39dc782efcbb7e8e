"""Terms as campaigns list them, texts as people write them, and whether one is in the other; written for these tests.

A line is `terms | text | yes or no`; terms are parted by `;`, and `{ABCD}` is a character that cannot be seen.
"""

import re
from typing import NamedTuple


class HardPair(NamedTuple):
    """The terms of a campaign, a text, and whether the text has one of them."""

    kind: str
    terms: tuple[str, ...]
    text: str
    expected: bool


_TABLE = """
## hashtags, whole
gofundme | please look at #GoFundMe tonight | yes
gofundme | #GOFUNDME for the bakery | yes
#rebuild | on Saturday we #ReBuild | yes
#rebuild | we rebuild on Saturday | no
#rebuild | see #RebuildTogether | no
#relief fund | the #ReliefFund is open | yes
#ReliefFund | the #relief_fund is open | yes
typhoon | (#typhoon) again | yes
typhoon | roofs,#typhoon,rain | yes
#COP28 | live from #cop28: nothing | yes
#time's up | #TimesUp for them | yes
#BLM | #blm march | yes
rent | #parents of the school | no
aid | #BandAid concert | yes
aid | #bandaid concert | no
## hashtags, as their words
go fund me | please look at #GoFundMe tonight | yes
go fund me | please look at #gofundme tonight | yes
time's up | #TimesUp for them | yes
time's up | #timesup for them | yes
time’s up | #TimesUp for them | yes
relief fund | give to #Relief_Fund | yes
relief fund | give to #OurReliefFund2026 | yes
relief fund | give to #relieffund2026 | yes
relief fund | give to #relieffundraiser | no
relief fund | give to #relieffund | yes
cop 28 | #COP28 is over | yes
COP28 | #COP28Dubai | yes
COP28 | #COP28 is over | yes
cop | #COP28 is over | yes
ukraine | #StandWithUkraine | yes
stand with ukraine | #IStandWithUkraine | yes
помощь украине | сбор #ПомощьУкраине сегодня | yes
украине | сбор #ПомощьУкраине сегодня | yes
помощь украине | сбор #помощьукраине сегодня | yes
помощьукраине | сбор #ПомощьУкраине сегодня | yes
βοήθεια τώρα | #ΒοήθειαΤώρα | yes
lik lønn | #LikLønn nå | yes
lik lønn | #liklønn nå | yes
øst for elva | #ØstForElva | yes
école pour tous | #ÉcolePourTous | yes
agua para todos | #AguaParaTodos | yes
agua para todos | #aguaparatodos ya | yes
covid-19 | #Covid19 ward | yes
me too | #metoo | yes
me too | #MeToo | yes
fridays for future | #FridaysForFuture im Regen | yes
maratón solidario | #MaratónSolidario2026 | yes
घर बचाओ | #घर_बचाओ | yes
save lake street | #SaveLakeSt | no
## apostrophes
time's up | time’s up | yes
time's up | time´s up | yes
time's up | time`s up | yes
time's up | time′s up | yes
time's up | timeʻs up | yes
time's up | times up, said the judge | yes
time’s up | time's up | yes
mayor's fund | the mayor‘s fund | yes
l'aide | merci pour l’aide | yes
aide | merci pour l’aide d'hier | yes
hawaii | the fires of Hawaiʻi | yes
quran | the Qur'an school | yes
typhoon | the typhoon's eye | yes
ukraine | l'Ukraine tient | yes
can | we can't go on | no
won | they won't listen | no
shell | she'll come back | no
were | we're late | no
o'neill | the O’Neill house | yes
oneill | the O’Neill house | yes
## letters in other forms
typhoon | Typhoon™ jackets | yes
typhoon | 𝐓𝐲𝐩𝐡𝐨𝐨𝐧 warning | yes
typhoon | 𝓽𝔂𝓹𝓱𝓸𝓸𝓷 warning | yes
typhoon | 𝚃𝚢𝚙𝚑𝚘𝚘𝚗 | yes
typhoon | ｔｙｐｈｏｏｎ | yes
typhoon | ⓣⓨⓟⓗⓞⓞⓝ | yes
typhoon | ᴛʏᴘʜᴏᴏɴ | yes
relief fund | 𝗥𝗲𝗹𝗶𝗲𝗳 𝗙𝘂𝗻𝗱 | yes
#rebuild | ＃Ｒｅｂｕｉｌｄ | yes
#rebuild | #𝗥𝗲𝗯𝘂𝗶𝗹𝗱 | yes
typhoontm | Typhoon™ jackets | no
fire | ﬁre in the hills | yes
ﬁre | fire in the hills | yes
co2 | CO₂ is up | yes
cop28 | ＣＯＰ２８ | yes
no | № 7 | no
台風 | 台⾵ | yes
タイフウ | ﾀｲﾌｳ情報 | yes
ガンバレ | ｶﾞﾝﾊﾞﾚ東北 | yes
## case and accents
café | cafe{0301} closed | yes
café | CAFÉ CLOSED | yes
cafe{0301} | Café closed | yes
istanbul | İSTANBUL ayakta | yes
istanbul | ISTANBUL ayakta | yes
İstanbul | istanbul ayakta | yes
ısparta | ISPARTA ayakta | yes
straße | DIE STRASSE IST ZU | yes
strasse | die Straße ist zu | yes
fußball | #Fussball | yes
οδός | ΟΔΌΣ ΚΛΕΙΣΤΉ | yes
помощь | по{0301}мощь пришла | yes
øy | ØY i havet | yes
## what cannot be seen
typhoon | ty{00AD}phoon | yes
typhoon | ty{200B}phoon | yes
typhoon | {FEFF}typhoon | yes
typhoon | ty{2060}phoon | yes
relief fund | relief{00A0}fund | yes
relief fund | relief{202F}fund | yes
relief fund | {202A}relief fund{202C} | yes
Überschwemmung | Über{00AD}schwem{00AD}mung | yes
typhoon | t{0336}y{0336}p{0336}h{0336}o{0336}o{0336}n{0336} | yes
می‌خواهم | میخواهم | yes
## Arabic
إغاثة | إِغَاثَة | yes
إغاثة | إغـــــاثة | yes
إغاثة | اغاثه عاجلة | yes
إغاثة | ﺇﻏﺎﺛﺔ | yes
إغاثة | حملة الإغاثة مستمرة | yes
إغاثة | نتبرع للإغاثة | yes
الإغاثة | نتبرع للإغاثة | yes
الإعصار | بعد الإعصار والإغاثة | yes
إعصار | والإعصار قادم | yes
إعصار مدمر | كان اعصار مدمر | yes
سلة | مراسلة الصحيفة | no
علم | المعلم هنا | no
كوب٢٨ | في كوب28 | yes
إغاثة غزة | #إغاثة_غزة | yes
## emoji
❤️ | ❤ for all | yes
❤ | ❤️ for all | yes
✊ | ✊🏽 together | yes
🌊 | so much water🌊🌊 | yes
🏳️‍🌈 | 🏳‍🌈 today | yes
## links, handles and addresses are no words
typhoon | see https://example.org/typhoon | no
typhoon | see http://typhoon.example.org/a | no
typhoon | https://example.org/a?tag=typhoon&x=1 | no
#typhoon | https://example.org/page#typhoon | no
typhoon | https://example.org/#/typhoon | no
typhoon | www.typhoon.org has news | no
typhoon | typhoon.org has news | no
typhoon | go to relief.example.com/typhoon now | no
gofundme | gofundme.com/f/a-roof | no
typhoon | thanks @typhoon | no
typhoon | thanks @typhoon_relief and all | no
typhoon | thanks @typhoon.bsky.social | no
typhoon | thanks @relief@typhoon.social | no
typhoon | write to help@typhoon.org | no
typhoon | write to typhoon@example.org | no
typhoon | typhoon https://example.org | yes
typhoon | The roof went with the typhoon.We sleep at school | yes
typhoon | @her the typhoon took it | yes
@relieffund | thanks @ReliefFund! | yes
gofundme.com | gofundme.com/f/a-roof | yes
台風 | https://t.co/abc台風が来た | yes
relief fund | relief @you fund | no
## longer words
storm | brainstorming | no
storm | storms | no
fund | fund_2 | no
fund | refund | no
aid | she said | no
ice | police everywhere | no
घर | घरों में | no
घर | मेरा घर | yes
storm | storm-proof roofs | yes
relief fund | the relief-fund | yes
relief-fund | the relief fund | yes
e-mail | an email came | yes
covid-19 | covid 19 and covid19 | yes
covid19 | Covid-19 | yes
gofundme | my go fund me page | no
go fund me | my GoFundMe page | yes
relief fund | relief. Fund them | no
a part | apart from it | no
## declared compounds
likelønn* | likelønnsdagen er i dag | yes
likelønn* | likelønn nå | yes
likelønn* | #LikelønnNå | yes
likelønn* | ulikelønn | no
#likelønn* | #likelønnsmarsj i morgen | yes
#likelønn* | likelønnsmarsj i morgen | no
Spende* | Spendenkonto: 123 | yes
*hilfe | die Soforthilfe kommt | yes
*hilfe | Hilfe! | yes
*hilfe | hilfesuchend | no
flom* | storflommen | no
översvämning* | ÖVERSVÄMNINGARNA | yes
Flut* | https://example.org/flutwein | no
relief fund* | the relief funds | yes
## scripts without spaces
台風 | 大きな台風が来る | yes
台風 | 台風2号 | yes
台風 | #台風情報 | yes
募金 | 緊急募金のお願い | yes
バス | バスケットが好き | no
バス | 夜行バスで行く | yes
ボランティア | 学生ボランティアグループ | yes
洪水 | 我们需要洪水救援 | yes
น้ำท่วม | เมื่อคืนน้ำท่วมหนักมาก | yes
น้ำ | ช่วยน้ําท่วม | yes
ปา | ป่าไม้ | no
ទឹកជំនន់ | មានទឹកជំនន់ធំ | yes
ရေကြီး | မြို့မှာရေကြီးတယ် | yes
ນ້ຳຖ້ວມ | ມີນ້ຳຖ້ວມໃຫຍ່ | yes
gofundme | GoFundMeで寄付した | yes
台風 支援 | #台風支援 | yes
## Korean
태풍 | 태풍이 온다 | yes
태풍 | 태풍으로부터 | yes
태풍 | 슈퍼태풍이 온다 | yes
기부 | 분위기부터 다르다 | no
기부 | 오늘 기부했어요 | yes
비 | 비가 온다 | yes
비 | 준비하자 | no
비 | 비행기 | no
긴급 구호 | 긴급구호를 보냈다 | yes
구호 | #긴급구호기금 | yes
"""


def _read_pair(kind: str, line: str) -> HardPair:
    terms, text, expected = (part.strip() for part in _show(line).split(" | "))
    return HardPair(kind, tuple(term.strip() for term in terms.split(";")), text, expected == "yes")


def _show(line: str) -> str:
    return re.sub(r"\{([0-9A-F]{4})\}", lambda found: chr(int(found[1], 16)), line)


def _read_table() -> list[HardPair]:
    kind, pairs = "", []
    for line in _TABLE.strip().splitlines():
        if line.startswith("## "):
            kind = line[3:]
        else:
            pairs.append(_read_pair(kind, line))
    return pairs


HARD_PAIRS = _read_table()
