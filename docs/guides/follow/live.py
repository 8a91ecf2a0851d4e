import json
import os
import sys
import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

URL = os.environ.get("HVB_URL", "http://localhost:3000")
TOKEN = {"authorization": "Bearer " + os.environ["HVB_TOKEN"]}
PLACE = os.environ.get("HVB_PLACE", "feed-place.txt")


def read(sequence):
    """One entry, as far as it is shown now; None for what is not there."""
    while True:
        try:
            with urlopen(Request(f"{URL}/v1/feed/events/{sequence}", headers=TOKEN), timeout=60) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code == 404:
                return None
            if error.code not in (429, 503):
                raise
            time.sleep(int(error.headers.get("retry-after", 2)))


def deal(entry):
    # What is yours to do. After a crash here it comes once more, by the same number.
    event = None if "gone" in entry else read(entry["sequence"])
    print(json.dumps(event or entry), flush=True)
    with open(PLACE + ".new", "w") as file:
        file.write(str(entry["sequence"]))
    os.replace(PLACE + ".new", PLACE)


def listen():
    """Until the stream ends. Whatever is no `data:` is a comment, or a number that stands in the data too."""
    place = open(PLACE).read() if os.path.exists(PLACE) else "0"
    # There is a comment every fifteen seconds: what is silent for a minute is no longer there.
    with urlopen(Request(f"{URL}/v1/feed/live", headers={**TOKEN, "last-event-id": place}), timeout=60) as stream:
        for line in stream:
            if line.startswith(b"data: "):
                deal(json.loads(line[6:]))


while True:
    try:
        listen()
    except (OSError, HTTPException) as error:
        print(error, file=sys.stderr)
    time.sleep(2)
