"""Language codes: what a source's claim says, and whether a language is one of those wanted."""

import re
from collections.abc import Iterable
from functools import lru_cache

# ISO 639-2 and 639-3 codes, bibliographic and terminological, with the ISO 639-1 code of the same language; of a
# macrolanguage also those of the members that people write (arz is Egyptian Arabic).
_THREE_LETTERS = """
aa aar|ab abk|ae ave|af afr|ak aka|am amh|an arg|ar ara arb arz ary apc acm ajp afb aeb arq|as asm|av ava|ay aym
az aze azj azb|ba bak|be bel|bg bul|bi bis|bm bam|bn ben|bo bod tib|br bre|bs bos|ca cat|ce che|ch cha|co cos|cr cre
cs ces cze|cv chv|cy cym wel|da dan|de deu ger|dv div|dz dzo|ee ewe|el ell gre|en eng|eo epo|es spa|et est ekk
eu eus baq|fa fas per pes prs|ff ful|fi fin|fj fij|fo fao|fr fra fre|fy fry|ga gle|gd gla|gl glg|gn grn gug|gu guj
gv glv|ha hau|he heb|hi hin|ho hmo|hr hrv scr|ht hat|hu hun|hy hye arm|hz her|id ind|ie ile|ig ibo|ik ipk|io ido
is isl ice|it ita|iu iku|ja jpn|jv jav|ka kat geo|kg kon|ki kik|kj kua|kk kaz|kl kal|km khm|kn kan|ko kor|kr kau
ks kas|ku kur kmr|kv kom|kw cor|ky kir|la lat|lb ltz|lg lug|li lim|ln lin|lo lao|lt lit|lu lub|lv lav lvs|mg mlg plt
mh mah|mi mri mao|mk mkd mac|ml mal|mn mon khk|mr mar|ms msa may zsm|mt mlt|my mya bur|na nau|nb nob nor|nd nde
ne nep npi|ng ndo|nl nld dut|nn nno|nr nbl|nv nav|ny nya|oc oci|oj oji|om orm|or ori ory|os oss|pa pan|pl pol
ps pus pbt|pt por|qu que|rm roh|rn run|ro ron rum mol|ru rus|rw kin|sa san|sc srd|sd snd|se sme|sg sag|si sin
sk slk slo|sl slv|sm smo|sn sna|so som|sq sqi alb als|sr srp scc|ss ssw|st sot|su sun|sv swe|sw swa swh|ta tam
te tel|tg tgk|th tha|ti tir|tk tuk|tl tgl fil|tn tsn|to ton|tr tur|ts tso|tt tat|tw twi|ty tah|ug uig|uk ukr|ur urd
uz uzb uzn|ve ven|vi vie|vo vol|wa wln|wo wol|xh xho|yi yid ydd|yo yor|za zha|zh zho chi cmn yue|zu zul
"""
_ROWS = (row.split() for row in _THREE_LETTERS.replace("\n", "|").strip("|").split("|"))
# Codes that mean another's language: retired ones, and those of three letters. Who writes `no` nearly always writes
# Bokmål.
ALIASES = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"} | {
    long: short for short, *others in _ROWS for long in others
}
_MACRO = {"nb": "no", "nn": "no"}
_CODE = re.compile(r"[a-z]{2,3}")
# ISO 639-2: undetermined, several, none, one without a code, made-up languages. Codes from qaa to qtz are private:
# X writes them for posts of media, hashtags, mentions, cashtags or too few words (qme, qht, qam, qct, qst).
_NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis", "art"))
_PRIVATE = re.compile("q[a-t][a-z]")


@lru_cache(maxsize=1024)
def language_code(claim: str | None) -> str | None:
    """The code of a claim such as `pt-BR`, `no`, `EN_us` (BCP 47), `nob` or `ger` (ISO 639-2 and -3): ISO 639-1 where
    that has the language. None where it claims none."""
    primary = (claim or "").strip().lower().replace("_", "-").split("-")[0]
    primary = ALIASES.get(primary, primary)
    return primary if _CODE.fullmatch(primary) and not _means_none(primary) else None


def _means_none(code: str) -> bool:
    return code in _NO_LANGUAGE or _PRIVATE.fullmatch(code) is not None


def is_among(code: str | None, wanted: Iterable[str]) -> bool:
    """Whether a language is one of those wanted, however they are written; `no` stands for both its written forms."""
    return code is not None and any(
        each.lower() in (code, _MACRO.get(code)) or language_code(each) == code or _is_norwegian(each, code)
        for each in wanted
    )


def _is_norwegian(wanted: str, code: str) -> bool:
    """`nor` and `no-NO` say no more than `no`."""
    return code in _MACRO and re.split("[-_]", wanted.lower())[0] in ("no", "nor")
