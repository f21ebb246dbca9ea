"""Turns a task and a text into the answer of a model, through the interface that OpenAI made and local servers share.

Only a server on this machine is asked, unless a person has said otherwise: what people read is nobody's business. A
name other than `localhost` is not looked up, no proxy is used and no redirect followed, so nothing leaves in silence.
"""

from __future__ import annotations

import ipaddress
import json
import time
from typing import Any
from urllib.parse import urlsplit

from reader.core.errors import ModelError

ADDRESS = "http://127.0.0.1:8080/v1"
"""Where llama.cpp's server listens; Ollama's is http://127.0.0.1:11434/v1, LM Studio's http://127.0.0.1:1234/v1."""
SECONDS = 60.0
"""For one answer."""
LARGEST = 1 << 20
"""Bytes of an answer."""
WORDS = 400
"""Tokens that are asked for."""


class LocalModel:
    """A model behind a server. Any thread may call it."""

    def __init__(self, address: str = ADDRESS, *, elsewhere: bool = False, seconds: float = SECONDS) -> None:
        """`elsewhere`: the person wants a server that is not on this machine.

        Raises:
            ModelError: the address is not one of this machine, or none at all.
        """
        try:
            parts = urlsplit(address)
            known = parts.scheme in ("http", "https") and parts.port != 0
        except ValueError:
            known = False
        if not known or not parts.hostname:
            raise ModelError(f"{address} is no address of a server.", f"Give one such as {ADDRESS}.")
        if not elsewhere and not is_here(parts.hostname):
            raise ModelError(
                f"{parts.hostname} is not this machine, so nothing was sent there.",
                "Start the server on this machine, or allow others with --rewrite-elsewhere.",
            )
        self._address, self._seconds = address.rstrip("/"), seconds
        self._name = ""

    def answer(self, task: str, text: str) -> str:
        """What the model says.

        Raises:
            ModelError: the server is not there, is too slow, or answers something else.
        """
        if not self._name:
            listed = self._asked("GET", "/models", None)
            try:
                self._name = str(listed["data"][0]["id"])
            except (KeyError, IndexError, TypeError) as error:
                raise self._strange() from error
        said = self._asked(
            "POST",
            "/chat/completions",
            {
                "model": self._name,
                "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
                "temperature": 0,
                "max_tokens": WORDS,
                "stream": False,
            },
        )
        try:
            content = said["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise self._strange() from error
        if not isinstance(content, str):
            raise self._strange()
        return content.strip()

    def _asked(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        import httpx  # start-up time

        end = time.monotonic() + self._seconds
        received = b""
        try:
            with (
                httpx.Client(trust_env=False, follow_redirects=False, timeout=self._seconds) as client,
                client.stream(method, f"{self._address}{path}", json=body) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise self._strange()
                for piece in answer.iter_bytes():
                    received += piece
                    if len(received) > LARGEST or time.monotonic() > end:
                        raise self._strange()
        except httpx.HTTPError as error:
            raise ModelError(
                f"No model answers at {self._address}.", "Start its server, or leave rewriting out."
            ) from error
        try:
            return json.loads(received)
        except (ValueError, RecursionError) as error:
            raise self._strange() from error

    def _strange(self) -> ModelError:
        return ModelError(
            f"What answers at {self._address} is no model that can be used.",
            "Give the address of a server with the interface of OpenAI; it ends in /v1.",
        )


def is_here(host: str) -> bool:
    """Whether a host is this machine: `localhost`, or a loopback address in figures."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
