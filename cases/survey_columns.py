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


class Cells:
    """The cells of a text whose rows all have `width` cells; `fits` is False for any other, of which nothing else may be asked."""

    def __init__(self, text: bytes, delimiter: str, width: int) -> None:
        closed = text if text.endswith(b"\n") else text + b"\n"
        zeros = closed.count(b"\0")
        self.text = closed + bytes(WORD)  # so that every cell starts a whole word
        octets = numpy.frombuffer(self.text, numpy.uint8)
        newlines = octets == ord("\n")
        ends = numpy.flatnonzero((octets == ord(delimiter)) | newlines)
        self.rows = len(ends) // width
        rows_end = ends[width - 1::width]
        returns = octets[rows_end - 1] == ord("\r")
        self.fits = (len(ends) % width == 0 and bool(newlines[rows_end].all()) and self.text.count(b"\n") == self.rows
                     and self.text.count(b"\r") == returns.sum() and not zeros)
        if self.fits:
            starts = numpy.concatenate((numpy.zeros(1, ends.dtype), ends[:-1] + 1))
            lengths = (ends - starts).astype(numpy.int32)
            lengths[width - 1::width] -= returns
            # A column at a time is asked for, so the columns are laid out one after another.
            self.starts, self.lengths = (numpy.ascontiguousarray(one.reshape(-1, width).T) for one in (starts, lengths))
            self._sliding: _Words = numpy.ndarray((len(closed),), "<u8", self.text, 0, (1,))
            self._first: _Words = self._sliding[self.starts] & _KEEP[numpy.minimum(self.lengths, WORD)]

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
