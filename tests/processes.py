"""The program in a process of its own, forked with everything loaded, so that it can be killed often and at any moment."""

import os
import select
import signal
import sys
import time

from rapport.cli import main


class Child:
    """A forked process that runs commands; what it prints is gathered, what it is told goes to its input."""

    def __init__(self, *commands, before=lambda: None):
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        self.output, self.input, self.said = ours_in, ours_out, ""
        self.id = os.fork()
        if self.id == 0:
            os.close(ours_in)
            os.close(ours_out)
            _run(commands, theirs_in, theirs_out, before)
        os.close(theirs_in)
        os.close(theirs_out)

    def tell(self, line):
        os.write(self.input, f"{line}\n".encode())

    def listen(self, seconds):
        """Takes in what is printed within a time; False when the process has ended."""
        if select.select([self.output], [], [], max(0, seconds))[0]:
            new = os.read(self.output, 65536)
            self.said += new.decode(errors="replace")
            return bool(new)
        return True

    def until(self, text, count=1, seconds=60):
        end = time.monotonic() + seconds
        while self.said.count(text) < count:
            assert time.monotonic() < end, self.said
            if not self.listen(end - time.monotonic()):
                break
        assert self.said.count(text) >= count, self.said

    def kill(self):
        os.kill(self.id, signal.SIGKILL)
        while self.listen(1):
            pass
        return self.end()

    def end(self):
        while self.listen(60):
            pass
        status = os.waitpid(self.id, 0)[1]
        os.close(self.output)
        os.close(self.input)
        return os.waitstatus_to_exitcode(status)


def _run(commands, given, printed, before):
    code = 99
    try:
        os.dup2(given, 0)
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
        before()
        for command in commands:
            try:
                main([str(word) for word in command])
            except SystemExit as done:
                code = done.code or 0
            sys.stdout.flush()
            sys.stderr.flush()
    finally:
        os._exit(code)
