"""Sentences about one diagnosis: findings, the answers behind them, who gave them, and the sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..cases.anonymity import ANONYMOUS
from ..cases.hearing import Shares, shares
from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from ..engine.evidence import AnswerGround, Argument, arguments
from ..engine.truth import Truth
from ..kb.model import Finding
from .phrasing import Speaker


@dataclass(frozen=True)
class ToldArgument:
    """An argument in words: the answers, why the rule follows from them, the rule and its statements."""

    answers: tuple[str, ...]
    because: str
    rule: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class ToldFinding:
    """A finding in words with the arguments for and against it. `state`: holds, fails (absent of a problem), contested or open."""

    id: str
    state: str
    text: str
    arguments: tuple[ToldArgument, ...]
    against: tuple[ToldArgument, ...]


class Teller:
    """Tells one diagnosis of one case in one language; notes every statement it names."""

    def __init__(self, case: Case, diagnosis: Diagnosis, language: str) -> None:
        self.case = case
        self.diagnosis = diagnosis
        self.known = diagnosis.known
        self.language = language
        self.speaker = Speaker(language)
        self.say = self.speaker.say
        self.shares: Shares = shares(case)
        self.cited: dict[str, None] = {}

    def cite(self, statements: Iterable[str]) -> tuple[str, ...]:
        """The same statements, noted for the list of sources."""
        found = tuple(statements)
        self.cited.update(dict.fromkeys(found))
        return found

    def finding_text(self, finding: str, fails: bool = False) -> str:
        """A finding told as holding, or as known false."""
        entry = self.known.findings[finding]
        return (entry.fails if fails else entry.holds)[self.language]

    def text_without_blame(self, finding: str) -> str:
        """A finding that holds, told so that nobody need feel accused."""
        entry = self.known.findings[finding]
        return (entry.without_blame or entry.holds)[self.language]

    def finding(self, finding: str) -> ToldFinding:
        """A finding with its arguments."""
        truth = self.diagnosis.truths[finding]
        held = self._arguments(finding, True) if truth.known_true else ()
        failed = self._arguments(finding, False) if truth.known_false else ()
        first, second = (failed, ()) if truth is Truth.FALSE else (held, failed)
        text = self.finding_text(finding, truth is Truth.FALSE)
        if truth is Truth.UNKNOWN:
            text = self.say("open_told", text=lowered(text))
        return ToldFinding(finding, state_of(self.known.findings[finding], truth), text, first, second)

    def _arguments(self, finding: str, want: bool) -> tuple[ToldArgument, ...]:
        return tuple(self._argument(argument, want) for argument in arguments(self.diagnosis, finding, want))

    def _argument(self, argument: Argument, want: bool) -> ToldArgument:
        answers = tuple(self.ground(ground) for ground in argument.grounds)
        if argument.proof is None:
            return ToldArgument(answers, self.say("no_rule_left"), "", ())
        rule = argument.proof.rule
        failed = not want and rule.mode == "when"
        because = self.say("no_rule_left") if failed else rule.because[self.language]
        return ToldArgument(answers, because, rule.id, self.cite(rule.statements))

    def ground(self, ground: AnswerGround) -> str:
        """An answer and who gave it; both answers where the ground is that sides differ."""
        return "; ".join(self.answer(ground.question, code) for code in ground.answers)

    def answer(self, question: str, code: str) -> str:
        """One answer told with the sides that gave it."""
        told = self.known.questions[question].answers[code].told[self.language]
        if question in self.diagnosis.voices.settled:
            return self.say("said_by", told=told, who=self.say("settled_by"))
        sides = [self.known.sides[side].name[self.language] for side, given in self.shares.get(question, {}).items()
                 if any(share.answer == code and share.speaks for share in given)]
        who = ", ".join(map(lowered, sides)) if sides else "-"
        line = self.say("said_by", told=told, who="; ".join([who, *self._bases(question, code)]))
        notes = self._notes(question, code)
        return self.say("with_note", line=line, note="; ".join(notes)) if notes else line

    def _bases(self, question: str, code: str) -> list[str]:
        """What an answer rests on, where it is more than word of mouth; that of staff stays out, as their notes do."""
        given = [one.answers[question] for one in self.case.respondents if question in one.answers and one.side != ANONYMOUS]
        bases = dict.fromkeys(one.basis for one in given if one.value == code and one.basis != "told")
        return [self.say(f"basis_{basis}") for basis in sorted(bases)]

    def _notes(self, question: str, code: str) -> list[str]:
        """The notes that go with an answer. Those of staff stay out: they could show who wrote them."""
        given = [one.answers[question] for one in self.case.respondents if question in one.answers and one.side != ANONYMOUS]
        return list(dict.fromkeys(one.note for one in given if one.value == code and one.note))

    def page_names(self, questions: Iterable[str]) -> list[str]:
        """The titles of the pages that questions stand on, each once."""
        pages = dict.fromkeys(self.known.questions[question].page for question in questions)
        return [self.known.pages[page].title[self.language] for page in pages]


def lowered(text: str) -> str:
    """A sentence taken into the middle of another: first letter small, unless it begins an abbreviation."""
    return text if text[:2].isalpha() and text[:2].isupper() else text[:1].lower() + text[1:]


def state_of(finding: Finding, truth: Truth) -> str:
    """The word for a finding's state. Only what is wanted can be missing: a problem known not to be there was not found."""
    return "absent" if truth is Truth.FALSE and finding.kind not in WANTED else STATES[truth]


WANTED = ("sign", "strength")
STATES = {Truth.TRUE: "holds", Truth.FALSE: "fails", Truth.CONTESTED: "contested", Truth.UNKNOWN: "open"}
