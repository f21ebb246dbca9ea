"""A small server with the interface that local models share; it answers by rule, to try what a model may do.

    python server.py        prints its port, then answers until it is ended

It takes the sentence after "The sentence: ". What it does with it follows from a word in it: `invents` makes it
add a name, `miscounts` change a number, `flips` drop a "not", `breaks` answer rubbish, `rambles` answer several
lines; otherwise it leaves out what stands between two commas.
"""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def answer(sentence: str) -> str:
    if "invents" in sentence:
        return sentence.replace("invents", "invents with Otto Brandt")
    if "miscounts" in sentence:
        return re.sub(r"\d+", "99", sentence)
    if "flips" in sentence:
        return sentence.replace(" not", "")
    if "rambles" in sentence:
        return f"Sure! Here is the sentence:\n\n{sentence}\n\nLet me know."
    return re.sub(r",[^,]*,", "", sentence)


class Model(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._give(200, {"data": [{"id": "by-rule"}]} if self.path == "/v1/models" else {})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions" or asked["model"] != "by-rule":
            self._give(404, {"error": "no such model"})
            return
        sentence = asked["messages"][-1]["content"].partition("The sentence: ")[2]
        if "breaks" in sentence:
            self._give(200, {"choices": []})
            return
        self._give(200, {"choices": [{"message": {"role": "assistant", "content": answer(sentence)}}]})

    def _give(self, status: int, what: object) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    print(server.server_port, flush=True)
    server.serve_forever()
