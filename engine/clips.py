"""The rules as a CLIPS program (6.4): what experta copies, for judging it and for those who want to run them there.

Written from the condition trees, every part of a condition a fact of its own. Facts to assert: `(heard QUESTION ANSWER)`
for every answer that counts, `(dispute QUESTION true|false)` for what is known of a dispute. Facts to read after `(run)`:
`(finding ID true)`, `(finding ID false)`; both is contested, neither unknown. Nothing is ever retracted.
"""

from __future__ import annotations

import json

from ..kb.conditions import All, Any, Asked, AtLeast, Concluded, Condition, Disputed, Not
from ..kb.model import KnowledgeBase, Rule
from .lowering import strata

COUNTING = """(defrule count_one_more
  (counted ?part ?at ?so_far) (part ?part =(+ ?at 1))
  => (assert (counted ?part (+ ?at 1) (+ ?so_far 1))))

(defrule count_no_more
  (counted ?part ?at ?so_far) (length ?part ?long&:(< ?at ?long))
  => (assert (counted ?part (+ ?at 1) ?so_far)))
"""


def as_clips(known: KnowledgeBase) -> str:
    """The program, rules in order of what they rest on."""
    return _Export(known).program()


class _Export:
    def __init__(self, known: KnowledgeBase) -> None:
        self.known = known
        self.constructs: list[str] = [COUNTING]
        self.parts: dict[tuple[Condition, bool], str] = {}
        self.counters: dict[tuple[str, ...], str] = {}
        self.start: list[str] = []

    def program(self) -> str:
        depth = strata(self.known)
        for finding in sorted(self.known.findings, key=lambda name: (depth[name], name)):
            self._finding(finding)
        head = f"; rapport knowledge base {self.known.version}, {self.known.hash}\n"
        facts = "\n".join(f"  {fact}" for fact in self.start)
        return head + "\n".join([*self.constructs, f"(deffacts counters\n{facts})\n"])

    def _finding(self, finding: str) -> None:
        rules = self.known.rules_of[finding]
        for rule in rules:
            self._rule(rule)
        whens = [self._pattern(rule.when, False) for rule in rules if rule.mode == "when"]
        if whens:
            self._construct(f"{finding}.no_rule_left", " ".join(whens), f"(finding {finding} false)")

    def _rule(self, rule: Rule) -> None:
        truth = "true" if rule.mode == "when" else "false"
        self._construct(rule.id, self._pattern(rule.when, True), f"(finding {rule.concludes} {truth})", rule.because.get("en", ""))

    def _construct(self, name: str, conditions: str, fact: str, because: str = "") -> None:
        comment = f" {json.dumps(because, ensure_ascii=False)}" if because else ""
        self.constructs.append(f"(defrule {name}{comment}\n  {conditions}\n  => (assert {fact}))\n")

    def _pattern(self, condition: Condition, want: bool) -> str:
        """The pattern of the fact that says a condition is known true (`want`) or known false."""
        if isinstance(condition, Asked):
            return f"(heard {condition.question} {_among(condition.answers, want)})"
        if isinstance(condition, Concluded):
            return f"(finding {condition.finding} {_word(want)})"
        if isinstance(condition, Disputed):
            return f"(dispute {condition.question} {_word(want)})"
        if isinstance(condition, Not):
            return self._pattern(condition.part, not want)
        if (condition, want) not in self.parts:
            name = f"part{len(self.parts) + 1}"
            self.parts[condition, want] = name
            self._part(name, condition, want)
        return f"(known {self.parts[condition, want]})"

    def _part(self, name: str, condition: All | Any | AtLeast, want: bool) -> None:
        patterns = [self._pattern(part, want) for part in condition.parts]
        if isinstance(condition, AtLeast):
            self._counter(name, patterns, condition.count if want else len(patterns) - condition.count + 1)
        elif isinstance(condition, All) == want:
            self._construct(name, " ".join(patterns), f"(known {name})")
        else:
            for number, pattern in enumerate(patterns, 1):
                self._construct(f"{name}.{number}", pattern, f"(known {name})")

    def _counter(self, name: str, patterns: list[str], count: int) -> None:
        counter = self.counters.setdefault(tuple(patterns), f"count{len(self.counters) + 1}")
        if f"(counted {counter} 0 0)" not in self.start:
            self.start += [f"(counted {counter} 0 0)", f"(length {counter} {len(patterns)})"]
            for number, pattern in enumerate(patterns, 1):
                self._construct(f"{counter}.{number}", pattern, f"(part {counter} {number})")
        self._construct(name, f"(counted {counter} ? {count})", f"(known {name})")


def _among(answers: frozenset[str], want: bool) -> str:
    codes = sorted(answers)
    return "|".join(codes) if want else "&".join(f"~{code}" for code in codes)


def _word(want: bool) -> str:
    return "true" if want else "false"
