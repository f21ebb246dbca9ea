"""What comes through the pipe of an engine is a frame, or is known to be none."""

from __future__ import annotations

import io
import struct

import pytest

from reader.devices.engines.wire import Garbled, receive


@pytest.mark.parametrize("header", [b"rubbish", b"[]", b"\xff", b"[" * 100_000, b"1" * 5_000])
def test_a_header_that_is_none_is_known(header: bytes) -> None:
    with pytest.raises(Garbled):
        receive(io.BytesIO(struct.pack(">II", len(header), 0) + header))
