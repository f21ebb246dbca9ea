"""Turns text into sentences and words for sumy and NLTK, offline, with the splitter everything else uses.

sumy's summarizers take any object with the three names of `sumy.nlp.tokenizers.Tokenizer`; `Tokens` is
one that needs no downloaded file. `equip_nltk` makes sumy's own tokenizer and NLTK's `sent_tokenize`
and `word_tokenize` work as well, for code that calls them.
"""

from __future__ import annotations

import re
from typing import Final

from reader.core.document import Splitter
from reader.core.words import words

_NAMES: Final = {
    "ar": "arabic", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fi": "finnish", "fr": "french", "he": "hebrew", "hi": "hindi", "hu": "hungarian", "it": "italian",
    "ja": "japanese", "ko": "korean", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "sv": "swedish",
    "th": "thai", "tr": "turkish", "uk": "ukrainian", "ur": "urdu", "zh": "chinese",
}  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Tokens:
    """What sumy calls a tokenizer."""

    def __init__(self, split: Splitter, language: str) -> None:
        """`language` is BCP 47."""
        self._split = split
        self._code = language

    @property
    def language(self) -> str:
        """The name sumy's stemmers and stop words go by, such as `english`; the code where it has none."""
        code = self._code.replace("_", "-").partition("-")[0].lower()
        return _NAMES.get(code, code)

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """The sentences as they are written."""
        return tuple(span.of(paragraph) for span in self._split(paragraph, self._code))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """The words that begin with a letter, as they are written.

        Neighbours among Chinese characters are told in pairs, as one alone says little.
        """
        found: list[str] = []
        last = -1
        for span in words(sentence):
            word = span.of(sentence)
            if not word[0].isalpha():
                continue
            if not _HAN.match(word):
                found.append(word)
                continue
            if last == span.start:
                found.append(sentence[span.start - 1] + word)
            last = span.end
        return tuple(found)


def equip_nltk(folder: str) -> None:
    """Lets NLTK find the punkt tables in `folder`, which is our `language/nltk`, before any other."""
    import nltk.data  # start-up time: .4 s

    if folder not in nltk.data.path:
        nltk.data.path.insert(0, folder)
