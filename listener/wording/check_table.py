"""Check table: the questions of the rule in words, and what the left side of each check is."""

from models.decisions import CheckCode, Question

QUESTION_WORDS = {
    Question.ENOUGH_DATA: "Is there enough to go by? All must hold.",
    Question.TURNING_AWAY: "Is the audience turning away? One is enough.",
    Question.ENOUGH_AUTHORS: "Do as many authors come back as the chapter asks for? All must hold.",
    Question.STANCE_SHOWN: "Do enough posts show whether people are for it? All must hold.",
    Question.READY: "Is the audience ready for the next chapter? All must hold.",
    Question.EARLY_RISE: "Or has it risen within hours? All must hold.",
    Question.NOTHING_OWED: "Is nothing owed to this audience? It must hold, as the campaign file says.",
}
CHECK_WORDS = {
    CheckCode.WINDOW_ORDER: "hours that the window adds to those weighed before",
    CheckCode.DATA_COVERAGE: "share of the usual posts whose channels are heard",
    CheckCode.AUDIENCE_KNOWN: "channels whose part of the audience is known",
    CheckCode.ELIGIBLE_AUTHORS: "authors who may vote",
    CheckCode.VOTE_SILENCE: "hours since somebody voted",
    CheckCode.OPPOSITION: "evidence that opposition has outgrown what is usual here",
    CheckCode.OPPOSITION_LABELLED: "evidence, from what people read, that opposition has outgrown what is usual here",
    CheckCode.FALLING_BACK: "evidence that people fall back from the stage before",
    CheckCode.RETURNING_AUTHORS: "authors who come back, with words of their own",
    CheckCode.STEADY_AUTHORS: "of them, those who are long known, or came no faster than an audience grows",
    CheckCode.RETURNING_HOURS: "hours for which as many have come back",
    CheckCode.NEXT_CHAPTER: "chapters to be ready for",
    CheckCode.SIDES_SHOWN: "share of the recent votes that take a side, for or against",
    CheckCode.SHARE_EVERYONE: "evidence that the share over all authors is beyond the bar",
    CheckCode.SHARE_STEADY: "evidence that the share among steady, long-known authors alone is beyond the bar",
    CheckCode.SUPPORT: "evidence that support outweighs opposition",
    CheckCode.SHARE_LABELLED: "evidence, from what people read, that the share over all authors is beyond the bar",
    CheckCode.STEADY_LABELLED: "evidence, from what people read, that the share among steady authors alone is, too",
    CheckCode.SUPPORT_LABELLED: "evidence, from what people read, that support outweighs opposition",
    CheckCode.SHARE_RISE: "evidence that the share has risen over its own last week, without a surge of posts",
    CheckCode.RISE_SUPPORT: "evidence that support outweighs opposition",
    CheckCode.COMMITMENTS_OWED: "commitments to this audience that are silent or overdue",
}
