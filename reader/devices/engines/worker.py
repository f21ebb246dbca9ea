"""Turns requests on standard input into sound on standard output, in a process of its own.

Started as `python -m reader.devices.engines.worker NAME`, where NAME is `espeak`, `system` or the path
of a Python file; the module has a class `Engine` as in `reader.core.protocols`. It says `ready`, with
the limits of the engine's own rate and whether it takes phonemes, and answers one request after the other, each with any number of
frames and a last one that says `done` or `error`:

    {"do": "voices"}                                            → {"voices"}, {"done"}
    {"do": "speak", "text", "voice", "rate", "pitch", "volume", "stretch"?}
                                                                → {"rate", "events"} and PCM …, {"done"}
    {"do": "ping"}                                              → {"done"}

What the native library prints to standard output goes to standard error instead, so that it cannot
garble a frame. When its parent goes, standard input ends and so does the process, even in the middle
of a native call. It imports little, because people wait for it.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from queue import SimpleQueue
from shutil import rmtree
from threading import Thread
from typing import Any, BinaryIO

from reader.core.protocols import Chunk, Engine
from reader.core.speech.values import Prosody
from reader.devices.engines.wire import receive, send

ANY = (1, 10_000)
"""The rates of an engine that names none."""


def main(name: str) -> None:
    """Serves requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: SimpleQueue[dict[str, Any]] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    try:
        engine = load(name)
    except BaseException as wrong:
        send(answers, _error(wrong))
        return
    rates, phonemes = getattr(engine, "rates", ANY), getattr(engine, "phonemes", False)
    send(answers, {"ready": True, "rates": rates, "phonemes": phonemes})
    while True:
        _answer(engine, requests.get(), answers)


def load(name: str) -> Engine:
    """The engine called `name`, ready to speak."""
    if name.endswith(".py"):
        from importlib.util import (
            module_from_spec,
            spec_from_file_location,
        )  # only engines outside the package

        spec = spec_from_file_location("engine", name)
        if spec is None or spec.loader is None:
            raise ImportError(name)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    else:
        module = importlib.import_module(f"reader.devices.engines.{name}")
    engine: Engine = module.Engine()
    return engine


def _listen(requests: BinaryIO, queue: SimpleQueue[dict[str, Any]]) -> None:
    try:
        while True:
            queue.put(receive(requests)[0])
    finally:
        if folder := os.environ.get("READER_ENGINE_FOLDER"):
            rmtree(folder, ignore_errors=True)
        os._exit(0)


def _answer(engine: Engine, request: dict[str, Any], answers: BinaryIO) -> None:
    try:
        match request["do"]:
            case "voices":
                found = [[v.id, v.name, v.language, v.precision.value] for v in engine.voices()]
                send(answers, {"voices": found})
                send(answers, {"done": True})
            case "speak":
                prosody = Prosody(request["rate"], request["pitch"], request["volume"])
                for chunk in _stretched(
                    engine.synthesize(request["text"], request["voice"], prosody), request.get("stretch", 1)
                ):
                    send(answers, {"rate": chunk.sample_rate, "events": list(chunk.events)}, chunk.pcm)
                send(answers, {"done": True})
            case _:
                send(answers, {"done": True})
    except Exception as wrong:
        send(answers, _error(wrong))


def _stretched(chunks: Iterator[Chunk], factor: float) -> Iterator[Chunk]:
    """The sound so many times as long, for a rate that the engine does not reach itself."""
    if factor == 1:
        return chunks
    from reader.devices.engines.lengthening import lengthened  # start-up time: seldom needed

    return lengthened(chunks, factor)


def _error(wrong: BaseException) -> dict[str, Any]:
    """Only what kind of fault it was: its words might be the text that was read."""
    return {"error": type(wrong).__name__}


if __name__ == "__main__":
    main(sys.argv[1])
