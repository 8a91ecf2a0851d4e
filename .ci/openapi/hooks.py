"""What no schema can say of a question, for schemathesis: formats of the hub's own, and words that go together."""
import re
import uuid
from pathlib import Path

import schemathesis
from hypothesis import strategies as st

UUIDS = st.uuids(version=4).map(str)
PARTIES = ["kommun-2080.socialnamnden", "kommun-2081", "region-20", "region-20.bup"]
CODES = Path(__file__).resolve().parents[2] / "libs/domain/src/identity"


def codes_in(file):
    """All the official codes there are: a list of them may be long, and have none twice."""
    return re.findall(r"^  \['(\d+)'", (CODES / file).read_text(), re.MULTILINE)


KOMMUNER = codes_in("kommuner.data.ts")
REGIONS = codes_in("lan.data.ts")

schemathesis.openapi.format("hvb-uuid", UUIDS)
schemathesis.openapi.format("hvb-party", st.sampled_from(PARTIES))
schemathesis.openapi.format("hvb-party-or-ref", st.one_of(st.sampled_from(PARTIES), UUIDS))
schemathesis.openapi.format("hvb-kommun", st.sampled_from(KOMMUNER))
schemathesis.openapi.format("hvb-region", st.sampled_from(REGIONS))
schemathesis.openapi.format("hvb-source", st.sampled_from(PARTIES).map("/party/{}".format))
schemathesis.openapi.format("hvb-person-number", st.sampled_from(["201212121212", "20121212-1212", "701063-2391"]))
schemathesis.openapi.format("hvb-unit", st.sampled_from(["barn", "bup", "vuxen-1"]))
schemathesis.openapi.format("hvb-publisher-id", st.from_regex(r"\Am[A-Za-z._:-]{1,20}\Z"))

# Made up: of a day of birth that stands in every example of the documentation.
schemathesis.openapi.format("hvb-personnummer", st.just("201212121212"))
schemathesis.openapi.format("hvb-samordningsnummer", st.just("201212721219"))

# Positions are the embedded log's, and nothing has been said yet: 0 is the only one that has been given.
POSITIONS = ("waitFor", "knownFrom", "knownAt", "asOfPosition", "event", "position")
ATTRIBUTES = {
    "ce-specversion": "1.0",
    "ce-id": "m1",
    "ce-source": "/party/kommun-2080.socialnamnden",
    "ce-type": "se.hvbhub.placement.started.v1",
    "ce-subject": "placement/5f0c1d1e-7a35-4f0e-9d55-3c1f5b6a7c80",
    "ce-time": "2026-01-15T16:30:00+01:00",
}
# Of the statistics: a month that has passed, each word once, and a reason where they are not by legal sex.
MONTH_END = "2020-01-31"
OF_ONE = ("of", "asOf", "waitFor", "knownAt", "asOfPosition")


def speak(case):
    """Of a valid event: in binary mode its attributes, here of one type, are headers; its partition key is the uuid of its subject."""
    if case.media_type == "application/json":
        case.headers.update(ATTRIBUTES)
        case.body = {"startedOn": "2026-01-15"}
        return
    events = case.body if isinstance(case.body, list) else [case.body]
    for event in events:
        if isinstance(event, dict) and "partitionkey" in event:
            event["partitionkey"] = event["subject"].split("/")[1]


@schemathesis.hook
def map_case(context, case):
    """Of a valid question: positions that were given, and with `of` only the words that are asked of one thing."""
    meta = case.meta
    if meta is None or not meta.generation.mode.is_positive:
        return case
    if case.path == "/v1/events":
        speak(case)
    if case.path == "/v1/search":
        # Each question for somebody else: of one person only so many are answered in a minute.
        case.headers["HVB-User"] = f"m{uuid.uuid4().hex}"
    if case.path.startswith("/v1/subscriptions") and isinstance(case.body, dict):
        # Which addresses are public, and which numbers are a kommun's, no schema can say.
        if "url" in case.body:
            case.body["url"] = "https://mottagare.example/hvb"
        if isinstance(case.body.get("filter"), dict) and "kommuner" in case.body["filter"]:
            case.body["filter"]["kommuner"] = KOMMUNER[: len(case.body["filter"]["kommuner"])]
    if case.path == "/v1/audit/export" and isinstance(case.body, dict):
        # Of a thing or of a period, which has a length.
        period = {} if "of" in case.body else {"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"}
        case.body = {word: value for word, value in case.body.items() if word not in ("from", "to")} | period
    if not isinstance(case.query, dict):
        return case
    for word in POSITIONS:
        if re.fullmatch(r"[0-9]+(-[0-9]+)?", str(case.query.get(word, ""))):
            case.query[word] = "0"
    if case.path in ("/v1/audit/events", "/v1/audit/replay") and "after" in case.query:
        case.query["after"] = "0"
    if case.path == "/v1/audit/replay" and "view" in case.query:
        # The only ones that every kind has.
        case.query["view"] = "timeline"
    if case.path == "/v1/feed":
        # Nothing has been said yet, nor is meanwhile: no number has been given, and each second that is waited for is lost.
        case.query.update({word: "0" for word in ("after", "wait") if word in case.query})
    if case.path == "/v1/statistics":
        by = list(dict.fromkeys(word for word in str(case.query.get("by", "")).split(",") if word))
        if by:
            case.query["by"] = ",".join(by)
        if "asOf" in case.query:
            case.query["asOf"] = MONTH_END
        if "legalSex" not in by and "reason" not in case.query:
            case.query["reason"] = "m1"
    if case.path == "/v1/explain":
        # Of a subject or of one message, never both; nothing has been said yet that could be a moment of the past.
        case.query.pop("at", None)
        if "of" in case.query:
            case.query.pop("event", None)
        elif "event" not in case.query:
            case.query["of"] = "placement/5f0c1d1e-7a35-4f0e-9d55-3c1f5b6a7c80"
    if case.path in ("/v1/deadlines", "/v1/findings"):
        one = "of" in case.query
        for word in list(case.query):
            if (one and word not in OF_ONE) or (not one and word in ("knownAt", "asOfPosition")):
                del case.query[word]
    return case


@schemathesis.check
def takes_the_form_of_what_is_valid(ctx, response, case):
    """What the published schemas allow may be refused by the law, never for its form; in a batch neither."""
    if case.path != "/v1/events" or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    answer = response.json() if response.content else None
    answers = answer if isinstance(answer, list) else [answer]
    problems = [one.get("problem", one) for one in answers if isinstance(one, dict)]
    of_form = [one for one in problems if isinstance(one, dict) and one.get("status") == 400]
    assert not of_form, f"valid, and refused for its form: {of_form[0].get('code')} at {of_form[0].get('pointer')}"
