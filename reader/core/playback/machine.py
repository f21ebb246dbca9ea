"""The player as a pure function: `step(state, event)` gives the next state and what is to be done.

A reading runs through the pieces of its `Script` by number. Each number is asked for (`asked`), its
answer waits for its turn (`waiting`), is handed to the sink (`due`, `lined`) and is heard (`heard`).
Asking runs at most `AHEAD` pieces in front of hearing, so everything that is held is bounded.

    STOPPED ── Play ──▶ PLAYING ── Pause, asleep, device lost, engines gave up ──▶ PAUSED ── Play ──▶ PLAYING
       ▲                   │                                                         │
       └── Stop, all heard ┴──────────────────────── Stop ───────────────────────────┘

Every jump adds one to `generation`; an answer for an older generation is dropped on arrival. The word
that is lit follows from the frames heard and the marks, and from nothing else. Only the owner of the
state calls `step`, one event after another, and carries out the commands in order before the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from reader.core.playback import commands as do
from reader.core.playback import events as on
from reader.core.playback.commands import Command, Notice
from reader.core.playback.hearing import hear
from reader.core.playback.lining import line_up, quiet, start
from reader.core.playback.moving import target
from reader.core.playback.script import Script, Unit
from reader.core.playback.splicing import change, splice
from reader.core.playback.state import Phase, State

Step = tuple[State, tuple[Command, ...]]


def step(state: State, event: on.Event) -> Step:  # noqa: C901  one line for every event
    """What follows from one event. Any event may come in any state."""
    match event:
        case on.Load(script, offset):
            return _load(state, script, offset)
        case on.Play():
            return _play(state)
        case on.Pause():
            return _pause(state)
        case on.Toggle():
            return _pause(state) if state.phase is Phase.PLAYING else _play(state)
        case on.Stop():
            silent, commands = quiet(state)
            return replace(silent, phase=Phase.STOPPED), commands
        case on.GoTo(offset):
            return _go(state, offset)
        case on.Move(unit, steps):
            return _move(state, unit, steps)
        case on.Repeat():
            sentence = state.script.sentence_at(state.place)
            return _play(state) if sentence is None else start(state, sentence.start)
        case on.SetProsody(prosody):
            return (state, ()) if prosody == state.prosody else change(state, state.voice, prosody)
        case on.SetVoice(voice):
            return (state, ()) if voice == state.voice else change(state, voice, state.prosody)
        case on.SetLatency(seconds):
            return replace(state, latency=seconds), ()
        case on.SleepAfter(seconds):
            return replace(state, sleep=seconds, sleep_at_end=False), ()
        case on.SleepAtEnd():
            return replace(state, sleep=None, sleep_at_end=True), ()
        case on.Arrived() | on.Failed():
            return _answer(state, event)
        case on.Heard(frames, committed):
            return hear(state, frames, committed)
        case on.Lost(why):
            return _lose(state, why)
        case on.Found():
            return (replace(state, lost=False), (do.Tell(Notice.FOUND),)) if state.lost else (state, ())
        case on.Renew():
            return change(state, state.voice, state.prosody)
        case on.Moved():
            return _move_sound(state)
        case _ as never:
            assert_never(never)


def _load(state: State, script: Script, offset: int) -> Step:
    silent, commands = quiet(state)
    word = script.word_from(offset)
    place = word.start if word else 0
    fresh = replace(silent, script=script, phase=Phase.STOPPED, place=place, word=None, sentence=None)
    return fresh, (*commands, do.Show(None, None))


def _play(state: State) -> Step:
    if state.phase is Phase.PLAYING:
        return state, ()
    if not state.script.pieces:
        return state, (do.Tell(Notice.NOTHING),)
    if not state.lined and state.asked == state.due:
        return start(state, 0 if state.ended else state.place)
    state, more = line_up(replace(state, phase=Phase.PLAYING))
    return state, ((do.Resume(), *more) if state.sample_rate else more)


def _pause(state: State) -> Step:
    if state.phase is not Phase.PLAYING:
        return state, ()
    return replace(state, phase=Phase.PAUSED), (do.Hold(),) if state.sample_rate else ()


def _go(state: State, offset: int) -> Step:
    word = state.script.word_from(offset)
    if word is None:
        return state, (do.Tell(Notice.LAST),)
    if state.phase is Phase.PLAYING:
        return start(state, word.start)
    sentence = state.script.sentence_at(word.start)
    silent, commands = quiet(state)
    silent = replace(silent, place=word.start, word=word, sentence=sentence)
    return silent, (*commands, do.Show(word, sentence))


def _move(state: State, unit: Unit, steps: int) -> Step:
    offset = target(state.script, state.place, unit, steps, state.prosody.rate)
    if offset is None:
        return state, (do.Tell(Notice.LAST if steps > 0 else Notice.FIRST),)
    return _go(state, offset)


def _answer(state: State, answer: on.Arrived | on.Failed) -> Step:
    known = any(answer.number == other.number for other in state.waiting)
    if answer.generation != state.generation or known or not state.due <= answer.number < state.asked:
        return state, ()
    if state.splicing and answer.number == state.due:
        return splice(state, answer)
    return line_up(replace(state, waiting=(*state.waiting, answer)))


def _move_sound(state: State) -> Step:
    playing = state.phase is Phase.PLAYING
    silent, commands = quiet(replace(state, sample_rate=0, lost=False))
    if not playing:
        return silent, commands
    started, more = start(silent, silent.place)
    return started, (*commands, *more)


def _lose(state: State, why: str) -> Step:
    silent, commands = quiet(replace(state, sample_rate=0))
    phase = Phase.PAUSED if state.phase is Phase.PLAYING else state.phase
    tell = () if state.lost else (do.Tell(Notice.LOST, why),)
    return replace(silent, phase=phase, lost=True), (*commands, *tell)
