"""Changes voice or prosody inside the word that is being heard: nothing is repeated, nothing left out.

The sink goes on with the old sound while the rest of the sentence is asked for anew. When it arrives, the
new one takes over where the device has no sound yet, as far into the same word as the old one is there; the
sink fades the join. Only a voice with another sample rate needs the sink opened anew, with a cut.
"""

from __future__ import annotations

from dataclasses import replace

from reader.core.playback import commands as do
from reader.core.playback.commands import Command, Notice
from reader.core.playback.events import Arrived, Failed
from reader.core.playback.lining import ask_ahead, line_up, lined, pause_frames, quiet, start
from reader.core.playback.state import Lined, Phase, State
from reader.core.speech.values import Mark, Prosody, Speech, Voice

FADE = 0.004
"""Seconds of rise at the cut: shorter clicks, longer is heard as a dent (by ear, on eSpeak)."""

SETTLED = 0.1
"""Seconds of new sound that must be heard before it is cut again. A device takes some 35 ms to begin anew: with
a key held down, which repeats every 30 ms, nothing would ever sound."""

Step = tuple[State, tuple[Command, ...]]


def change(state: State, voice: Voice, prosody: Prosody) -> Step:
    """Another voice or prosody from now on."""
    state = replace(state, voice=voice, prosody=prosody)
    now = state.lined_at(state.heard)
    match state.phase:
        case Phase.STOPPED:
            return state, ()
        case Phase.PAUSED:
            return quiet(state)
        case Phase.PLAYING if now is None:
            return start(state, state.place)
        case Phase.PLAYING if state.spliced and state.heard < SETTLED * state.sample_rate:
            return replace(state, stale=True), ()
        case Phase.PLAYING:
            state = replace(
                state,
                stale=False,
                generation=state.generation + 1,
                waiting=(),
                asked=now.number,
                due=now.number,
                splicing=True,
                tailed=False,
            )
            state, asks = ask_ahead(state)
            return state, (do.Forget(), *asks)


def splice(state: State, answer: Arrived | Failed) -> Step:
    """Puts the new sound of a piece in the place of the old; where there is none, reading pauses."""
    if isinstance(answer, Failed):
        state, silenced = quiet(state)
        return replace(state, phase=Phase.PAUSED), (*silenced, do.Tell(Notice.GAVE_UP, answer.why))
    if answer.speech.frames and answer.speech.sample_rate != state.sample_rate:
        return _reopen(state, answer)
    cut = max(state.heard, state.committed)
    now = state.lined_at(cut)
    last = state.lined[-1].number if state.lined else answer.number - 1
    if now is None or now.number > answer.number:
        return _pass(state, answer, last + 1 if now is None else now.number, splicing=now is not None)
    entry, pause = _entry(now, cut, answer.speech), _pause(state, answer, now, cut)
    one = lined(answer.number, cut, answer.speech, entry, pause)
    heard = tuple(_until(old, cut) for old in state.lined if old.begin < cut)
    state = replace(
        state,
        waiting=tuple(a for a in state.waiting if a.number != answer.number),
        due=answer.number + 1,
        lined=(*heard, one) if one.until > cut else heard,
        written=one.until,
        splicing=False,
    )
    state, more = line_up(state)
    return state, (do.Splice(cut, answer.speech.pcm[2 * entry :] + bytes(2 * pause)), *more)


def _pass(state: State, answer: Arrived, due: int, *, splicing: bool) -> Step:
    """The device has the whole of a piece already: the new sound begins with the piece `due`."""
    waiting = tuple(a for a in (*state.waiting, answer) if a.number >= due)
    asked = max(state.asked, due)
    state = replace(state, waiting=waiting, due=due, asked=asked, splicing=splicing)
    if not splicing:
        return line_up(state)
    following = next((a for a in waiting if a.number == due), None)
    if following is not None:
        return splice(replace(state, waiting=tuple(a for a in waiting if a.number != due)), following)
    return ask_ahead(state)


def _until(old: Lined, cut: int) -> Lined:
    """A piece whose sound ends at `cut`, if it went on."""
    marks = tuple(Mark(m.begin, min(m.end, cut), m.span) for m in old.marks if m.begin < cut)
    return Lined(old.number, old.begin, min(old.end, cut), min(old.until, cut), marks)


def _pause(state: State, answer: Arrived, old: Lined, frame: int) -> int:
    """Frames of silence after the new sound; of a pause that has begun the same share is left."""
    pause = pause_frames(state, answer.number, answer.speech.sample_rate)
    return pause if frame <= old.end else round(pause * (old.until - frame) / (old.until - old.end))


def _reopen(state: State, answer: Arrived) -> Step:
    """A sink plays one sample rate at a time: the old sound is cut where it is, and the new one rises."""
    now = state.lined_at(state.heard)
    if now is None or now.number != answer.number:
        return start(state, state.place)
    speech = answer.speech
    entry, pause = _entry(now, state.heard, speech), _pause(state, answer, now, state.heard)
    one = lined(answer.number, 0, speech, entry, pause)
    sound = _risen(speech.pcm[2 * entry :], round(FADE * speech.sample_rate)) + bytes(2 * pause)
    state = replace(
        state,
        waiting=tuple(a for a in state.waiting if a.number != answer.number),
        due=answer.number + 1,
        lined=(one,) if one.until else (),
        written=one.until,
        heard=0,
        committed=0,
        sample_rate=speech.sample_rate,
        splicing=False,
        spliced=True,
    )
    state, more = line_up(state)
    return state, (do.Open(speech.sample_rate), do.Write(sound), *more)


def _entry(old: Lined, frame: int, speech: Speech) -> int:
    """The frame of the new sound that says what the old one says at `frame`."""
    if frame >= old.end:
        return speech.frames
    said = old.word_at(frame)
    if said is None:
        return 0
    again = next((m for m in speech.marks if m.span.start >= said.span.start), None)
    if again is None:
        return speech.frames
    if again.span.start > said.span.start:
        return again.begin
    share = min(1.0, (frame - said.begin) / max(1, said.end - said.begin))
    return again.begin + round(share * (again.end - again.begin))


def _risen(pcm: bytes, frames: int) -> bytes:
    """The sound with its first frames rising from nothing. 16-bit little-endian, as everywhere."""
    frames = min(frames, len(pcm) // 2)
    rise = b"".join(
        (int.from_bytes(pcm[2 * i : 2 * i + 2], "little", signed=True) * i // frames).to_bytes(
            2, "little", signed=True
        )
        for i in range(frames)
    )
    return rise + pcm[2 * frames :]
