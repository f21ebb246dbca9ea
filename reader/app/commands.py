"""Turns everything that a person can do in the window into one table.

Menus, tool bar, palette, shortcut list, key help and manual are drawn from `COMMANDS`. A command
has a name, a key and an event; whether it can be used just now is a question to the `State`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from reader.app.keyboards import ways_to_write
from reader.app.wording import right_to_left


class Menu(StrEnum):
    """The menus, in their order; the letter after & opens one."""

    FILE = "&File"
    READ = "&Read"
    GO = "&Go"
    SUMMARY = "&Summary"
    LIBRARY = "&Library"
    VIEW = "&View"
    HELP = "&Help"


class Playing(StrEnum):
    """What the voice is doing, as the window sees it."""

    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"


class Unit(StrEnum):
    """How far one step goes."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"


class Act(StrEnum):
    """What can be asked for without saying more."""

    OPEN_FILE = "open file"
    OPEN_ADDRESS = "open address"
    PASTE = "paste"
    RETRY = "retry"
    GIVE_UP = "give up"
    QUIT = "quit"
    TOGGLE = "toggle"
    PLAY = "play"
    PAUSE = "pause"
    STOP = "stop"
    SILENCE = "silence"
    READ_HERE = "read here"
    READ_SELECTION = "read selection"
    WHERE = "where"
    FOLLOW = "follow"
    FIND = "find"
    FIND_NEXT = "find next"
    FIND_PREVIOUS = "find previous"
    CONTENTS = "contents"
    NEXT_PART = "next part"
    PREVIOUS_PART = "previous part"
    SWITCH = "switch"
    TELL_MORE = "tell me more"
    COME_BACK = "come back to the summary"
    LONGER = "longer"
    SHORTER = "shorter"
    HEAR_REMOVED = "hear removed"
    RESTORE_REMOVED = "restore removed"
    RESTORE_SOME = "restore some"
    FORGET_SITE = "forget site"
    NEXT_PAGE = "next page"
    REPEAT = "repeat"
    SPELL = "spell"
    CORRECT = "correct"
    DICTIONARY = "dictionary"
    SLEEP = "sleep"
    DEVICE = "device"
    PIN_LANGUAGE = "pin language"
    VOICE = "voice"
    OWN_VOICE = "own voice"
    FULL_SCREEN = "full screen"
    PALETTE = "palette"
    SETTINGS = "settings"
    HELP = "help"
    KEYS = "keys"
    SAY_KEY = "say key"
    TAKE_ALONG = "take along"
    BACK = "back"
    BEGINNING = "beginning"
    BIG = "big"
    LISTS = "lists"
    LINKS = "links"
    FIRST_START = "first start"
    LIBRARY = "library"
    SEARCH_LIBRARY = "search library"
    OPEN_KEPT = "open kept"
    REMOVE_KEPT = "remove kept"
    UNDO_REMOVAL = "undo removal"
    TAGS = "tags"
    QUEUE = "queue"
    QUEUE_UP = "queue up"
    QUEUE_DOWN = "queue down"
    PLAY_QUEUE = "play queue"
    NEXT_OF_QUEUE = "next of queue"
    BRIEFING = "briefing"
    ADD_SEVERAL = "add several"
    MARK = "mark"
    NEXT_MARK = "next mark"
    PREVIOUS_MARK = "previous mark"
    MARKS = "marks"
    OTHER_COPY = "other copy"
    FEEDS = "feeds"
    CARRY_IN = "carry in"
    CARRY_OUT = "carry out"
    TAKE_KEPT = "take kept along"


@dataclass(frozen=True, slots=True)
class Move:
    """Go to another place."""

    unit: Unit
    step: int
    """How many units on; negative for back."""


@dataclass(frozen=True, slots=True)
class Change:
    """Change a setting by steps of its own size."""

    key: str
    steps: int
    """0 goes back to the default; for choices, so many places on, around the end."""


Event = Act | Move | Change


@dataclass(frozen=True, slots=True)
class State:
    """What decides which commands can be used just now."""

    document: bool = False
    playing: Playing = Playing.STOPPED
    waiting: bool = False
    """Reading will begin in a moment."""
    summary: bool = False
    """There is a summary to show."""
    in_summary: bool = False
    """The summary is what is being read."""
    told_more: bool = False
    """The article was gone to from a sentence of its summary, or of all summaries."""
    removed: int = 0
    """Pieces that cleaning left out."""
    restored: bool = False
    remembered: bool = False
    """What is put back on the site of the text is remembered."""
    next_page: bool = False
    """The story goes on on another page of its site."""
    headings: bool = False
    lists: bool = False
    links: bool = False
    """The text has links, or addresses that are written out."""
    parts: int = 1
    """How many parts a long text is shown in."""
    selection: bool = False
    finding: bool = False
    """Something was looked for."""
    opening: bool = False
    """Something is on its way."""
    failed: bool = False
    """The last thing asked for did not work and can be tried again."""
    aside: bool = False
    """A word is being spelled, or tried."""
    previous: bool = False
    """Another text was open before this one."""
    keeps: bool = True
    """The library keeps what is opened."""
    kept: bool = False
    """What is open is a story that is kept, and no text of ours."""
    in_library: bool = False
    """The library is shown instead of the text."""
    chosen: bool = False
    """A document of the library is chosen there."""
    in_queue: bool = False
    """The library shows the queue."""
    queue_plays: bool = False
    """What is read belongs to the queue, and the next follows it."""
    in_briefing: bool = False
    """What is open tells the summaries of the queue."""
    other_copy: bool = False
    """The page was kept before with another text."""


Enabled = Callable[[State], bool]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do."""

    id: str
    title: str
    """As a menu shows it; the letter after & opens it."""
    help: str
    """One sentence."""
    keys: tuple[str, ...]
    """As Qt writes them; the first is shown, the others do the same."""
    menu: Menu
    event: Event
    enabled: Enabled
    in_page: bool = False
    """The key works only while the page has the focus, because it means something else elsewhere."""
    in_list: bool = False
    """The key works only while the list of the library has the focus."""

    @property
    def name(self) -> str:
        """The title without the mark for its letter."""
        return self.title.replace("&", "").removesuffix("…")


def _always(_: State) -> bool:
    return True


def _open(state: State) -> bool:
    return state.document


def _kept(state: State) -> bool:
    return state.kept and state.keeps


def _chosen(state: State) -> bool:
    return state.in_library and state.chosen


def _sounding(state: State) -> bool:
    return state.waiting or state.aside or state.playing is not Playing.STOPPED


COMMANDS: tuple[Command, ...] = (
    Command("open.file", "&Open file…", "Opens a page, a text or a book from this computer.", ("Ctrl+O",), Menu.FILE, Act.OPEN_FILE, _always),
    Command("open.address", "Open &address", "Moves to the field where the address of a page is typed.", ("Ctrl+L",), Menu.FILE, Act.OPEN_ADDRESS, _always),
    Command("open.paste", "&Paste and read", "Opens what was copied: a whole page, a text or an address.", ("Ctrl+Shift+V",), Menu.FILE, Act.PASTE, _always),
    Command("open.next", "Add the &next page", "Gets the next page of a story that was put on several, and adds it behind what is open; nothing is asked of its site before.", ("Ctrl+N",), Menu.FILE, Act.NEXT_PAGE, lambda s: s.next_page),
    Command("open.back", "&Back to the last text", "Returns to what was open before, at the same place.", ("Ctrl+Shift+Backspace",), Menu.FILE, Act.BACK, lambda s: s.previous),
    Command("open.retry", "T&ry again", "Tries once more what did not work.", ("Ctrl+R",), Menu.FILE, Act.RETRY, lambda s: s.failed),
    Command("open.stop", "&Stop opening", "Gives up a page that is still on its way; what is open stays.", ("Ctrl+.",), Menu.FILE, Act.GIVE_UP, lambda s: s.opening),
    Command("export", "Tak&e along…", "Makes a sound file or a speaking book of the text, to listen elsewhere.", ("Ctrl+E",), Menu.FILE, Act.TAKE_ALONG, _open),
    Command("quit", "&Quit", "Closes the window and ends the voice.", ("Ctrl+Q",), Menu.FILE, Act.QUIT, _always),
    Command("read.toggle", "Play or pause", "Reads on from the marked word, or pauses there.", ("Space",), Menu.READ, Act.TOGGLE, _open, in_page=True),
    Command("read.play", "&Read", "Reads aloud from the last place.", ("F5",), Menu.READ, Act.PLAY, _open),
    Command("read.pause", "&Pause", "Stops the voice; the place is kept.", ("F6",), Menu.READ, Act.PAUSE, lambda s: s.waiting or s.playing is Playing.PLAYING),
    Command("read.stop", "&Stop", "Ends reading and returns to the beginning of the sentence.", ("F7",), Menu.READ, Act.STOP, _sounding),
    Command("read.silence", "S&ilence", "Silences the voice at once.", ("Esc",), Menu.READ, Act.SILENCE, _sounding),
    Command("read.here", "Read from &here", "Reads from the word at the caret.", ("Ctrl+Return",), Menu.READ, Act.READ_HERE, _open),
    Command("read.selection", "Read se&lection", "Reads only what is selected.", ("F8",), Menu.READ, Act.READ_SELECTION, lambda s: s.selection),
    Command("read.faster", "&Faster", "Speaks more words a minute, from this word on.", ("Ctrl+Shift+.",), Menu.READ, Change("voice.rate", 1), _always),
    Command("read.slower", "Slo&wer", "Speaks fewer words a minute, from this word on.", ("Ctrl+Shift+,",), Menu.READ, Change("voice.rate", -1), _always),
    Command("read.repeat", "Say the sentence a&gain", "Reads the present sentence once more, from its beginning.", ("F9",), Menu.READ, Act.REPEAT, _open),
    Command("read.spell", "Spell the wor&d", "Pauses and says the letters of the word; pressed again, a word for each letter.", ("F2",), Menu.READ, Act.SPELL, _open),
    Command("read.correct", "C&orrect a word…", "Teaches the voice how the present word, or what is selected, is to be said.", ("Ctrl+Shift+F",), Menu.READ, Act.CORRECT, _open),
    Command("read.dictionary", "Pron&unciation…", "Lists your corrections of the voice, and changes, imports and exports them.", ("Ctrl+Shift+Y",), Menu.READ, Act.DICTIONARY, _always),
    Command("read.language", "La&nguage of the text…", "Says in which language this text is, where that was not found out rightly.", ("Ctrl+Shift+G",), Menu.READ, Act.PIN_LANGUAGE, _open),
    Command("read.sleep", "Sleep &timer…", "Pauses by itself after a while, or at the end of the text.", ("Ctrl+Shift+Z",), Menu.READ, Act.SLEEP, _open),
    Command("read.device", "Sound d&evice…", "Chooses the loudspeakers or headphones.", ("Ctrl+Shift+A",), Menu.READ, Act.DEVICE, _always),
    Command("read.voice", "&Voice…", "Chooses who reads.", ("Ctrl+Shift+O",), Menu.READ, Act.VOICE, _always),
    Command("read.own", "&Keep voice and speed", "Keeps the present voice and speed for this text alone, or reads it like all others again.", ("Ctrl+Shift+W",), Menu.READ, Act.OWN_VOICE, _kept),
    Command("go.word.back", "Word bac&k", "Goes to the word before.", ("Alt+Shift+Left",), Menu.GO, Move(Unit.WORD, -1), _open),
    Command("go.word.on", "Word forwa&rd", "Goes to the next word.", ("Alt+Shift+Right",), Menu.GO, Move(Unit.WORD, 1), _open),
    Command("go.sentence.back", "Sentence &back", "Goes to the sentence before.", ("Alt+Left",), Menu.GO, Move(Unit.SENTENCE, -1), _open),
    Command("go.sentence.on", "Sentence &forward", "Goes to the next sentence.", ("Alt+Right",), Menu.GO, Move(Unit.SENTENCE, 1), _open),
    Command("go.paragraph.back", "Paragraph b&ack", "Goes to the paragraph before.", ("Alt+Up",), Menu.GO, Move(Unit.PARAGRAPH, -1), _open),
    Command("go.paragraph.on", "Paragraph f&orward", "Goes to the next paragraph.", ("Alt+Down",), Menu.GO, Move(Unit.PARAGRAPH, 1), _open),
    Command("go.heading.back", "Heading ba&ck", "Goes to the heading before.", ("Alt+PgUp",), Menu.GO, Move(Unit.HEADING, -1), lambda s: s.headings),
    Command("go.heading.on", "Heading for&ward", "Goes to the next heading.", ("Alt+PgDown",), Menu.GO, Move(Unit.HEADING, 1), lambda s: s.headings),
    Command("go.beginning", "Be&ginning", "Goes to the beginning of the text.", ("Ctrl+B",), Menu.GO, Act.BEGINNING, _open),
    Command("go.contents", "&Headings…", "Lists the headings of the text and goes to one.", ("Ctrl+H",), Menu.GO, Act.CONTENTS, lambda s: s.headings),
    Command("go.lists", "List&s…", "Shows the lists of the text and goes to one.", ("Ctrl+G",), Menu.GO, Act.LISTS, lambda s: s.lists),
    Command("go.links", "&Links…", "Shows the links of the text and opens one.", ("Ctrl+Shift+H",), Menu.GO, Act.LINKS, lambda s: s.links),
    Command("go.part.back", "&Previous part", "Shows the part before, in a long text.", ("Ctrl+PgUp",), Menu.GO, Act.PREVIOUS_PART, lambda s: s.parts > 1),
    Command("go.part.on", "&Next part", "Shows the next part of a long text.", ("Ctrl+PgDown",), Menu.GO, Act.NEXT_PART, lambda s: s.parts > 1),
    Command("go.find", "Fin&d…", "Looks for words in the text.", ("Ctrl+F",), Menu.GO, Act.FIND, _open),
    Command("go.find.next", "Find n&ext", "Goes to the next place that was found.", ("F3",), Menu.GO, Act.FIND_NEXT, _open),
    Command("go.find.previous", "Find pre&vious", "Goes to the place found before.", ("Shift+F3",), Menu.GO, Act.FIND_PREVIOUS, lambda s: s.finding),
    Command("go.follow", "Back to what is read", "Brings the word being read into view again, and moves along with it.", ("Alt+Home",), Menu.GO, Act.FOLLOW, _open),
    Command("go.where", "Where am &I", "Says what is open, how far reading is and what is left.", ("Ctrl+I",), Menu.GO, Act.WHERE, _always),
    Command("summary.switch", "Article or &summary", "Switches between the article and its summary.", ("Ctrl+Shift+S",), Menu.SUMMARY, Act.SWITCH, lambda s: s.summary),
    Command("summary.more", "&Tell me more", "Goes from a sentence of the summary, or of all summaries, to its place in the article.", ("Ctrl+J",), Menu.SUMMARY, Act.TELL_MORE, lambda s: s.in_summary or s.in_briefing),
    Command("summary.back", "&Come back to the summary", "Goes from the article back to the sentence of the summary, or of all summaries, that led there.", ("Ctrl+Shift+J",), Menu.SUMMARY, Act.COME_BACK, lambda s: s.told_more),
    Command("summary.longer", "&Longer", "Tells more: from the headline over one sentence, key points and longer to the full text.", ("Ctrl+Shift+Up",), Menu.SUMMARY, Act.LONGER, lambda s: s.in_summary),
    Command("summary.shorter", "S&horter", "Tells less: from the full text over longer, key points and one sentence to the headline.", ("Ctrl+Shift+Down",), Menu.SUMMARY, Act.SHORTER, lambda s: s.summary),
    Command("removed.hear", "Hear what was &removed", "Shows and reads the pieces that were left out as clutter.", ("Ctrl+Shift+D",), Menu.SUMMARY, Act.HEAR_REMOVED, lambda s: s.removed > 0),
    Command("removed.restore", "Put &back what was removed", "Adds the pieces that were left out to the end of the article, or takes them away again; on a page from the web that holds for the next pages of its site, too.", ("Ctrl+Shift+R",), Menu.SUMMARY, Act.RESTORE_REMOVED, lambda s: s.removed > 0),
    Command("removed.some", "&Put back some of it…", "Lists what was left out, and puts one kind of it back, or takes it away again, here and on the next pages of the site.", ("Ctrl+F8",), Menu.SUMMARY, Act.RESTORE_SOME, lambda s: s.removed > 0),
    Command("removed.forget", "&Forget what is put back on this site", "Opens the next pages of this site without the pieces that were left out.", ("Ctrl+Shift+F8",), Menu.SUMMARY, Act.FORGET_SITE, lambda s: s.remembered),
    Command("library.show", "&Library", "Shows everything that is kept, or goes back to the text.", ("Ctrl+Shift+B",), Menu.LIBRARY, Act.LIBRARY, _always),
    Command("library.find", "&Search the library", "Finds any word in everything that is kept.", ("Ctrl+Shift+C",), Menu.LIBRARY, Act.SEARCH_LIBRARY, _always),
    Command("library.open", "Open what is &chosen", "Opens the chosen document at the place where you stopped.", ("Return", "Enter"), Menu.LIBRARY, Act.OPEN_KEPT, _chosen, in_list=True),
    Command("library.queue", "&Queue: add or take out", "Puts the chosen document, or the open text, at the end of the queue; one that is in it is taken out.", ("Ctrl+U",), Menu.LIBRARY, Act.QUEUE, lambda s: s.chosen or _kept(s)),
    Command("library.up", "Move &up in the queue", "Has the chosen document read earlier.", ("Ctrl+Up",), Menu.LIBRARY, Act.QUEUE_UP, lambda s: s.chosen and s.in_queue, in_list=True),
    Command("library.down", "Move &down in the queue", "Has the chosen document read later.", ("Ctrl+Down",), Menu.LIBRARY, Act.QUEUE_DOWN, lambda s: s.chosen and s.in_queue, in_list=True),
    Command("library.play", "&Play the queue", "Reads the documents of the queue one after another, each with its headline before it.", ("Ctrl+F5",), Menu.LIBRARY, Act.PLAY_QUEUE, _always),
    Command("library.next", "&Next of the queue", "Goes on to the next document of the queue.", ("Ctrl+F6",), Menu.LIBRARY, Act.NEXT_OF_QUEUE, lambda s: s.queue_plays),
    Command("library.briefing", "Listen to &all summaries", "Reads the summaries of the whole queue, one after another.", ("Ctrl+Shift+F5",), Menu.LIBRARY, Act.BRIEFING, _always),
    Command("library.take", "Take several alon&g…", "Makes a folder of sounds, or a book, of what is chosen, of the queue or of all summaries.", ("Ctrl+M",), Menu.LIBRARY, Act.TAKE_KEPT, _always),
    Command("library.add", "Add se&veral…", "Puts several addresses or files into the queue at once.", ("Ctrl+Shift+U",), Menu.LIBRARY, Act.ADD_SEVERAL, lambda s: s.keeps),
    Command("library.tags", "&Tags…", "Changes the tags of the chosen document, or of the open text.", ("Ctrl+T",), Menu.LIBRARY, Act.TAGS, lambda s: s.chosen or _kept(s)),
    Command("library.remove", "&Remove", "Removes the chosen document; in the queue it only takes it out of there.", ("Del",), Menu.LIBRARY, Act.REMOVE_KEPT, _chosen, in_list=True),
    Command("library.undo", "Und&o removal", "Brings back what was removed last.", ("Ctrl+Z",), Menu.LIBRARY, Act.UNDO_REMOVAL, lambda s: s.in_library, in_list=True),
    Command("library.mark", "&Bookmark here…", "Marks the word that is read, or the one at the caret, with a note of yours.", ("Ctrl+D",), Menu.LIBRARY, Act.MARK, _kept),
    Command("library.mark.on", "Next bookmark", "Goes to the next bookmark of the text.", ("Ctrl+F2",), Menu.LIBRARY, Act.NEXT_MARK, _kept),
    Command("library.mark.back", "Previous bookmark", "Goes to the bookmark before.", ("Ctrl+Shift+F2",), Menu.LIBRARY, Act.PREVIOUS_MARK, _kept),
    Command("library.marks", "Boo&kmarks and notes…", "Lists all bookmarks with their notes, and goes to one.", ("Ctrl+Shift+N",), Menu.LIBRARY, Act.MARKS, _always),
    Command("library.copy", "The other cop&y", "Changes between the page as it is now and as it was kept before.", ("Ctrl+Y",), Menu.LIBRARY, Act.OTHER_COPY, lambda s: s.other_copy),
    Command("library.feeds", "&Feeds…", "Lists the feeds you follow, and looks for new stories when you ask.", ("Ctrl+Shift+E",), Menu.LIBRARY, Act.FEEDS, lambda s: s.keeps),
    Command("library.import", "&Import…", "Takes in a library that was exported, or what another program kept.", ("Ctrl+Shift+I",), Menu.LIBRARY, Act.CARRY_IN, lambda s: s.keeps),
    Command("library.export", "E&xport the library…", "Writes everything that is kept into one file.", ("Ctrl+Shift+X",), Menu.LIBRARY, Act.CARRY_OUT, _always),
    Command("view.larger", "&Larger text", "Makes the text of the article larger.", ("Ctrl++", "Ctrl+="), Menu.VIEW, Change("text.size", 1), _always),
    Command("view.smaller", "S&maller text", "Makes the text of the article smaller.", ("Ctrl+-",), Menu.VIEW, Change("text.size", -1), _always),
    Command("view.normal", "&Normal text size", "Returns to the text size of the first start.", ("Ctrl+0",), Menu.VIEW, Change("text.size", 0), _always),
    Command("view.big", "B&ig text", "Makes the text of the article huge at once, or goes back to the size before.", ("F4",), Menu.VIEW, Act.BIG, _always),
    Command("view.theme", "Next &colours", "Changes to the next set of colours.", ("Ctrl+Shift+T",), Menu.VIEW, Change("colours.theme", 1), _always),
    Command("view.light", "Next mar&k of the word", "Changes how the word being read is marked.", ("Ctrl+Shift+M",), Menu.VIEW, Change("light.style", 1), _always),
    Command("view.ruler", "Reading r&uler or mask", "Changes between a reading ruler, a mask and neither.", ("F12",), Menu.VIEW, Change("guide.style", 1), _always),
    Command("view.fixed", "Fi&xed reading line", "Keeps the line being read at one height, so that the text passes it.", ("Ctrl+Shift+L",), Menu.VIEW, Change("light.fixed", 1), _always),
    Command("view.spot", "&Passing text", "Lets every paragraph pass one spot as a single line, in step with the voice.", ("Ctrl+Shift+P",), Menu.VIEW, Change("light.spot", 1), _always),
    Command("view.full", "&Full screen", "Fills the screen with the page, or goes back.", ("F11",), Menu.VIEW, Act.FULL_SCREEN, _always),
    Command("view.palette", "All c&ommands…", "Finds any command by its name.", ("Ctrl+K",), Menu.VIEW, Act.PALETTE, _always),
    Command("view.settings", "&Settings…", "Changes text, colours, highlight and voice.", ("Ctrl+,",), Menu.VIEW, Act.SETTINGS, _always),
    Command("help.help", "&Help", "Opens the manual in this window, where it can be read aloud.", ("F1",), Menu.HELP, Act.HELP, _always),
    Command("help.key", "&What does a key do", "Says what the next key you press would do, without doing it.", ("Shift+F1",), Menu.HELP, Act.SAY_KEY, _always),
    Command("help.first", "First &start", "Asks again for size, colours, spacing and speed, with a sentence to try.", ("Ctrl+Shift+F1",), Menu.HELP, Act.FIRST_START, _always),
    Command("help.keys", "&Keys…", "Lists all keys and changes them.", ("Ctrl+Shift+K",), Menu.HELP, Act.KEYS, _always),
)  # fmt: skip

BY_ID: Mapping[str, Command] = MappingProxyType({c.id: c for c in COMMANDS})


def keys_of(command: Command, changed: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a command where a person may have changed them; an empty change takes the key away.

    Where the window is laid out from right to left, back is the arrow to the right, unless a person chose otherwise.
    """
    if command.id not in changed:
        return tuple(_turned(key) for key in command.keys) if right_to_left() else command.keys
    return (changed[command.id],) if changed[command.id] else ()


def _turned(key: str) -> str:
    held, plus, last = key.rpartition("+")
    return held + plus + {"Left": "Right", "Right": "Left"}.get(last, last)


def holder_of(key: str, changed: Mapping[str, str]) -> Command | None:
    """The command that listens to `key` already, or None."""
    wanted = ways_to_write(key)
    for command in COMMANDS:
        if any(wanted & ways_to_write(k) for k in keys_of(command, changed)):
            return command
    return None
