"""The `alerts:` of a campaign file: who is told what, and what it says to somebody who wrote a secret into it."""

import textwrap

import pytest

from listener.campaign_file import check_campaign, find_warnings, load_campaign
from models.alerts import TOLD_UNASKED, Escalation, QuietHours
from models.decisions import DecisionKind
from models.errors import CampaignError, Mistake

GARDEN = textwrap.dedent("""\
    campaign: garden
    story: "A street plants its own garden"
    outcome: {name: beds, target: 40, unit: beds}
    match: {any: ["#plantit", street garden]}
    audiences:
      - name: street
        chapters:
          - {name: wish, stage: desire, call_to_action: "Say yes"}
          - {name: dig, stage: action, call_to_action: "Come and dig"}
    stance: {of: [our garden], for: [my spade is ready], against: [parking spaces]}
    """)
ALERTS = textwrap.dedent("""\
    alerts:
      - name: chat
        owner: Ana, street team
        sink: slack
        to: $ALERT_GARDEN_SLACK
        decisions: [ADVANCE, STEP_BACK]
        audiences: [street]
        zone: Europe/Oslo
        quiet_hours: {from: 22:00, to: 07:00}
        at_most_every_hours: 6
        escalate: {to: mail, after_hours: 12}
      - name: mail
        owner: Ben
        sink: email
        to: [ben@example.org, $ALERT_BOSS]
        digest_at: 09:00
      - {name: hook, owner: Ops, sink: webhook, to: "https://example.org/in", secret: $ALERT_HOOK_SECRET}
      - {name: file, owner: Ops, sink: file, to: alerts.ndjson}
      - {name: ops, owner: Ops, sink: alertmanager, to: ["http://localhost:9093"]}
      - {name: log, owner: Ops, sink: log}
    """)
FIRST = GARDEN.count("\n") + 1  # the line of `alerts:`


def mistakes(text: str) -> list[Mistake]:
    with pytest.raises(CampaignError) as caught:
        load_campaign(GARDEN + text, "garden.yaml")
    return list(caught.value.mistakes)


def the_mistake(old: str, new: str) -> Mistake:
    """The only mistake of the good routes in which one piece was replaced."""
    assert ALERTS.count(old) == 1
    (mistake,) = mistakes(ALERTS.replace(old, new))
    return mistake


def test_a_good_file_gives_the_routes_it_describes() -> None:
    chat, mail, hook, *_ = load_campaign(GARDEN + ALERTS, "garden.yaml").alerts
    assert (chat.sink, chat.to, chat.zone) == ("slack", ("$ALERT_GARDEN_SLACK",), "Europe/Oslo")
    assert chat.decisions == (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)
    assert chat.quiet_hours == QuietHours(22 * 60, 7 * 60)
    assert (chat.at_most_every_hours, chat.escalate) == (6.0, Escalation("mail", 12.0))
    assert (mail.to, mail.server, mail.digest_at) == (("ben@example.org", "$ALERT_BOSS"), "$LISTENER_SMTP_URL", 540)
    assert (hook.secret, hook.decisions) == ("$ALERT_HOOK_SECRET", TOLD_UNASKED)


def test_a_good_file_has_no_warning_and_none_is_needed() -> None:
    checked = check_campaign(GARDEN + ALERTS, "garden.yaml")
    assert find_warnings(checked.campaign, checked.lines) == ()
    assert load_campaign(GARDEN, "garden.yaml").alerts == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "says"),
    [
        ("sink: slack", "sink: slakc", 3, "alerts[0].sink", "did you mean `slack`?"),
        ("$ALERT_GARDEN_SLACK", "https://hooks.example.org/T0/B0/hunter2", 4, "alerts[0].to", "name a variable"),
        ("$ALERT_GARDEN_SLACK", "$garden", 4, "alerts[0].to", "such as $ALERT_TEAM_SECRET"),
        ("    to: $ALERT_GARDEN_SLACK\n", "", 1, "alerts[0].to", "missing: $NAME of a variable"),
        ("[ADVANCE, STEP_BACK]", "[ADVANCED]", 5, "alerts[0].decisions[0]", "there are: ADVANCE"),
        ("audiences: [street]", "audiences: [streets]", 6, "alerts[0].audiences", "did you mean `street`?"),
        ("audiences: [street]", "audiences: []", 6, "alerts[0].audiences", "leave it out for all"),
        ("Europe/Oslo", "Europe/Olso", 7, "alerts[0].zone", "did you mean `Europe/Oslo`?"),
        ("Europe/Oslo", "../../etc/passwd", 7, "alerts[0].zone", "is no time zone"),
        ("to: 07:00", "to: 7", 8, "alerts[0].quiet_hours.to", "no time of the day"),
        ("to: 07:00", "to: 22:00", 8, "alerts[0].quiet_hours", "ends where it begins"),
        ("at_most_every_hours: 6", "at_most_every_hours: 0", 9, "alerts[0].at_most_every_hours", "above 0"),
        ("{to: mail, after", "{to: male, after", 10, "alerts[0].escalate.to", "did you mean `mail`?"),
        ("{to: mail, after", "{to: chat, after", 10, "alerts[0].escalate.to", "leads back to `chat`"),
        ("after_hours: 12", "after: 12", 10, "alerts[0].escalate.after", "did you mean `after_hours`?"),
        ("name: hook", "name: mail", 16, "alerts[2].name", "is also the name on line"),
        ("ben@example.org", "ben", 14, "alerts[1].to[0]", "no address"),
        ("digest_at: 09:00", "digest_at: 25:00", 15, "alerts[1].digest_at", "no time of the day"),
        ("https://example.org/in", "example.org", 16, "alerts[2].to", "expected https://"),
        ("https://example.org/in", "https://a:hunter2@example.org", 16, "alerts[2].to", "has a password"),
        ("$ALERT_HOOK_SECRET", "hunter2", 16, "alerts[2].secret", "name a variable of the environment"),
        ("$ALERT_HOOK_SECRET", "$LISTENER_SASL_PASSWORD", 16, "alerts[2].secret", "begins with ALERT_"),
        ("$ALERT_GARDEN_SLACK", "$AWS_SECRET_ACCESS_KEY", 4, "alerts[0].to", "begins with ALERT_"),
        ("to: alerts.ndjson", "to: [a.ndjson, b.ndjson]", 17, "alerts[3].to", "one address, not 2"),
        ("sink: log", "sink: log, to: x", 19, "alerts[5].to", "log has no use for it"),
        ("sink: log", "sink: log, secret: $ALERT_X", 19, "alerts[5].secret", "log has no use for it"),
    ],
)  # fmt: skip
def test_a_mistake_is_explained_where_it_stands(old: str, new: str, line: int, field: str, says: str) -> None:
    found = the_mistake(old, new)
    assert (found.line, found.field) == (FIRST + line, field)
    assert says in found.problem


@pytest.mark.parametrize("where", ["$ALERT_GARDEN_SLACK", "$ALERT_HOOK_SECRET", "https://example.org/in"])
def test_a_secret_that_was_written_into_the_file_is_not_repeated(where: str) -> None:
    secret = "https://me:hunter2@hooks.example.org/hunter2"
    assert "hunter2" not in str(the_mistake(where, secret))


def test_escalation_never_goes_in_a_circle() -> None:
    text = ALERTS.replace("    digest_at: 09:00", "    escalate: {to: chat, after_hours: 1}")
    assert [mistake.field for mistake in mistakes(text)] == ["alerts[0].escalate.to", "alerts[1].escalate.to"]


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("digest_at: 09:00", "decisions: []\n    digest_at: 09:00", None, ""),
        ("sink: log}", "sink: log, decisions: []}", "alerts[5].decisions", "never be told anything"),
        ("http://localhost:9093", "http://example.org:9093", "alerts[4].to", "plain http"),
        ("at_most_every_hours: 6", "digest_at: 23:00", "alerts[0].digest_at", "in the quiet hours"),
    ],
)
def test_what_is_legal_and_unwise_is_said(old: str, new: str, field: str | None, says: str) -> None:
    checked = check_campaign(GARDEN + ALERTS.replace(old, new), "garden.yaml")
    found = {each.field: each.problem for each in find_warnings(checked.campaign, checked.lines)}
    assert list(found) == ([field] if field else [])
    assert says in "".join(found.values())
