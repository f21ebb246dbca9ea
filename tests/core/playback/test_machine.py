"""What the player promises, whatever happens in whatever order."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.core.document import Span
from reader.core.playback import commands as do
from reader.core.playback import events as on
from reader.core.playback.commands import Notice
from reader.core.playback.lining import AHEAD
from reader.core.playback.machine import step
from reader.core.playback.script import Script, Unit
from reader.core.playback.state import Phase
from reader.core.speech.values import Prosody
from tests.core.playback.world import FADED, OTHER, World, document, word_spans

STORY = document(
    "The harbour",
    "Boats lie still. Nobody calls. The tide is late today.",
    "Evening",
    "Lamps go on one by one. A dog barks. Then it is quiet. Good night.",
    headings=(0, 2),
)
SCRIPT = Script.of(STORY)
WORDS = word_spans(SCRIPT)
ALL = list(range(1, len(WORDS) + 1))


@pytest.fixture
def world() -> World:
    return World(SCRIPT)


def at(word: str) -> int:
    return STORY.text.index(word)


def number(word: str) -> int:
    return 1 + next(i for i, w in enumerate(WORDS) if w.of(STORY.text) == word)


def heard_until(world: World, word: str) -> None:
    """Plays until a word is lit."""
    for _ in range(5_000):
        if world.state.word and world.state.word.of(STORY.text) == word:
            return
        while world.asks:
            world.answer()
        world.hear(1)
    raise AssertionError(f"{word} was never heard")


def test_a_text_is_heard_from_its_first_word_to_its_last(world: World) -> None:
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL
    assert world.finished == [do.Finish(asleep=False)]
    assert world.state.phase is Phase.STOPPED


def test_every_word_is_lit_while_it_sounds(world: World) -> None:
    world.event(on.Play())
    world.run(frames=1)
    lit = [(w, n) for w, n in world.shown if w is not None]
    assert [w for w, _ in lit] == WORDS
    assert all(n == i - 1 or n == i for i, (_, n) in enumerate(lit, 1))


def test_the_light_comes_later_by_the_latency(world: World) -> None:
    world.event(on.SetLatency(0.02))
    world.event(on.Play())
    while not world.shown[-1][0]:
        while world.asks:
            world.answer()
        world.hear(1)
    assert len(world.ear) == 2 + 20
    world.run(frames=1)
    assert [w for w, _ in world.shown if w] == WORDS


def test_answers_are_heard_in_order_whatever_order_they_come_in(world: World) -> None:
    world.event(on.Play())
    while world.asks:
        world.answer(-1)
    world.run()
    assert world.words_heard == ALL


def test_a_late_answer_is_never_heard_after_a_jump(world: World) -> None:
    world.event(on.Play())
    late = [world.reply(ask) for ask in world.asks]
    world.event(on.GoTo(at("Lamps")))
    for answer in late:
        world.event(answer)
    assert world.queued == 0
    world.run()
    assert world.words_heard == ALL[number("Lamps") - 1 :]


def test_a_late_answer_is_never_heard_after_a_jump_inside_its_own_sentence(world: World) -> None:
    world.event(on.GoTo(at("Boats")))
    world.event(on.Play())
    late = [world.reply(ask) for ask in world.asks]
    world.event(on.GoTo(at("still")))
    for answer in late:
        world.event(answer)
    world.run()
    assert world.words_heard == ALL[number("still") - 1 :]


def test_nothing_is_written_after_stop_until_play(world: World) -> None:
    world.event(on.Play())
    replies = [world.reply(ask) for ask in world.asks]
    world.event(replies[0])
    world.event(on.Stop())
    world.commands.clear()
    for reply in replies[1:]:
        world.event(reply)
    world.event(on.Heard(5))
    assert world.commands == []
    assert world.queued == 0


def test_play_after_stop_goes_on_at_the_word(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "tide")
    world.event(on.Stop())
    world.ear.clear()
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL[number("tide") - 1 :]


def test_a_pause_keeps_what_is_queued_and_asks_for_nothing(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "still")
    world.event(on.Pause())
    world.commands.clear()
    world.hear(50)
    assert world.commands == []
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL


def test_toggle_pauses_and_plays(world: World) -> None:
    for phase in (Phase.PLAYING, Phase.PAUSED, Phase.PLAYING):
        world.event(on.Toggle())
        assert world.state.phase is phase


def test_play_at_the_end_begins_again(world: World) -> None:
    world.event(on.Play())
    world.run()
    world.ear.clear()
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL


def test_an_empty_text_says_that_there_is_nothing_to_read() -> None:
    world = World(Script())
    world.event(on.Play())
    assert world.told == [do.Tell(Notice.NOTHING)]
    assert world.state.phase is Phase.STOPPED


def test_going_somewhere_while_paused_lights_the_word_and_stays_silent(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "still")
    world.event(on.Pause())
    world.event(on.GoTo(at("arks")))
    assert world.shown[-1][0] == Span(at("barks"), at("barks") + 5)
    assert (world.queued, world.state.phase) == (0, Phase.PAUSED)
    world.ear.clear()
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL[number("barks") - 1 :]


@pytest.mark.parametrize(
    ("start", "unit", "steps", "lands"),
    [
        ("tide", Unit.WORD, 1, "is"),
        ("tide", Unit.WORD, -1, "The"),
        ("today", Unit.WORD, 1, "Evening"),
        ("Evening", Unit.WORD, -2, "late"),
        ("tide", Unit.SENTENCE, 1, "Evening"),
        ("Nobody", Unit.SENTENCE, -1, "Boats"),
        ("calls", Unit.SENTENCE, -1, "Boats"),
        ("today", Unit.SENTENCE, -1, "The"),
        ("today", Unit.SENTENCE, -2, "Nobody"),
        ("Nobody", Unit.SENTENCE, -9, "The"),
        ("Boats", Unit.PARAGRAPH, 1, "Evening"),
        ("barks", Unit.PARAGRAPH, -1, "Lamps"),
        ("Lamps", Unit.PARAGRAPH, -1, "Evening"),
        ("Boats", Unit.HEADING, 1, "Evening"),
        ("Lamps", Unit.HEADING, -1, "The"),
        ("barks", Unit.HEADING, -1, "Evening"),
    ],
)
def test_moving(world: World, start: str, unit: Unit, steps: int, lands: str) -> None:
    world.event(on.GoTo(at(start)))
    world.event(on.Move(unit, steps))
    assert world.state.word is not None
    assert world.state.word.of(STORY.text) == lands


@pytest.mark.parametrize("unit", list(Unit))
def test_moving_past_an_edge_says_so_and_changes_nothing(world: World, unit: Unit) -> None:
    world.event(on.Move(unit, -1))
    world.event(on.GoTo(at("night")))
    place = world.state.place
    world.event(on.Move(unit, 1))
    assert [t.notice for t in world.told] == [Notice.FIRST, Notice.LAST]
    assert world.state.place == place


def test_repeat_says_the_sentence_again(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "late")
    world.ear.clear()
    world.event(on.Repeat())
    world.run()
    assert world.words_heard[0] == number("tide") - 1


@pytest.mark.parametrize("lead", [10, 120, 1000])
@pytest.mark.parametrize("rate", [70, 400, 900])
def test_what_the_device_has_is_heard_before_a_new_rate_and_nothing_is_said_twice_or_left_out(
    world: World, rate: int, lead: int
) -> None:
    world.lead = lead
    world.event(on.Play())
    heard_until(world, "tide")
    world.hear(25)
    world.event(on.SetProsody(Prosody(rate=rate)))
    world.run()
    assert world.words_heard == ALL
    assert do.Silence() not in world.commands[3:]
    assert world.ear.count(len(ALL)) in (50, 9_000 // rate - FADED, 9_000 // rate)


@pytest.mark.parametrize("rate", [70, 400, 900])
def test_a_new_rate_takes_over_inside_the_word_without_repeating_or_losing_one(
    world: World, rate: int
) -> None:
    world.event(on.Play())
    heard_until(world, "tide")
    world.hear(25)
    before = world.ear.count(number("tide"))
    world.event(on.SetProsody(Prosody(rate=rate)))
    world.run()
    assert world.words_heard == ALL
    share_left = 1 - before / 50
    after = world.ear.count(number("tide")) - before
    assert after == pytest.approx(share_left * (9_000 // rate), abs=FADED + 1)


def test_a_key_held_down_keeps_the_reading_going(world: World) -> None:
    world.lead = 120
    world.event(on.Play())
    heard_until(world, "tide")
    flushes = world.commands.count(do.Silence())
    for press in range(200):
        world.event(on.SetProsody(Prosody(rate=200 + press)))
        while world.asks:
            world.answer()
        world.hear(30)
        assert len(world.state.lined) < 20
    world.run()
    assert world.words_heard == ALL
    assert world.state.prosody.rate == 399
    assert world.commands.count(do.Silence()) == flushes


def test_another_voice_with_another_sample_rate_can_be_changed_again_and_again(world: World) -> None:
    """The sink is opened anew for it, which takes a device 35 ms, and a key repeats every 30 ms."""
    world.sample_rates = lambda ask: 1000 if ask.prosody.rate % 2 else 2000
    world.event(on.Play())
    heard_until(world, "tide")
    for press in range(200):
        before = len(world.commands)
        world.event(on.SetProsody(Prosody(rate=200 + press)))
        while world.asks:
            world.answer()
        began = any(isinstance(c, do.Open) for c in world.commands[before:])
        world.hear(0 if began else 60)
    world.run()
    assert world.words_heard == ALL


def test_the_last_of_many_quick_changes_is_the_one_that_stays(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "tide")
    for rate in (300, 500, 900):
        world.event(on.SetProsody(Prosody(rate=rate)))
        while world.asks:
            world.answer()
    world.run(frames=1)
    assert world.words_heard == ALL
    assert world.ear.count(number("barks")) == 10


def test_the_old_sound_goes_on_until_the_new_one_is_there(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "tide")
    world.event(on.SetProsody(Prosody(rate=400)))
    queued = world.queued
    world.hear(30)
    assert world.queued == queued - 30
    assert do.Silence() not in world.commands[-3:]


def test_an_engine_too_slow_for_the_change_leaves_nothing_out(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "tide")
    world.event(on.SetProsody(Prosody(rate=400)))
    asks = list(world.asks)
    world.hear(100_000)
    for ask in asks:
        world.event(world.reply(ask))
    world.run()
    assert world.words_heard == ALL


def test_another_voice_with_another_sample_rate_takes_over(world: World) -> None:
    world.sample_rates = lambda ask: 1000 if ask.voice != OTHER else 2000
    world.event(on.Play())
    heard_until(world, "tide")
    world.event(on.SetVoice(OTHER))
    world.run()
    assert world.words_heard == ALL
    assert do.Open(2000) in world.commands


def test_sentences_of_different_sample_rates_follow_one_another(world: World) -> None:
    world.sample_rates = lambda ask: 1000 + ask.number % 2 * 1000
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL
    opened = [c.sample_rate for c in world.commands if isinstance(c, do.Open)]
    assert opened == [1000 + n % 2 * 1000 for n in range(len(SCRIPT.pieces))]


def test_a_sentence_that_fails_is_told_and_reading_goes_on(world: World) -> None:
    world.event(on.Play())
    world.answer(1, failing=True)
    world.run()
    assert world.told == [do.Tell(Notice.SKIPPED, "crashed")]
    assert world.words_heard == [n for n in ALL if not number("Boats") <= n <= number("still")]


def test_engines_that_fail_again_and_again_pause_the_reading_where_they_failed(world: World) -> None:
    world.event(on.Play())
    world.answer(0)
    for _ in range(3):
        world.answer(0, failing=True)
    assert world.told == [do.Tell(Notice.GAVE_UP, "crashed")]
    assert world.state.phase is Phase.PAUSED
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL


def test_a_failed_voice_change_pauses_and_says_so(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "tide")
    world.event(on.SetVoice(OTHER))
    world.answer(0, failing=True)
    assert (world.state.phase, world.queued) == (Phase.PAUSED, 0)
    assert world.told == [do.Tell(Notice.GAVE_UP, "crashed")]


def test_a_lost_device_pauses_and_a_found_one_is_announced(world: World) -> None:
    world.event(on.Play())
    heard_until(world, "tide")
    world.event(on.Lost("gone"))
    world.event(on.Lost("gone"))
    world.event(on.Found())
    assert [t.notice for t in world.told] == [Notice.LOST, Notice.FOUND]
    assert world.state.phase is Phase.PAUSED
    world.ear.clear()
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL[number("tide") - 1 :]


def test_sleep_pauses_after_so_much_sound(world: World) -> None:
    world.event(on.SleepAfter(0.2))
    world.event(on.Play())
    world.run(frames=10)
    assert world.state.phase is Phase.PAUSED
    assert len(world.ear) == 200
    assert world.told == [do.Tell(Notice.ASLEEP)]
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL


def test_sleep_at_the_end_begins_nothing_more(world: World) -> None:
    world.event(on.SleepAtEnd())
    world.event(on.Play())
    world.run()
    assert world.finished == [do.Finish(asleep=True)]
    assert not world.state.sleep_at_end


def test_a_selection_is_heard_and_nothing_else() -> None:
    script = Script.of(STORY, [Span(at("calls"), at("late")), Span(at("dog"), at("dog") + 3)])
    world = World(script)
    world.event(on.Play())
    world.run()
    text = [w.of(STORY.text) for w in word_spans(script)]
    assert text == ["calls", "The", "tide", "is", "dog"]
    assert world.words_heard == [1, 2, 3, 4, 5]


def test_another_text_stops_the_one_before(world: World) -> None:
    world.event(on.Play())
    late = [world.reply(ask) for ask in world.asks]
    world.answer()
    world.event(on.Load(SCRIPT, at("Good")))
    for answer in late:
        world.event(answer)
    assert (world.queued, world.state.phase) == (0, Phase.STOPPED)
    world.event(on.Play())
    world.run()
    assert world.words_heard == [number("Good"), number("night")]


answers = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 3)),
    st.tuples(st.just("hear"), st.integers(1, 120)),
)
calm = st.one_of(
    answers,
    st.sampled_from([on.Play(), on.Pause(), on.Toggle(), on.SleepAfter(0.05), on.Found()]),
    st.builds(on.SetProsody, st.builds(Prosody, rate=st.integers(70, 900), volume=st.integers(0, 100))),
)
wild = st.one_of(
    calm,
    st.tuples(st.just("fail"), st.integers(0, 3)),
    st.sampled_from(
        [on.Stop(), on.Lost("gone"), on.Repeat(), on.Moved(), on.Renew(), on.SetVoice(OTHER), on.SleepAtEnd()]
    ),
    st.builds(on.GoTo, st.integers(-5, 200)),
    st.builds(on.Move, st.sampled_from(Unit), st.integers(-3, 3)),
    st.builds(on.SetLatency, st.floats(-0.05, 0.3)),
    st.builds(on.Heard, st.integers(0, 500)),
    st.just(on.Load(SCRIPT)),
)


def do_one(world: World, what: object) -> None:
    match what:
        case ("answer", index):
            world.answer(index)
        case ("fail", index):
            world.answer(index, failing=True)
        case ("hear", frames):
            world.hear(frames)
        case _:
            world.event(what)


SPLICED_IN_THE_SILENCE_AFTER_A_SENTENCE = [
    on.SetProsody(Prosody(rate=474, volume=0)),
    ("answer", 0),
    on.SetProsody(Prosody(rate=70, volume=1)),
    ("answer", 0),
    ("hear", 40),
    on.Pause(),
    on.SetProsody(Prosody(rate=70, volume=0)),
]
"""The place is the word before the silence, though nobody looked while it sounded."""


@settings(max_examples=150, deadline=None)
@given(st.lists(calm, max_size=60), st.sampled_from([0, 40, 300]))
@example(SPLICED_IN_THE_SILENCE_AFTER_A_SENTENCE, 40)
def test_when_nobody_jumps_each_word_is_heard_once_and_in_order(happenings: list[object], lead: int) -> None:
    world = World(SCRIPT)
    world.lead = lead
    world.event(on.Play())
    for what in happenings:
        if world.finished:
            break
        do_one(world, what)
    world.event(on.SleepAfter(None))
    if not world.finished:
        world.event(on.Play())
        world.run()
    paused_changes = [h for h in happenings if isinstance(h, on.SetProsody)]
    if paused_changes:
        # After a change during a pause the word is said again from its beginning: repeated, never lost.
        assert sorted(set(world.words_heard)) == ALL
        steps = [b - a for a, b in zip(world.words_heard, world.words_heard[1:], strict=False)]
        assert all(s in (0, 1) for s in steps)
    else:
        assert world.words_heard == ALL


@settings(max_examples=200, deadline=None)
@given(st.lists(wild, max_size=80), st.sampled_from([0, 40, 300]))
@example([on.Play(), on.GoTo(113), ("fail", 0), ("fail", 0), on.Move(Unit.WORD, 0)], 0)
def test_whatever_happens_the_player_stays_bounded_and_consistent(
    happenings: list[object], lead: int
) -> None:
    world = World(SCRIPT)
    world.lead = lead
    old: list[on.Arrived] = []
    for what in happenings:
        generation = world.state.generation
        old += [world.reply(ask) for ask in world.asks]
        do_one(world, what)
        state = world.state
        assert len(state.waiting) <= AHEAD
        assert state.asked - state.due <= AHEAD
        assert len(state.lined) <= 2 * AHEAD
        assert len(world.asks) <= AHEAD
        assert state.generation >= generation
        assert state.due <= state.asked <= len(SCRIPT.pieces)
        assert 0 <= state.place <= len(STORY.text)
        for answer in old[-8:]:
            if answer.generation != state.generation:
                assert step(state, answer) == (state, ())
    world.event(on.SleepAfter(None))
    world.event(on.Stop())
    world.event(on.GoTo(0))
    world.ear.clear()
    world.event(on.Play())
    world.run()
    assert world.words_heard == ALL
