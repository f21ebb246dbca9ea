"""What of libespeak-ng we call, as its `speak_lib.h` declares it."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char, c_char_p, c_int, c_size_t, c_ubyte, c_uint, c_void_p

SYNCHRONOUS = 2
DO_NOT_EXIT = 0x8000
UTF8 = 1
PHONEMES = 0x100
"""What stands between [[ and ]] is phonemes."""
BY_CHARACTER = 1
LIST_END, SENTENCE, WORD = 0, 2, 1
RATE, VOLUME, PITCH, WORD_GAP = 1, 2, 3, 7


class _Id(ctypes.Union):
    _fields_ = (("number", c_int), ("name", c_char_p), ("string", c_char * 8))


class Event(ctypes.Structure):
    """espeak_EVENT."""

    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", _Id),
    )


class Listed(ctypes.Structure):
    """espeak_VOICE."""

    _fields_ = (
        ("name", c_char_p),
        ("languages", c_void_p),
        ("identifier", c_char_p),
        ("gender", c_ubyte),
        ("age", c_ubyte),
        ("variant", c_ubyte),
        ("xx1", c_ubyte),
        ("score", c_int),
        ("spare", c_void_p),
    )


Callback = ctypes.CFUNCTYPE(c_int, c_void_p, c_int, POINTER(Event))


def load(path: str) -> ctypes.CDLL:
    """The library with the types of its functions.

    Raises:
        OSError: it is not there or does not fit this machine.
    """
    library = ctypes.CDLL(path)
    declared = {
        "espeak_Initialize": (c_int, [c_int, c_int, c_char_p, c_int]),
        "espeak_SetSynthCallback": (None, [Callback]),
        "espeak_SetVoiceByName": (c_int, [c_char_p]),
        "espeak_SetParameter": (c_int, [c_int, c_int, c_int]),
        "espeak_ListVoices": (POINTER(POINTER(Listed)), [c_void_p]),
        "espeak_Synth": (c_int, [c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint, c_void_p, c_void_p]),
    }
    for name, (result, arguments) in declared.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library
