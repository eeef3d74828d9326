"""A server on this machine that speaks OpenAI's protocol and writes texts that pass the starter content's checks.

It keeps account of what it was asked, and of what it answered to the last byte.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TEXTS = """A cup of tea and one good chart|Bring your maps into one room|Who asked for this list?
Put the loud stuff in a quiet place|Small teams, big days|Drop a file and look around
Your notes have a home now|Begin with what you know|Ask once, share it with all
The short way to a clear view|Sort the pile on your desk|Less talk, more doing
Pin what you want to keep|A tidy corner for your ideas|Turn a rough guess into a plan
Give each task a name|Open the door for your crew|See where the hours went
Walk through it at your own pace|Let the week start calm|Pick one thing and try it
A map beats a long memo|Swap the chat for a board|Hand over with a light heart
Which link broke? Have a look|Keep track of each order|Leave the paper stack behind
Check in from the train|Write it down, move on|Plans that bend and still hold
Make room for a second idea|Tell the story in one page|Fill the blank space with yours
Every role finds its own view|Fewer tabs, same job|Notice what is new today|Catch up after a break
Count on a clean table|Let your guests take a peek|Group them by colour|Back at your desk? Read on
A hint for slow moments|Rename it and it is found|Point to it, then speak
Five tiny steps and a smile|Set a goal you can see|The raw file, now in shape
Bells and mail can wait|Add a photo to your card|Cut the noise at the root|Learn it over lunch
One key for many locks|Blue for calm, red for heat|Watch the curve as it grows
Mix two lists into a third|Trim it until it fits|Your rules, your order|Lend a hand to a new peer
Skip the queue of mails|Try the left side first|A fresh pair of eyes helps|Build on last month
Pass the ball to sales|Stuck? Talk to us|When did you last look up?|Wrap it up before you go
Load, look, done|The next stop is yours""".replace("\n", "|").split("|")
BAD = "As an AI, I say: BUY NOW!!! <script>"
WANTED = re.compile(r"Write (\d+) text")


class ScriptedLlm(ThreadingHTTPServer):
    """Answers after `seconds`. The first text of an answer of several never passes, so that each step asks again.

    `asked` and `answered` count by the SHA-256 of the request's body. `wrote` tells which request a content answered:
    no two answers are alike, as long as those that are lost are told to `forget`.
    """

    daemon_threads = True

    def __init__(self, seconds: float) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.seconds, self.asked, self.answered = seconds, Counter[str](), Counter[str]()
        self.wrote: dict[str, str] = {}
        self.lock = threading.Lock()
        self._texts = list(reversed(TEXTS))

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def content(self, prompt: str, request: Any) -> str:
        """The content for a request."""
        with self.lock:
            self.asked[prompt] += 1
            content = self._written(request)
            self.wrote[content] = prompt
            return content

    def forget(self, kept: Iterable[str]) -> None:
        """Nobody has any contents but these: the texts of the others may be written again."""
        with self.lock:
            for content in set(self.wrote) - set(kept):
                del self.wrote[content]
                told = [one["content"]["text"] for one in json.loads(content)["variants"]]
                self._texts += [text for text in reversed(told) if text != BAD]

    def _written(self, request: Any) -> str:
        found = WANTED.search("\n".join(str(turn["content"]) for turn in request["messages"]))
        count = int(found.group(1)) if found else 1
        texts = [BAD] * (count > 1) + [self._texts.pop() for _ in range(max(1, count - 1))]
        told = [{"content": {"text": text}, "angle": "plain", "tone": "direct"} for text in texts]
        return json.dumps({"variants": [{**one, "claims": [], "sources": []} for one in told]})

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is what this is about."""


class _Answer(BaseHTTPRequestHandler):
    server: ScriptedLlm

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        prompt = sha256(raw).hexdigest()
        message = {"role": "assistant", "content": self.server.content(prompt, json.loads(raw))}
        time.sleep(self.server.seconds)
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 400, "completion_tokens": 60, "total_tokens": 460}
        head = {"id": "c", "object": "chat.completion", "created": 0, "model": "gpt-4o-mini"}
        body = json.dumps({**head, "choices": [choice], "usage": usage}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)
            with self.server.lock:
                self.server.answered[prompt] += 1

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def scripted_llm(seconds: float = 0.4) -> Iterator[ScriptedLlm]:
    """The server, in a thread."""
    server = ScriptedLlm(seconds)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
