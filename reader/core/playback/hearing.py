"""Turns the frames heard into the word that is lit, the place of the reading, and its end."""

from __future__ import annotations

from dataclasses import replace

from reader.core.document import Span
from reader.core.playback import commands as do
from reader.core.playback.commands import Command, Notice
from reader.core.playback.lining import finish, line_up, start
from reader.core.playback.splicing import change
from reader.core.playback.state import Phase, State

Step = tuple[State, tuple[Command, ...]]


def hear(state: State, frames: int, committed: int = 0) -> Step:
    """The sink says how far it is. Only while playing; a count that goes back is ignored."""
    if state.phase is not Phase.PLAYING or frames < state.heard or not state.sample_rate:
        return state, ()
    seconds = (frames - state.heard) / state.sample_rate
    state = replace(state, heard=frames, committed=max(frames, committed))
    state, shown = _show(state)
    state, more = _advance(state)
    if state.stale and state.phase is Phase.PLAYING:
        state, asks = change(state, state.voice, state.prosody)
        more = (*more, *asks)
    if state.sleep is None or state.phase is not Phase.PLAYING:
        return state, (*shown, *more)
    state = replace(state, sleep=state.sleep - seconds)
    if state.sleep is not None and state.sleep > 0:
        return state, (*shown, *more)
    asleep = replace(state, sleep=None, phase=Phase.PAUSED)
    return asleep, (*shown, *more, do.Hold(), do.Tell(Notice.ASLEEP))


def next_light(state: State) -> int | None:
    """The sink's frame at which the next word or piece begins, as far as it is known."""
    ahead = state.heard - state.ear
    frames = (
        frame + ahead
        for one in state.lined
        for frame in (one.begin, *(m.begin for m in one.marks), one.until)
        if frame > state.ear
    )
    return next(frames, None)


def _show(state: State) -> Step:
    one = state.lined_at(state.ear)
    if one is None:
        return state, ()
    mark = one.word_at(state.ear)
    word: Span | None = mark.span if mark else None
    sentence = state.script.sentence_at(state.script.pieces[one.number].start)
    if (word, sentence) == (state.word, state.sentence):
        return state, ()
    place = word.start if word else max(state.place, state.script.pieces[one.number].start)
    return replace(state, word=word, sentence=sentence, place=place), (do.Show(word, sentence),)


def _advance(state: State) -> Step:
    heard = min(state.ear, state.heard)
    done = [one for one in state.lined if one.until <= heard]
    state = replace(state, lined=state.lined[len(done) :])
    if state.lined or not done:
        return line_up(state)
    following = done[-1].number + 1
    pieces = state.script.pieces
    state = replace(
        state, place=pieces[following].start if following < len(pieces) else len(state.script.text)
    )
    if not state.splicing:
        return line_up(state)
    if following < len(pieces):
        return start(state, state.place)
    return finish(replace(state, splicing=False, due=following, asked=following))
