import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks import Webhook

KEYS = [Webhook(secret) for secret in os.environ["HVB_SECRETS"].split()]
PORT = int(os.environ.get("HVB_PORT", "8080"))
RECEIVED = os.environ.get("HVB_RECEIVED", "received.jsonl")


def is_signed(body, headers):
    for key in KEYS:
        try:
            key.verify(body, headers)
            return True
        except Exception:  # a signature that is no signature is not signed either
            continue
    return False


seen = {json.loads(line)["id"] for line in open(RECEIVED)} if os.path.exists(RECEIVED) else set()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not is_signed(body, dict(self.headers)):
            self.answer(401)
            return
        id = self.headers["webhook-id"]
        if id not in seen:
            # Safe before it is answered. What is yours to do is read at /v1/feed/events/{sequence}.
            with open(RECEIVED, "a") as file:
                file.write(json.dumps({"id": id, "event": json.loads(body)}) + "\n")
            seen.add(id)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", PORT), Receiver)
print("listening", flush=True)
server.serve_forever()
