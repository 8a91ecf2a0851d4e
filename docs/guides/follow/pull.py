import json
import os
import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

URL = os.environ.get("HVB_URL", "http://localhost:3000")
HEADERS = {"authorization": "Bearer " + os.environ["HVB_TOKEN"]}
PLACE = os.environ.get("HVB_PLACE", "feed-place.txt")


def get(path):
    """Asks until the hub answers; None for what is not there."""
    while True:
        try:
            with urlopen(Request(f"{URL}/v1/feed{path}", headers=HEADERS), timeout=60) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code == 404:
                return None
            if error.code not in (429, 503):
                raise
            time.sleep(int(error.headers.get("retry-after", 2)))
        except (OSError, HTTPException):
            time.sleep(2)


def keep(sequence):
    with open(PLACE + ".new", "w") as file:
        file.write(str(sequence))
    os.replace(PLACE + ".new", PLACE)


after = int(open(PLACE).read()) if os.path.exists(PLACE) else 0
while True:
    for entry in get(f"?after={after}&limit=100&wait=30") or []:
        if entry["sequence"] != after + 1:
            raise RuntimeError(f"entry {after + 1} is missing")
        event = None if "gone" in entry else get(f"/events/{entry['sequence']}")
        # What is yours to do. After a crash here it comes once more, by the same number.
        print(json.dumps(event or entry), flush=True)
        after = entry["sequence"]
        keep(after)
