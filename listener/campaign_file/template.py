"""Template: a campaign file of the answers to five questions, for a person to go on with."""

from __future__ import annotations

import json
import re
from typing import Final, NamedTuple

from models.errors import InputError

_OUTCOME: Final = re.compile(r"\s*([0-9][0-9 ,._]*)\s+(\S.*?)\s*")
_FILE = """\
# Made by `listener new`. `listener check` says what is wrong or unwise in it; docs/campaign-file.md has every field.
campaign: {name}
story: {story}
outcome: {{name: {outcome}, target: {target}, unit: {outcome}}}
match: {{any: {terms}}}   # whole words, phrases, hashtags; `none: [...]` keeps posts out

# Who is for it, and who against: put in what your people say, in their languages. ADVANCE rests on it.
stance:
  of: {terms}   # names of who asks (a fund, a call), not of what happened (a storm): sorrow reads as against
  for: ["count me in", "proud of", "great cause"]
  against: ["waste of money", "#scam", "don't trust"]

# How your people say what they do, in their own words; one counts unless it is denied, asked or conditional. Such as:
# acts: {{act: ["wired it", "got a tent up"], pledge: ["see you saturday"], refuse: ["not a cent"]}}

audiences:
  - name: everyone
    when: {{channels: {channels}, languages: {languages}}}   # an empty list means all
    chapters:
      - {{name: hear-of-it, stage: awareness, call_to_action: "Pass it on", ready_when: {{authors: 100}}}}
      - {{name: care, stage: interest, call_to_action: "Read the stories", ready_when: {{share: 0.30}}}}
      - {{name: join, stage: desire, call_to_action: "Say that you are in", ready_when: {{share: 0.30}}}}
      - {{name: act, stage: action, call_to_action: {ask}}}
"""


class CampaignAnswers(NamedTuple):
    """What a person answers, as they type it."""

    story: str  # in one sentence
    outcome: str  # `5000 donations`
    terms: str  # with commas between
    ask: str  # what people are asked to do in the end
    where: str  # channels, a semicolon, languages: `bluesky, mastodon; en, no`


def campaign_text(name: str, answers: CampaignAnswers) -> str:
    """The campaign file. Raises InputError for an outcome that is no number and its name."""
    found = _OUTCOME.fullmatch(answers.outcome)
    if found is None:
        raise InputError(f"`{answers.outcome}` is no outcome: expected a number and what is counted: 5000 donations")
    channels, _, languages = answers.where.partition(";")
    return _FILE.format(
        name=_quoted(name),
        story=_quoted(answers.story),
        outcome=_quoted(found[2]),
        target=re.sub(r"\D", "", found[1]),
        terms=_listed(answers.terms),
        channels=_listed(channels.lower()),
        languages=_listed(languages),
        ask=_quoted(answers.ask),
    )


def _listed(words: str) -> str:
    """A list in YAML, of words with commas between, each once. Marks of quotation around one are not of it."""
    given = dict.fromkeys(bare for each in words.split(",") if (bare := each.strip(' \t"“”„«»')))
    return f"[{', '.join(map(_quoted, given))}]"


def _quoted(text: str) -> str:
    """A text in YAML that is taken as it is written."""
    return json.dumps(text.strip(), ensure_ascii=False)
