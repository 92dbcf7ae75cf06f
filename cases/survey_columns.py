"""Plain CSV text as columns of machine words: each column is compared with the known answers at once, all rows together.

A cell is the words of eight bytes from its start, cut at its end. Two cells are the same text if and only if their lengths and
words are; a text without zero bytes that is shorter than a word is its word alone. So nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy

WORD = 8
_Words = numpy.ndarray[Any, numpy.dtype[numpy.uint64]]
_KEEP: _Words = numpy.array([(1 << 8 * octets) - 1 for octets in range(WORD + 1)], numpy.uint64)  # the first bytes of a word


def cells_of(text: bytes, delimiter: str, width: int) -> Cells | None:
    """The cells of a text all of whose rows have `width` cells; None for any other, and for one with zero bytes."""
    closed = text if text.endswith(b"\n") else text + b"\n"
    octets = numpy.frombuffer(closed, numpy.uint8)
    newlines = octets == ord("\n")
    ends = numpy.flatnonzero((octets == ord(delimiter)) | newlines)
    last = ends[width - 1::width]
    returns = octets[last - 1] == ord("\r")
    if (len(ends) % width or not newlines[last].all() or closed.count(b"\n") != len(last)
            or closed.count(b"\r") != returns.sum() or b"\0" in closed):
        return None
    starts = numpy.concatenate((numpy.zeros(1, ends.dtype), ends[:-1] + 1))
    lengths = (ends - starts).astype(numpy.int32)
    lengths[width - 1::width] -= returns
    return Cells(closed, _columns(starts, width), _columns(lengths, width))


def _columns(cells: Any, width: int) -> Any:
    """A row of numbers for each column, each laid out in one piece, since a column at a time is asked for."""
    return numpy.ascontiguousarray(cells.reshape(-1, width).T)


class Cells:
    """A text with the start and the length of each cell, a row of them for each column."""

    def __init__(self, text: bytes, starts: Any, lengths: Any) -> None:
        self.text = text + bytes(WORD)  # so that every cell starts a whole word
        self.starts, self.lengths, self.rows = starts, lengths, starts.shape[1]
        self._sliding: _Words = numpy.ndarray((len(text),), "<u8", self.text, 0, (1,))
        self._first: _Words = self._sliding[starts] & _KEEP[numpy.minimum(lengths, WORD)]

    def texts(self, column: int) -> list[str]:
        """The cells of a column as text. Raises `UnicodeDecodeError`."""
        return [self.text[start:start + length].decode().strip()
                for start, length in zip(self.starts[column].tolist(), self.lengths[column].tolist(), strict=True)]

    def letters(self, column: int, letter_of: Mapping[str, str]) -> str | None:
        """The letter of each cell of a column; None if one of them is no text that has a letter."""
        starts, lengths, first = self.starts[column], self.lengths[column], self._first[column]
        packed = numpy.zeros(len(starts), numpy.uint8)
        for text, letter in letter_of.items():
            octets = text.encode()
            rows = numpy.flatnonzero(first == int.from_bytes(octets[:WORD], "little"))
            if len(octets) >= WORD:
                rows = rows[lengths[rows] == len(octets)]
                rows = rows[self._rest_is(octets, starts[rows])]
            packed[rows] = ord(letter)
        return packed.tobytes().decode("ascii") if packed.all() else None

    def _rest_is(self, octets: bytes, starts: Any) -> Any:
        """Which of the cells that are as long as a text and start alike go on alike."""
        same = numpy.ones(len(starts), bool)
        for at in range(WORD, len(octets), WORD):
            word = octets[at:at + WORD]
            same &= (self._sliding[starts + at] & _KEEP[len(word)]) == int.from_bytes(word, "little")
        return same
