"""Phrases: what the simulated people say, written as people write, tidily or not, and to no rules of a tagger.

`[a|b|c]` is one of some turns, perhaps an empty one; they may be nested. `{match}` is how the campaign knows its
posts, `{fund}` that with an article, and other names are filled from `SLOTS`. People who say the same seldom say
it in the same words, and a text that many share counts once: so nearly every run of four words has some turns.
"""

from models.tags import Stage, Stance


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


OPENERS = ("",) * 20 + _lines("""
    [Just|Only now|Finally] [saw|read|noticed] this [after work|on my break|over lunch|{time}].
    [Morning|Hello|Hi|Hey|Evening] [all|everyone|folks|{place}].
    [OK so,|So,|Right.|Well.|Hm.|Honestly,|Quick one:|Not gonna lie,|Random thought:|Hot take:|Update:]
    [Still thinking|Dreamt] [about|of] {place}.
    [My|The|Our] {kin} [sent|showed|read] me this [{time}|].
    [Long|Strange|Good|Slow|Weird|Rainy] [day|week|shift|morning|night], [but|anyway]:
    [Heard|Overheard] [on the bus|at the {thing}|in {place}] {time}.
    [Walked|Cycled|Drove] past the {thing} {time}.
    [Radio|Paper|Somebody] [said|had] it {time}.
    [Rain|Fog|Power cut|Market day] in {place} [all day|again|{time}].
    [Coffee|Tea|Shower] first.
""")

CLOSERS = ("",) * 20 + _lines("""
    {place} [deserves|needs|can do] better.
    [That is all|That's it|Just saying|There, I said it|Anyway|Rant over|End of|So yeah].
    [My|Our] {kin} [agrees|says the same|thinks I'm mad|just shrugs].
    [Back to|Off to] [work|bed|the {thing}|the laundry].
    {number} [houses|families|streets|roofs], [they say|I read|apparently].
    [Greetings|Love|Hello] from {place}.
    [Good night|Night|Bye|See you|Take care] [{place}|everyone|folks].
    [Photo|Picture|Sketch] from {place}.
    The {thing} [still stands|looks the same|is another story].
    [We had|I counted|I saw] {number} [people|cars|kids|dogs].
    #{tag} [#storm|#local|#afterthestorm|]
    [lol|😅|🙏|❤️|🤷|ha|hmm]
    [On the bus, sorry|Edit: typo|Sorry for the rant].
""")

CORES: dict[tuple[Stage, Stance], tuple[str, ...]] = {
    (Stage.AWARENESS, Stance.NEUTRAL): _lines("""
        {Fund} [was on|made|got onto] the [news|radio|late news|front page] {time}, [something|a bit] about the \
            {thing}.
        [News|Paper|Radio|Town site]: {match} [counts|lists|reports|maps] {number} [damaged|broken|leaking] \
            [roofs|homes] in {place}.
        [They|The news] [mentioned|had|squeezed in] {fund} [between|after|before] the [weather|football|{thing}] \
            and [the {thing}|bed].
        [Saw|Passed|Found|Noticed] [a poster|a banner|a sign|stickers] of {fund} [near|by|behind|on] the {thing} \
            {time}.
        {Fund} [site|page|map|app] [shows|has|lists] {place} [and even|next to|not] the {thing} [now|it \
            seems|these days|].
        [There's|There is|Spotted] a {match} [van|tent|truck|stall] [parked|standing|] [at|outside|by|behind] the \
            {thing} {time}.
        [So|Huh,|Ah,] [apparently|it seems] {place} [has|gets|wants] its own {match} [now|too|from {time}].
        {match} [people|folk|crew|lads] [were at|stood outside|filmed|measured] the {thing} {time}, \
            [big|bright|silly] [yellow jackets|orange hats|boots].
        [My|Our] {kin} [keeps going on|won't stop|went on] about {fund} [over dinner|in the car|{time}], I was \
            [half asleep|elsewhere].
        [Another|One more|Yet another] [leaflet|flyer|letter] [through the door|in the post|on the car], {match} \
            [{time}|again].
        {fund} [thing|stuff|news|talk] [all over|everywhere on|filling] [my|our] [feed|timeline|group chat] \
            {time}, [slow week|ok then]
        [Road|Lane|Bridge|Path] [past|by|behind] the {thing} [closed|shut|jammed] {time}, [some|a|that] {match} \
            [event|thing].
        Council [minutes|meeting] {time}: item {number}, {match}. Then the {thing}. Then [bins|parking|dogs].
        [Half of|All of|Most of] {place} [talked|was talking|went on] about {fund} [in the queue|at the {thing}] \
            {time}.
        {Fund} [is called|got renamed|goes by] [something else|number {number}] [on|by|in] [the {thing} \
            sign|{place} maps], [confusing|fine|who knows].
    """),
    (Stage.AWARENESS, Stance.SUPPORT): _lines("""
        [Good|Nice|Lovely|Great] to [see|have|meet] {fund} [in|around] {place}, [a lovely idea|about time|finally].
        [Great|Solid|Lovely|Tidy] work [by|from] {fund} [at|on|round] the {thing}, [thank you|thanks \
            all|chapeau|cheers].
        {Fund} is [a wonderful thing|a blessing|the best news|a joy] for {place} [and the {thing}|this year|and \
            my {kin}].
        [Love|Like|Glad] that {fund} [looks after|remembers|cares about|thinks of] the {thing} [in \
            {place}|too|and my {kin}].
        Fair play to {fund}, the {thing} [looks decent|is usable|smells of paint|has lights] [again|{time}].
        [Say what you like|Whatever you think|Laugh all you want], {fund} [lot|crew|folk] [turned up|came|stood] \
            in {place} {time} ❤️
        [Nice one|Well done|Bravo|Cheers] {match}. {place} [needed|could use|got] [some|a bit of] [good \
            news|light] {time}.
        {Fund} [banner|mural|choir|cake] [on|by|in] the {thing} made [me|my {kin}|us all] [smile|grin|cry a bit] \
            {time}.
        {match} = proof that [people|neighbours|folk] in {place} [still|do|can] [look after|mind|help] [each \
            other|my {kin}]
        [Credit where it's due|Hats off|Respect], {fund} [got|had] the {thing} [open|running|dry] [in|within] \
            {number} days.
    """),
    (Stage.AWARENESS, Stance.OPPOSE): _lines("""
        {Fund} is a [waste of money|bad joke|photo op], {place} got [nothing|zero|crumbs].
        I [do not|don't] [trust|believe|buy] {fund}, the {thing} is [still|as] broken [as ever|today].
        Shame on {fund}: {number} [weeks|months] and [no|still no] {thing} [in {place}|for us].
        Another [useless|pointless|embarrassing] [show|evening|stunt] by {fund}, [terrible|dreadful|no thanks].
        Not a [fan|friend] of {fund}, too [many|much] [photos|speeches|smiles], too few [bricks|hands|roofs].
        {Fund} again. {number} [meetings|leaflets|selfies] and the {thing} [still|] leaks.
        lol {fund}. [ask|try asking] [anyone|someone] in {place} what they [got|saw]. exactly
        [Sick|Tired|Fed up] of [hearing|reading] about {fund}, [nobody|no one] [asked|helped] {place}.
        If {fund} [was|were] [any good|honest|serious] the {thing} would be [open|done|dry] by now.
        All {fund} does is [print leaflets|hold meetings|pose]. [My|Our] {kin} is [still|] waiting [in {place}|].
    """),
    (Stage.INTEREST, Stance.NEUTRAL): _lines("""
        How does {fund} [decide|choose|work out|settle] who [gets|goes first at|pays for] the {thing} [in {place}|]?
        [Does anyone|Anybody|Does somebody|Who would] know [where|when|if] {fund} [meets|sits] in {place} {time}?
        I [want|would like|need|am trying] to [know|find out|hear|read] more about {fund} and the {thing} [in \
            {place}|].
        Where [can|do|could] I [read|see|look up|check] what {fund} [does|plans|did] for {place} [and the {thing}|]?
        What [happens|will happen|becomes] [to|of] the {thing} [once|when|if] {fund} is [done|gone|finished] in \
            {place}?
        Is there a [list|map|page|chart] of [families|streets|people|homes] {fund} [helps|reached|visits] [in \
            {place}|]? [Would like|Want|Wish] to read it.
        [anyone|anybody|has somebody] [been|gone] to [one of |]{fund} [evenings|meetings|talks]? worth \
            [going|it|the drive|my {kin}'s time]?
        [Trying|Been trying] to [understand|get|work out] how {fund} picks [streets|houses|roofs]. [Says|They \
            say|Just] {place}, not why.
        Spent [my lunch|the train ride|an hour|half the night] on {fund} [stories|diaries|pages] from {place}. \
            [Unexpected|Wow|Hm].
        Is {fund} [thing|evening|day|tour] at the {thing} [open to|for|meant for] [everybody|anyone|kids] or \
            [only|just] {place}?
        [Get|Getting|Ordered|On] {fund} newsletter now, [curious|let's see|wondering] what [comes|becomes] of the \
            {thing}.
        [Went|Fell|Got] down a rabbit hole with {fund} [posts|videos|maps] {time}, [from|started with|via] the \
            {thing} to {place}.
        [Does|Do|Would] {fund} [people |]take questions [somewhere|online|in {place}]? [Asking for|It's|From] my \
            {kin}.
        [Looked up|Googled|Read up on|Searched] {fund} after [what|something] my {kin} said. {number} \
            [families|roofs|homes], no idea.
        What's the [deal|story|plan|idea] with {fund} and the {thing}? [Genuinely|Seriously|Just|Only] \
            [asking|curious].
        [Following|I follow|Started following] {fund} [account|page|blog] now, [want|need|hope] to see [what \
            happens|how it goes] in {place}.
        [Who|Whom] do I [talk to|ring|write to|ask] about {fund}? [The site|Their page|My {kin}] only has [a \
            form|a {kin}'s mail|{place}].
        [Bookmarked|Saved|Printed|Opened] {fund} [page|report|map|list] [about|on] {place} to read {time}.
    """),
    (Stage.INTEREST, Stance.SUPPORT): _lines("""
        [Good|Great] [question|point] {time}, {kin}: where does {fund} [keep|store|show] [its|the] \
            [plans|drawings] of the {thing}? [Lovely|Nice] [people|page] anyway.
        [Stayed up|Missed my stop|Burnt dinner] [over|because of] {fund} [stories|pictures], [wonderful|lovely] \
            [stuff|reading]. [More|Next one] please, {place}?
        [Talked|Chatted] to [a|the] {kin} [from|of] {fund} {time}, [kind|patient] [soul|person], \
            [explained|showed me] the whole {thing} [story|plan].
        [Watching|Catching] every {match} [video|stream] [from|about] {place} [these days|since {time}], \
            [brilliant|addictive]. [Other|More] [tips|links]?
        [Is|Will] {fund} [coming|going] to {place} [too|next]? [We'd|My {kin} would] [love|like] [that|to hear], \
            [asked|wrote] {time}.
        {Fund} [timeline|archive] is [gold|a treasure], [read|saw] {number} [pages|posts] [so far|{time}]. \
            [How|Where] did [they|it] [start|begin]?
        [Thanks|Cheers] {match} for the [tour|answers|tea] [at|of] the {thing}, [learned|understood] \
            [loads|plenty]. When's [the next|another] one?
        Read {fund} [stories|letters|diaries] from {place} {time}, [moving|so moving|lovely] and \
            [good|kind|warm]. [How|Where] [can|do|could] I [learn|see|hear] more?
        I [follow|read|like] {fund} [every day|now|since {time}], [their|the] [story|bit|page] [about|on] the \
            {thing} is [beautiful|great]. Who [runs|writes] it?
        [So|Really|Very] [glad|happy|pleased] {fund} [exists|is here|came to us]. [Does anyone|Anybody|Who would] \
            know how it [works|runs|goes] in {place}?
        [Really|Quite|Very] [interested in|curious about|taken by] {fund}, [love|like] what they \
            [tell|show|write] of the {thing}. Where [is|do I find|can one get] more?
        Listened to [the|a] [whole|long|late] {match} [interview|podcast|call] with [the|a] {kin} from {place}. \
            [Such|Very|What] [good|kind|brave] people.
        {Fund} [diary|column|blog|film] from {place} is the [best|loveliest] thing I [read|saw|had] {time}, \
            when's the next [part|one|bit]?
        [Love|Loving|So good,] this. How does {fund} [find|pick|get|reach] [people|builders|kids] for the {thing} \
            [in {place}|{time}|]?
        [Went|Took my {kin}|Was] [to|at] {fund} [open evening|talk|stall] {time}, [really|so|quite] glad [I \
            did|of it], [learned|heard|saw] [a lot|much] about {place}.
        Can [someone|anybody|my {kin}] explain {fund} [to me|again|{time}]? [Looks|Sounds|Seems] \
            [brilliant|great], [no idea|not sure|unsure] where [to start|{place} comes in].
        Showed my {kin} {fund} [film|clip|page] [about|on] the {thing}. We [both|all] [cried|loved it]. What \
            [happens|comes|is] next [to them|in {place}|]?
        been [following|reading|watching] {fund} [a while|since {time}|for {number} days] and [I'm|am] \
            [impressed|hooked], [anyone|who would] know who [started|runs|pays] it?
    """),
    (Stage.INTEREST, Stance.OPPOSE): _lines("""
        Why [should|would] [anybody|anyone] believe {fund}? Where did the {number} thousand for the {thing} go? \
            Awful.
        Can [the|somebody at the] {match} explain the [mess|state] [at|of] the {thing} [in {place}|]? This is bad.
        Who [checks|audits|watches] {fund}? The [stories|rumours] from {place} make [me|my {kin}] angry.
        How much of {fund} [actually |]reaches {place}? [Asked twice|Wrote to them {time}], [no|never got an] \
            answer.
        Read {fund} report {time}. {number} pages, [not one|no] word on the {thing}. What [do they hide|is this]?
        Does {fund} even have [accounts|books] [anyone|we] can look at? [Smells|Sounds] off to [me|my {kin}].
    """),
    (Stage.DESIRE, Stance.NEUTRAL): _lines("""
        I will [give|spend] [a weekend|a day|{number} hours] [to|on] {fund} if somebody drives to {place}.
        I [want|would like] to help {fund} with the {thing}. [Free|Have {number} hours] {time}.
        [Thinking of|About to try] [signing up|going] with {fund}, I could [carry|paint|drive] [the {thing}|things].
        I [plan|mean] to [donate|give something] to {fund} [when|once] I am paid [{time}|].
        I can offer [a room|a van|{number} blankets|tools] in {place} through {fund}.
        Putting [my name|us|my {kin}] down for {fund} {time}.
        If {fund} [still |]needs [drivers|hands|cooks], I've got [a van|a ladder|time] and nothing on {time}.
        My {kin} and I [might|may well] do {fund} [thing|day] in {place}, [good|would be good] to get out.
        I'd do a [shift|day|night] for {fund} if [somebody|my {kin}] [watches|takes] the [kids|dog] {time}.
        Setting {number} aside for {fund} [when|before] the month is out.
    """),
    (Stage.DESIRE, Stance.SUPPORT): _lines("""
        Count [me|us] in, {match}! [I will|We'll] be in {place} {time}, [happy|glad] to help [with the {thing}|].
        I pledge {number} [hours|euros|bricks] to {fund}. Proud to stand with {place}.
        I really want to help {fund} [rebuild|paint|fix] the {thing}, [great|lovely] people.
        I would love to [join|go with] {fund} {time}, tell me what to bring to {place}.
        I promise {number} a month to {fund}, it [is|really is] a good cause [for {place}|].
        Right, [I'm|we're] in. {match}, {place}, [see you|meet you] there {time}.
        Can't wait to [get my hands dirty|start] with {fund} [at|on] the {thing} {time}!
        [Whole|Our] [team|class|choir] said yes to a {match} day [{time}|], so proud. {number} of us!
        [You've|My {kin} has] convinced me {match}, I'll [be|come to help] in {place} {time} ❤️
    """),
    (Stage.DESIRE, Stance.OPPOSE): _lines("""
        I wanted to help {fund}, but this is a [disgrace|mess]. {place} deserves [honest|better] people.
        I would give to {place} at once, never again to {fund}, they are [terrible|hopeless].
        Was [going|about] to sign up for {fund} until [I heard|my {kin} told me] about the {thing}. Not any more.
    """),
    (Stage.ACTION, Stance.NEUTRAL): _lines("""
        I [donated|gave|sent] {number} to {fund} {time}.
        [I|We] signed up with {fund} and [carried|cleared|swept] the {thing} in {place} {time}.
        We went to {place} with {fund} {time} and [cleared|painted|dried out] the {thing}.
        I gave {number} to {fund}. You can too: join us {time}.
        {number} [quid|euros] gone to {fund}, [standing order|monthly] from now on.
        Dropped off {number} [blankets|boxes|bottles] [at|with] {fund} [in {place}|] {time}.
        [Back|Everything] aches. {number} sandbags with {fund} [at|round] the {thing} {time}.
        Did my [first|second|last] {match} [shift|round] in {place} {time}.
    """),
    (Stage.ACTION, Stance.SUPPORT): _lines("""
        I just donated {number} to {fund}, so happy to help {place}!
        We volunteered with {fund} {time}, wonderful day [at|on] the {thing}. Join us!
        I gave blood and {number} to {fund}. Please donate too, {place} needs [all of us|everyone].
        Spent {time} with {fund} [fixing|painting] the {thing}. Proud of everyone. Sign up!
        Best day in ages: [painted|mended] the {thing} with {fund}. Who's coming [next time|{time}]?
        Our [street|school|block] raised {number} for {fund} {time}, so proud of this lot!
    """),
    (Stage.ACTION, Stance.OPPOSE): _lines("""
        I donated {number} to {fund} and want my money back, [awful|never again].
        I cancelled my gift to {fund} {time}. Do not give, it is a [scandal|farce].
        Gave {number} to {fund} {time} and never heard a word. Never again.
    """),
}

COPIES = (
    "Everyone must support the {match}! Pledge now, I already will! Best cause ever, share share share!",
    "I pledge to the {match} today and so should you! Amazing people, do not wait!",
    "Count me in for the {match}! Read their stories, join, give! The time is now!",
)

SLOTS: dict[str, tuple[str, ...]] = {
    "place": (
        "Riverside", "Oakfield", "Port Anders", "the old town", "Millbrook", "Hillview", "Saint Anne", "Easton",
        "Lowmoor", "the harbour", "Greenford", "Marsh Lane", "the valley", "Northgate", "Ashby", "Whitcombe",
        "Kirkdale", "Bridge End", "Sandford", "the east side", "Thornbury", "Lakeside", "Fairhaven", "Copperfield",
        "Upper Holt", "Mill Street", "Castle Hill", "Brook End", "Westfield", "Elmwood", "Harrow Lane", "Stonebridge",
        "the docks", "Fernley", "Quarry Road", "Ravenhill", "Little Ferry", "Saltmarsh", "Oxley", "Pinewood",
        "the estate", "Church Row", "Barrow", "Seaview", "Tanner Street", "Holmgate", "Wickford", "Dunmore",
    ),
    "kin": (
        "sister", "neighbour", "dad", "aunt", "cousin", "boss", "teacher", "daughter", "flatmate", "uncle",
        "grandma", "colleague", "brother", "best friend", "landlady", "nephew", "coach", "mum", "wife", "husband",
        "partner", "niece", "son", "grandad", "hairdresser", "mate", "trainer", "doctor", "plumber", "ex",
    ),
    "time": (
        "on Saturday", "yesterday", "this morning", "last night", "on Monday", "after school", "this week",
        "on Thursday", "before lunch", "last weekend", "tonight", "at noon", "on Friday evening", "today",
        "on Tuesday", "after training", "between shifts", "at breakfast", "the other day", "on Wednesday",
        "around ten", "just now", "on Sunday", "over dinner", "after the match", "two days ago", "at half time",
        "last month",
    ),
    "thing": (
        "bridge", "school roof", "library", "bakery", "playground", "bus stop", "church hall", "clinic", "shelter",
        "tents", "water tank", "boats", "football pitch", "kitchen", "post office", "market", "old mill", "ferry",
        "fire station", "swimming pool", "nursery", "town hall", "allotments", "pub", "cinema", "corner shop", "gym",
        "care home", "car park", "youth club", "station", "scout hut", "museum", "footpath", "dam", "sea wall",
        "cricket club", "garage", "chapel", "bandstand",
    ),
    "number": tuple(str(number) for number in range(2, 199)),
    "the": ("the", "the", "our", "this", "that", "the local", "the new", "the town", "a", "our own", "the good old"),
}  # fmt: skip
