"""What would be known if one rule were missing: whether a conclusion depends on a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..kb.conditions import Concluded, leaves
from ..kb.model import KnowledgeBase, Rule
from .proof import weigh
from .truth import Truth
from .voices import Voices


class TruthsWithout(Mapping[str, Truth]):
    """The truth of each finding, worked out when it is looked up, with one rule left out (None: with every rule)."""

    def __init__(self, voices: Voices, known: KnowledgeBase, without: str | None = None) -> None:
        self.voices, self.known, self.without = voices, known, without
        self.found: dict[str, Truth] = {}

    def __getitem__(self, finding: str) -> Truth:
        if finding not in self.found:
            self.found[finding] = self._of([rule for rule in self.known.rules_of[finding] if rule.id != self.without])
        return self.found[finding]

    def _of(self, rules: list[Rule]) -> Truth:
        truths = [(rule.mode, weigh(rule.when, self, self.voices, self.known).truth) for rule in rules]
        whens = [truth for mode, truth in truths if mode == "when"]
        excluded = any(truth.known_true for mode, truth in truths if mode == "unless")
        return Truth((any(truth.known_true for truth in whens),
                      excluded or (bool(whens) and all(truth.known_false for truth in whens))))

    def __iter__(self) -> Iterator[str]:
        return iter(self.known.findings)

    def __len__(self) -> int:
        return len(self.known.findings)


def rules_under(finding: str, known: KnowledgeBase) -> Iterator[Rule]:
    """Every rule that a finding can rest on, directly or through other findings, each once."""
    seen, todo = {finding}, [finding]
    while todo:
        for rule in known.rules_of[todo.pop()]:
            yield rule
            below = {leaf.finding for leaf in leaves(rule.when) if isinstance(leaf, Concluded)} - seen
            seen |= below
            todo += sorted(below)


def depends_on(finding: str, voices: Voices, known: KnowledgeBase) -> tuple[str, ...]:
    """The rules without which the truth of a finding would be another, by id."""
    truth = TruthsWithout(voices, known)[finding]
    return tuple(sorted(rule.id for rule in rules_under(finding, known)
                        if TruthsWithout(voices, known, rule.id)[finding] is not truth))
