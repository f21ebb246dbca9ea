"""Keeps pieces in line: asks for them ahead of the ear and hands their sound to the sink in order."""

from __future__ import annotations

from dataclasses import replace

from reader.core.document import Span
from reader.core.playback import commands as do
from reader.core.playback.commands import Command, Notice
from reader.core.playback.events import Arrived, Failed
from reader.core.playback.state import Lined, Phase, State
from reader.core.speech.plan import scaled
from reader.core.speech.values import Mark, Speech

AHEAD = 4
"""Pieces asked for, the one being heard included."""
TRIES = 3
"""Pieces in a row that may fail before reading pauses: then it is not the sentence, it is the engine."""
TAIL = 0.1
"""Seconds of silence after the last sound: some devices play only whole periods."""

Step = tuple[State, tuple[Command, ...]]


def quiet(state: State) -> Step:
    """Nothing sounds, nothing is asked for; what is still on its way belongs to an older generation."""
    commands: tuple[Command, ...] = (do.Forget(),)
    if state.sample_rate:
        commands = (do.Silence(), do.Forget())
    number = state.script.piece_at(state.place)
    return replace(_emptied(state), generation=state.generation + 1, asked=number, due=number), commands


def start(state: State, place: int) -> Step:
    """Reads from the word at `place`."""
    state, silenced = quiet(replace(state, place=place))
    state, asks = ask_ahead(replace(state, phase=Phase.PLAYING, lost=False))
    resumed = (do.Resume(),) if state.sample_rate else ()
    state, finished = finish(state)
    return state, (*silenced, *resumed, *asks, *finished)


def ask_ahead(state: State) -> Step:
    """Asks for the next pieces, so many that the sink never runs dry and memory stays small."""
    pieces = state.script.pieces
    now = state.lined_at(state.heard)
    first = now.number if now and not state.splicing else state.due
    asks: list[Command] = []
    while state.asked < min(len(pieces), first + AHEAD):
        piece = pieces[state.asked]
        rest = Span(max(piece.start, min(state.place, piece.end)), piece.end)
        asks.append(do.Ask(state.generation, state.asked, rest, state.voice, state.prosody))
        state = replace(state, asked=state.asked + 1)
    return state, tuple(asks)


def line_up(state: State) -> Step:
    """Hands on every answer whose turn has come; while splicing, the splice comes first."""
    if state.splicing or state.phase is not Phase.PLAYING:
        return state, ()
    done: list[Command] = []
    while answer := next((a for a in state.waiting if a.number == state.due), None):
        match answer:
            case Failed():
                state, commands = _fail(state, answer)
            case Arrived():
                if _must_wait(state, answer.speech):
                    state, commands = carry_through(state)
                    return state, (*done, *commands)
                state, commands = _write(_turn(state), answer)
        done += commands
    state, asks = ask_ahead(state)
    state, tail = finish(state)
    return state, (*done, *asks, *tail)


def finish(state: State) -> Step:
    """Ends the reading where everything was heard, or carries its last words through the device."""
    if state.phase is not Phase.PLAYING or state.due < len(state.script.pieces) or state.splicing:
        return state, ()
    if state.lined:
        return carry_through(state)
    state, told = tell_skipped(state)
    state = replace(state, phase=Phase.STOPPED, place=len(state.script.text), word=None, sentence=None)
    asleep = state.sleep_at_end
    return replace(state, sleep_at_end=False), (*told, do.Show(None, None), do.Finish(asleep))


def carry_through(state: State) -> Step:
    """Silence that pushes the last words through the device to the ear."""
    if state.tailed and state.heard < state.written:
        return state, ()
    frames = round((TAIL + max(0.0, state.latency)) * state.sample_rate)
    return replace(state, tailed=True, written=state.written + frames), (do.Write(bytes(2 * frames)),)


def tell_skipped(state: State) -> Step:
    """Says which pieces were passed over, once it is sure that reading went on without them."""
    told = tuple(do.Tell(Notice.SKIPPED, failed.why) for failed in state.failed)
    return replace(state, failed=()), told


def pause_frames(state: State, number: int, sample_rate: int) -> int:
    """Frames of silence after a piece; a pause shrinks as the rate grows."""
    seconds = scaled(state.script.pause_after(number), state.prosody.rate, state.prosody.pauses)
    return round(seconds * sample_rate)


def lined(number: int, at: int, speech: Speech, entry: int, pause: int) -> Lined:
    """The place of a speech in the sink, when it begins `entry` frames into itself at frame `at`."""
    marks = tuple(
        Mark(max(m.begin - entry, 0) + at, m.end - entry + at, m.span) for m in speech.marks if m.end > entry
    )
    # In the silence after a word, that word is still the place.
    over = next((m for m in reversed(speech.marks) if m.end <= entry), None)
    if over is not None:
        marks = (Mark(at, at, over.span), *marks)
    end = at + speech.frames - entry
    return Lined(number, at, end, end + pause, marks)


def _emptied(state: State) -> State:
    return replace(
        state,
        waiting=(),
        lined=(),
        written=0,
        heard=0,
        committed=0,
        splicing=False,
        spliced=False,
        stale=False,
        failed=(),
        tailed=False,
    )


def _turn(state: State) -> State:
    waiting = tuple(a for a in state.waiting if a.number != state.due)
    return replace(state, waiting=waiting, due=state.due + 1)


def _must_wait(state: State, speech: Speech) -> bool:
    """A sink plays one sample rate at a time: another voice's begins when the last one's was heard."""
    return speech.frames > 0 and bool(state.lined) and speech.sample_rate != state.sample_rate


def _write(state: State, answer: Arrived) -> Step:
    speech = answer.speech
    state, told = tell_skipped(state)
    if not speech.frames:
        return state, told
    opened: tuple[Command, ...] = ()
    if speech.sample_rate != state.sample_rate:
        opened = (do.Open(speech.sample_rate),)
        state = replace(state, sample_rate=speech.sample_rate, written=0, heard=0, committed=0, tailed=False)
    pause = pause_frames(state, answer.number, speech.sample_rate)
    one = lined(answer.number, state.written, speech, 0, pause)
    state = replace(state, lined=(*state.lined, one), written=one.until)
    return state, (*told, *opened, do.Write(speech.pcm + bytes(2 * pause)))


def _fail(state: State, answer: Failed) -> Step:
    state = replace(_turn(state), failed=(*state.failed, answer))
    if len(state.failed) < TRIES:
        return state, ()
    first = state.failed[0].number
    held = (do.Hold(),) if state.sample_rate else ()
    state = replace(
        state,
        phase=Phase.PAUSED,
        generation=state.generation + 1,
        waiting=(),
        failed=(),
        asked=first,
        due=first,
    )
    return state, (do.Forget(), *held, do.Tell(Notice.GAVE_UP, answer.why))
