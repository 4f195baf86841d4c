"""A real HTTP proxy in front of DynamoDB that throttles, fails, is slow and hangs up, as the real one may."""

import http.client
import http.server
import json
import random
import threading
import time
from collections import Counter
from contextlib import contextmanager
from urllib.parse import urlsplit

THROTTLED = (
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "TransactionConflictException",
    "RequestLimitExceeded",
)
BROKEN = ("InternalServerError", "a page", "half an answer")
CUT = ("cut before", "cut after")
"""The connection ends before the request is passed on, or after: then it was done and nobody heard of it."""

SLOW = ("slow",)
FAULTS = (*THROTTLED, *BROKEN, *CUT)


def _error(code):
    return json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "later"}).encode()


ANSWERS = {
    **{code: (400, _error(code)) for code in THROTTLED},
    "InternalServerError": (500, _error("InternalServerError")),
    "a page": (503, b"<html>Service Unavailable</html>"),
}


class Faulty:
    """How often which fault happens; `happened` counts them."""

    def __init__(self, endpoint, seed=1):
        self.target = urlsplit(endpoint)
        self.chance = random.Random(seed)
        self.happened = Counter()
        self.one_at_a_time = threading.Lock()
        self.set(0.0)

    def set(self, rate, faults=FAULTS, delay=0.0):
        with self.one_at_a_time:
            self.rate, self.faults, self.delay, self.deck = rate, faults, delay, []

    def draw(self):
        """Deal the faults like cards, so that each of them comes before any comes again."""
        with self.one_at_a_time:
            fault = self._card() if self.chance.random() < self.rate else "none"
            self.happened[fault] += 1
        return fault

    def _card(self):
        if not self.deck:
            self.deck = self.chance.sample(self.faults, len(self.faults))
        return self.deck.pop()

    @contextmanager
    def running(self):
        """Serve; yields the address."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.faulty = self
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        faulty = self.server.faulty
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fault = faulty.draw()
        if fault == "cut before":
            self.close_connection = True
        elif fault in ANSWERS:
            self.say(*ANSWERS[fault])
        else:
            if fault == "slow":
                time.sleep(faulty.delay)
            self.pass_on(body, fault)

    def pass_on(self, body, fault):
        target = self.server.faulty.target
        connection = http.client.HTTPConnection(target.hostname, target.port, timeout=30)
        names = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        connection.request("POST", "/", body, names)
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        if fault == "cut after":
            self.close_connection = True
        else:
            self.say(answer.status, raw[: len(raw) // 2] if fault == "half an answer" else raw)

    def say(self, status, raw):
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)
        except OSError:
            self.close_connection = True  # who asked did not wait

    def log_message(self, *_):
        pass
