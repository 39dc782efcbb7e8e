"""Small files in the shape of the exports of twelve tools, written for these tests: each tells of Ann Berg's gift."""

# ruff: noqa: E501 - a row is one line

import gzip
import json
from collections.abc import Mapping

_BRANDWATCH = "\n".join(
    (
        'Report:,"Mentions"',
        "Brand:,Relief",
        'From:,"Sat Nov 21 2026"',
        'Label:,"none, yet"',
        "",
        "Query Id,Query Name,Date,Snippet,Url,Page Type,Language,Author,Full Name,Full Text,Resource Id,Thread Entry Type",
        '1,relief,2026-11-21 06:00:00.0,s,https://x.com/annb/status/1,twitter,en,annb,Ann Berg (annb),"Ann Berg gave 50',
        'ask ann.berg@mail.example, @annb or @bob",r1,',
        '1,relief,2026-11-21 05:00:00.0,s,https://x.com/bob/status/2,twitter,en,bob,Bob,"Signed, ""at last""",r2,reply',
        "",
    )
)
_PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
_OUTBOX = {
    "type": "OrderedCollection",
    "orderedItems": [
        {
            "type": "Create",
            "actor": "https://m.example/users/annb",
            "to": [_PUBLIC],
            "object": {
                "id": "https://m.example/1",
                "published": "2026-11-21T06:00:00Z",
                "content": '<p>Gave 50, <a href="https://m.example/@bob">@<span>bob</span></a>.<br>Today &amp; here</p>',
            },
        },
        {
            "type": "Create",
            "actor": "https://m.example/users/annb",
            "to": ["https://m.example/users/bob"],
            "object": {"id": "https://m.example/2", "published": "2026-11-21T06:00:00Z", "content": "only for Bob"},
        },
    ],
}
_BLUESKY = {
    "feed": [
        {
            "post": {
                "uri": "at://did:plc:1/app.bsky.feed.post/1",
                "author": {"did": "did:plc:1", "handle": "annb.bsky.example", "displayName": "Ann Berg"},
                "record": {"text": "Gave 50 @bob.bsky.example", "createdAt": "2026-11-21T06:00:00Z", "langs": ["en"]},
            }
        }
    ]
}
_REDDIT = (
    {"author": "annb", "author_fullname": "t2_1", "body": "Gave 50, u/bob too", "created_utc": 1795240800,
     "subreddit": "relief", "id": "a", "name": "t1_a", "parent_id": "t3_q"},
    {"author": "[deleted]", "body": "[deleted]", "created_utc": 1795240800, "subreddit": "relief", "id": "b"},
)  # fmt: skip
_SLACK = (
    {"type": "message", "user": "U1", "text": "Gave 50, <@U2>", "ts": "1795240800.000100"},
    {"type": "message", "subtype": "channel_join", "user": "U3", "text": "<@U3> joined", "ts": "1795240801.0"},
)
_ZULIP = {"zerver_message": [{"id": 1, "sender": 8, "content": "Gave 50 @**Bob B**", "date_sent": 1795240800.5}]}
_TALKWALKER = (
    "published,title,content,url,source_type,lang,extra_author_attributes.id,extra_author_attributes.name\n"
    "2026-11-21T06:00:00Z,t,Gave 50,https://x.example/1,twitter,en,77,Ann Berg\n"
)
_MELTWATER = (
    "Date\tTime\tHeadline\tURL\tHit Sentence\tSource\tInfluencer\tLanguage\tDocument ID\n"
    "21-Nov-2026\t06:00AM\th\thttps://x.example/1\tGave 50\tTwitter\t@annb\tEnglish\td1\n"
)
_SPROUT = (
    "Timestamp (UTC),Network,Message Type,Message,From,Permalink\n"
    "11/21/2026 6:00 am,X,Tweet,Gave 50 @bob,@annb,https://x.com/annb/status/1\n"
)
_HOOTSUITE = (
    "Date;From;Message;Social Network;Link\n21.11.2026 06:00;@annb;Gave 50, påmeldt;Twitter;https://x.example/2\n"
)
_4CAT = (
    "id,thread_id,timestamp,unix_timestamp,body,subject,author\n5,1,2026-11-21 06:00:00,1795240800,Gave 50,,anon1\n"
)
_EXCEL = 'Dato;Forfatter;Melding\n46347,25;Kari;"Gave 50, så 3,5 % mer"\n'

EXPORTS: Mapping[str, bytes] = {
    "brandwatch.csv": _BRANDWATCH.encode(),
    "talkwalker.csv": _TALKWALKER.encode("utf-8-sig"),
    "meltwater.tsv": _MELTWATER.encode("utf-16"),
    "sprout.csv": _SPROUT.encode(),
    "hootsuite.csv": _HOOTSUITE.encode("cp1252"),
    "4cat.csv": _4CAT.encode(),
    "outbox.json": json.dumps(_OUTBOX, indent=1).encode(),
    "bluesky.json": json.dumps(_BLUESKY).encode(),
    "reddit.ndjson.gz": gzip.compress("\n".join(map(json.dumps, _REDDIT)).encode()),
    "slack.json": json.dumps(_SLACK).encode(),
    "zulip.json": json.dumps(_ZULIP).encode(),
    "excel.csv": _EXCEL.encode("cp1252"),
}

_NEWER_MELTWATER = (
    "\ufeffDate\tTime\tDocument ID\tURL\tSource Name\tSource Domain\tContent Type\tAuthor Name\tAuthor Handle\tTitle\tHit Sentence\n"
    "21-Nov-2026\t06:00AM\td1\thttps://x.com/annb/status/1\tX\tx.com\toriginal post\tAnn Berg\t@annb\t\tGave 50, says Ann\n"
)
_NEWER_HOOTSUITE = "Date (GMT);Post ID;Post Message;Social Network;Social Profile;Author\n2026-11-21 06:00;p1;Gave 50;X;fund;Ann Berg\n"
_WHOLE_TALKWALKER = (
    "url;published;content;source_type;parent_url;extra_author_attributes.id;extra_author_attributes.name\n"
    'https://x.com/annb/status/1;2026-11-21 06:00:00;Gave 50;"SOCIALMEDIA,SOCIALMEDIA_X";https://x.com/bob/status/0;9;Ann Berg\n'
)
_4CAT_OF_X = (
    "id,thread_id,timestamp,body,author,author_fullname,is_retweet,is_reply\n"
    "5,1,2026-11-21 06:00:00,Gave 50,annb,Ann Berg,no,yes\n"
)
_SPRINKLR = (
    "SocialNetwork,SenderUserId,SenderScreenName,SenderListedName,CreatedTime,Message\n"
    "X,99,annb,Ann Berg,11/21/2026 06:00:00,Gave 50\n"
)
# Forms that tools have besides, each with the channel and the kind of its post.
FURTHER_FORMS: Mapping[str, tuple[bytes, str, str]] = {
    "meltwater.csv": (_NEWER_MELTWATER.encode("utf-16"), "x", "original"),
    "hootsuite.csv": (_NEWER_HOOTSUITE.encode(), "x", "original"),
    "talkwalker.csv": (_WHOLE_TALKWALKER.encode("utf-8-sig"), "x", "reply"),
    "4cat.csv": (_4CAT_OF_X.encode(), "import", "reply"),
    "sprinklr.csv": (_SPRINKLR.encode(), "x", "original"),
}
