"""Hindi: its words, as posts use them, in Devanagari and in Latin letters. Written for this project."""

from pipelines.tags.languages.base import Language

HINDI = Language(
    code="hi",
    table="hi",
    has_spacy_stop_words=True,
    function_words="""
    hai nahi nahin kya mein aur ko bhi tha raha rahe rahi hain hum tum aap yeh woh kuch koi kaise kyu kyun abhi apne
    apna apni mera meri mere tera teri bhai toh liye wala wale gaya hua karo kare jab tak bas bahut bohot accha acha
    hoga hogi sirf matlab nhi kar rha hua hui dekho chahiye haa haan aaj kal kab kahan kaha kisi kisko kitna kitne
    itna itne phir fir wahi yahi magar lekin kyuki kyunki agar jaise waise aise aisa hota hote hoti hona karke krke
    krna krne karna karne karta karte karti krta krte krti krlo karlo kro dena diya liya gayi gaye gye gyi aaya aayi
    aaye mila mujhe tujhe tumhe humko hame humein hamara hamare hamari tumhara tumhari uska uski uske iska iski iske
    unka unki inka sabka sabko rhe rhi hun yaar yr baat karo ek saath sath ghar log logo logon wali kaun kon koe
    jaa jao jata jati jaye jayega aayega bata batao bolo bola kaam desh pehle baad zindabad zindabaad khatam khud
    """,
    good="""
    अच्छ* बढ़िया बहुत सुंदर सुन्दर प्यार* खुश* खुशी* धन्यवाद शुक्रिया बेहतर* शानदार* महान* जीत* सफल* बधाई* शुभ* आनंद*
    मज़ा मज़ेदार उम्मीद* गर्व* सच्च* प्रिय* मदद* जय अच्छा achha accha acha achi acchi acche ache badhiya badiya mast
    pyaar pyar pyara pyaari khush khushi maza mazaa maja mazedar jeet jeeta jeete jeetega jeetenge badhai mubarak
    shukriya dhanyavaad dhanyawad sundar khubsurat khoobsurat shandar zabardast jabardast kamaal kamal sahi jai shubh
    dost love loved lovely good great best nice happy awesome amazing beautiful superb super wow win wins won winning
    congrats congratulations thanks thank thanx thnx excellent fantastic brilliant proud haha* hehe* lol cute sweet
    cool enjoy enjoyed fun hope luck perfect favourite favorite
    """,
    bad="""
    बुरा बुरी बुरे गंद* दुख* दुःख* खराब* नफरत* गुस्स* झूठ* चोर* भ्रष्ट* मौत* मर हत्या* हार* रो दर्द* डर* समस्या*
    परेशान* शर्म* बेकार* गलत* मुश्किल* bura buri bure gandi ganda gande kharab kharaab bekar bekaar dukh dukhi gussa
    nafrat jhooth jhuth jhutha chor bhrasht maut mar mara marr haar haara harega rona rote roya dard darr dar sharam
    sharm galat galt pareshan pareshaan mushkil bakwas bakwaas pagal kutta kutte kutti saala sala saale chutiya harami
    kamina kamine bc mc nalayak bewakoof gadha ghatiya fail failed faltu hate hated sad bad worst terrible horrible
    sick angry annoying boring bored cry crying died dead death die kill killed lose lost losing loser pain problem
    problems shame shit fuck fucking stupid idiot idiots ugly tired alone hurt hurts sorry miss missing disgusting
    pathetic poor wrong worry worried cheat cheater liar scam corrupt nahi nhi nahin mat never
    """,
    negations="nahi nahin nhi na mat not no never नहीं ना",
)
