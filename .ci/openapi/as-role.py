"""Asks a hub of its own as one role, by schemathesis with all checks; fails on any finding, and on fewer requests than wanted."""
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

REQUESTS_LEAST = 5000
EXAMPLES = 20
# Most of it is spent on making questions; the limit ends what hangs.
SECONDS_MOST = 1500

here = Path(__file__).resolve().parent
role = sys.argv[1]
hub = subprocess.Popen(
    ["node", str(here.parent.parent / "dist/tools/openapi-hub.js"), role], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
)
scratch = ""
try:
    url, token = hub.stdout.readline().split()
    authorization = f"Bearer {token}"
    asked = urllib.request.Request(f"{url}/openapi.json", headers={"authorization": authorization})
    scratch = tempfile.mkdtemp(prefix="hvb-openapi-")
    description = Path(scratch) / "openapi.json"
    description.write_bytes(urllib.request.urlopen(asked).read())
    bin = Path(sys.executable).parent
    subprocess.run([bin / "openapi-spec-validator", description], check=True)
    run = subprocess.run(
        [
            *(bin / "st", "--config-file", here / "schemathesis.toml", "run", f"{url}/openapi.json"),
            *("-H", f"Authorization: {authorization}", "--checks", "all", "--phases", "coverage,fuzzing"),
            *("-n", str(EXAMPLES), "--no-color", "--warnings", "off", "--generation-deterministic"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=here,
        timeout=SECONDS_MOST,
    )
finally:
    shutil.rmtree(scratch, ignore_errors=True)
    hub.stdin.close()
    hub.wait()

generated = int((re.search(r"(\d+) generated", run.stdout) or [0, 0])[1])
print(f"openapi: {role}: {generated} requests, exit code {run.returncode}")
if run.returncode != 0 or generated < REQUESTS_LEAST:
    print(run.stdout)
    sys.exit(1)
