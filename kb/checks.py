"""What must be true of a knowledge base as a whole: names that exist, no loops, and the laws that can be read off it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from .background import Explanation, Tension
from .brings_checks import check_brings
from .carriers import check_carriers
from .checklist import check_checklist
from .condition_reading import RESERVED
from .conditions import All, Any, Asked, AtLeast, Concluded, Condition, Disputed, Not, leaves, parts_of
from .document import questions_of
from .instrument_checks import check_instrument
from .model import KnowledgeBase, Ladder, Rule
from .problems import Place, Problems
from .remedy import Remedy
from .wording import check_wording

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")


def check(known: KnowledgeBase, problems: Problems) -> None:
    """Runs every check; what is wrong is noted in `problems`."""
    for one in CHECKS:
        one(known, problems)


def _ids(known: KnowledgeBase, problems: Problems) -> None:
    for table in (known.questions, known.findings, known.rules, known.remedies):
        for name, entry in table.items():
            if not _ID.match(name):
                problems.add(entry.place, f"'{name}' is no id.", "Use lower-case words joined by '_'.")
    for name, question in known.questions.items():
        if name in RESERVED:
            problems.add(question.place, f"'{name}' is a word of the condition language.", "Name the question otherwise.")


def _questions(known: KnowledgeBase, problems: Problems) -> None:
    for question in known.questions.values():
        for side in question.sides:
            _exists(side, known.sides, question.place, "side", problems)
        for code in question.order:
            _exists(code, question.answers, question.place, f"answer of {question.id}", problems)
        if question.neutral and question.neutral not in question.order:
            problems.unknown(question.place, f"answer in the order of {question.id}", question.neutral, question.order)
        if len(question.answers) < 2:
            problems.add(question.place, f"question {question.id} has fewer than two answers.")
    for page in known.pages.values():
        _exists(page.topic, known.topics, Place(f"questions/{page.topic}.yaml"), "topic", problems)


def _findings(known: KnowledgeBase, problems: Problems) -> None:
    for finding in known.findings.values():
        if not known_rules(known, finding.id):
            problems.add(finding.place, f"no rule concludes {finding.id}: it can never be known.", "Write a rule, or take it out.")
        if (finding.axis is None) != (finding.value is None):
            problems.add(finding.place, f"finding {finding.id} needs both an axis and a value, or neither.")
        if finding.axis is not None:
            ladder = known.ladders.get(finding.axis)
            if ladder is None:
                problems.unknown(finding.place, "axis", finding.axis, known.ladders)
            elif finding.value not in {rung.value for rung in ladder.rungs}:
                problems.unknown(finding.place, f"value of {finding.axis}", finding.value or "", [r.value for r in ladder.rungs])


def known_rules(known: KnowledgeBase, finding: str) -> list[Rule]:
    """The rules that conclude a finding, retired ones left out."""
    return [rule for rule in known.rules.values() if rule.concludes == finding and rule.status != "retired"]


def _rules(known: KnowledgeBase, problems: Problems) -> None:
    for rule in known.rules.values():
        _exists(rule.concludes, known.findings, rule.place, "finding", problems)
        for leaf in leaves(rule.when):
            _leaf(leaf, rule, known, problems)


def _leaf(leaf: Condition, rule: Rule, known: KnowledgeBase, problems: Problems) -> None:
    if isinstance(leaf, Concluded):
        _exists(leaf.finding, known.findings, rule.place, "finding", problems)
        target = known.findings.get(leaf.finding)
        if target and target.kind == "likeness":
            problems.add(rule.place, f"rule {rule.id} rests on the likeness {leaf.finding}.", "Likeness feeds no conclusion.")
    elif isinstance(leaf, Disputed):
        _exists(leaf.question, known.questions, rule.place, "question", problems)
    elif isinstance(leaf, Asked):
        question = known.questions.get(leaf.question)
        if question is None:
            problems.unknown(rule.place, f"question (in rule {rule.id})", leaf.question, known.questions)
            return
        for code in sorted(leaf.answers - set(question.answers)):
            problems.unknown(rule.place, f"answer of {leaf.question}", code, question.answers)
        if leaf.answers >= set(question.answers):
            problems.add(rule.place, f"rule {rule.id} names every answer of {leaf.question}: it would always be true.")


def _loops(known: KnowledgeBase, problems: Problems) -> None:
    arrows = {name: [leaf.finding for rule in known_rules(known, name) for leaf in leaves(rule.when)
                     if isinstance(leaf, Concluded)] for name in known.findings}
    _no_loops(arrows, "findings rest on each other in a loop", lambda name: known.findings[name].place, problems)
    needs = {name: [need.brought_by for need in remedy.needs if need.brought_by] for name, remedy in known.remedies.items()}
    _no_loops(needs, "remedies need each other in a loop", lambda name: known.remedies[name].place, problems)


def _no_loops(arrows: Mapping[str, list[str]], what: str, place: Callable[[str], Place], problems: Problems) -> None:
    done: set[str] = set()
    for start in arrows:
        path: list[str] = []
        todo: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            todo.append((start, iter(arrows[start])))
            path.append(start)
        while todo:
            name, rest = todo[-1]
            after = next((one for one in rest if one in arrows and one not in done), None)
            if after is None:
                done.add(name)
                todo.pop()
                path.pop()
            elif after in path:
                loop = [*path[path.index(after):], after]
                problems.add(place(after), f"{what}: {' -> '.join(loop)}.", "Break it at one place.")
                done.add(after)
            else:
                path.append(after)
                todo.append((after, iter(arrows[after])))


def _axes(known: KnowledgeBase, problems: Problems) -> None:
    for ladder in known.ladders.values():
        place = Place("axes.yaml")
        if not ladder.rungs or ladder.rungs[0].finding is not None:
            problems.add(place, f"axis {ladder.id}: the lowest rung stands without a finding.")
        for rung in ladder.rungs[1:]:
            _exists(rung.finding or "", known.findings, place, f"finding (rung {rung.value} of {ladder.id})", problems)
        for lower, upper in zip(ladder.rungs[1:], ladder.rungs[2:], strict=False):
            if not _linked(lower.finding or "", upper.finding or "", known):
                problems.add(place, f"axis {ladder.id}: nothing makes {upper.finding} imply {lower.finding}.",
                             "Let every rule of the upper rung ask for the lower one, or a rule of the lower follow the upper.")
    if known.choice:
        _choice(known, problems)


def _linked(lower: str, upper: str, known: KnowledgeBase) -> bool:
    def asks(condition: Condition, finding: str) -> bool:
        return condition == Concluded(finding) or (isinstance(condition, All) and any(asks(p, finding) for p in condition.parts))

    def follows(condition: Condition, finding: str) -> bool:
        return condition == Concluded(finding) or (isinstance(condition, Any) and any(follows(p, finding) for p in condition.parts))

    uppers = [rule for rule in known_rules(known, upper) if rule.mode == "when"]
    lowers = [rule for rule in known_rules(known, lower) if rule.mode == "when"]
    return all(asks(rule.when, lower) for rule in uppers) or any(follows(rule.when, upper) for rule in lowers)


def _choice(known: KnowledgeBase, problems: Problems) -> None:
    choice = known.choice
    assert choice is not None
    place = Place("axes.yaml")
    ladder: Ladder | None = known.ladders.get(choice.over)
    if ladder is None:
        problems.unknown(place, "axis", choice.over, known.ladders)
        return
    values = [rung.value for rung in ladder.rungs]
    if [at.value for at in choice.choices] != values:
        problems.add(place, f"axis {choice.id}: 'at' has to go through the values of {choice.over}: {', '.join(values)}.")
    for at in choice.choices:
        for code in [*at.outcomes, *([at.always] if at.always else [])]:
            _exists(code, choice.names, place, f"value of {choice.id}", problems)
        for finding in [*at.outcomes.values(), *at.drivers, *at.barriers, *at.lifted_by]:
            _exists(finding, known.findings, place, "finding", problems)
        for remedy in at.lifted_by.values():
            _exists(remedy, known.remedies, place, "remedy", problems)


def _remedies(known: KnowledgeBase, problems: Problems) -> None:
    for remedy in known.remedies.values():
        _exists(remedy.stage, known.stages, remedy.place, "stage", problems)
        grounds = [g.finding for g in (*remedy.reasons, *remedy.not_when)] + [n.finding for n in remedy.needs]
        grounds += [part.finding for part in remedy.parts if part.finding]
        for finding in [*grounds, *remedy.in_place]:
            _exists(finding, known.findings, remedy.place, f"finding (in remedy {remedy.id})", problems)
        for need in remedy.needs:
            if need.brought_by:
                _exists(need.brought_by, known.remedies, remedy.place, "remedy", problems)
                _not_later(remedy, known.remedies.get(need.brought_by), known, problems)
        check_brings(remedy, known, problems)
        if not remedy.reasons:
            problems.add(remedy.place, f"remedy {remedy.id} has no reason: nothing would ever call for it.")


def _not_later(remedy: Remedy, before: Remedy | None, known: KnowledgeBase, problems: Problems) -> None:
    stages = list(known.stages)
    if before and before.stage in stages and remedy.stage in stages and stages.index(before.stage) > stages.index(remedy.stage):
        problems.add(remedy.place, f"remedy {remedy.id} needs {before.id}, which belongs to a later stage ({before.stage}).",
                     "Preconditions come first: change one of the stages.")


def _quick_check(known: KnowledgeBase, problems: Problems) -> None:
    if known.check:
        for question in known.check.questions:
            _exists(question, known.questions, Place("check.yaml"), "question", problems)
        for finding in (known.check.act, known.check.quiet):
            _exists(finding, known.findings, Place("check.yaml"), "finding", problems)


def _instrument(known: KnowledgeBase, problems: Problems) -> None:
    check_instrument(known, counted_signs(known), problems)


def _ledger(known: KnowledgeBase, problems: Problems) -> None:
    for statement in known.statements.values():
        _exists(statement.source, known.sources, Place(f"statement {statement.id}"), "source", problems)


def _background(known: KnowledgeBase, problems: Problems) -> None:
    entries: list[Explanation | Tension] = [*known.explanations.values(), *known.tensions.values()]
    for entry in entries:
        for one in entry.occasions:
            _exists(one.finding or "", known.findings, entry.place, f"finding (in {entry.id})", problems)
            _exists(one.remedy or "", known.remedies, entry.place, f"remedy (in {entry.id})", problems)
    for tension in known.tensions.values():
        for name in tension.decided_by:
            _exists(name, {**known.rules, **known.remedies, **known.findings}, tension.place, "rule, remedy or finding", problems)


def _documents(known: KnowledgeBase, problems: Problems) -> None:
    for document in known.documents.values():
        for name in questions_of(document):
            _exists(name, known.questions, document.place, f"question (in document {document.id})", problems)


def _checklist(known: KnowledgeBase, problems: Problems) -> None:
    check_checklist(known.checklist, known.findings, problems)


def counted_signs(known: KnowledgeBase) -> list[str]:
    """The signs that some rung above the base counts."""
    based = {(ladder.id, ladder.rungs[0].value) for ladder in known.ladders.values() if ladder.rungs}
    return [f.id for f in known.findings.values() if f.kind == "sign" and (f.axis, f.value) not in based]


def _neutral_answers(known: KnowledgeBase, problems: Problems) -> None:
    """Law P5: a neutral answer establishes no counted sign; law P4: one answer helps to establish at most one."""
    helped: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sign in counted_signs(known):
        for rule in known_rules(known, sign):
            if rule.mode != "when":
                continue
            for question, code in _favouring(rule.when, True, known, frozenset()):
                helped[question, code].add(sign)
                if question in known.questions and code == known.questions[question].neutral:
                    problems.add(rule.place, f"rule {rule.id} lets the neutral answer '{code}' of {question} speak for {sign}.",
                                 "A neutral answer establishes no sign (law P5).")
    for (question, code), signs in sorted(helped.items()):
        if len(signs) > 1:
            problems.add(known.questions[question].place, f"answer '{code}' of {question} speaks for several signs: "
                         f"{', '.join(sorted(signs))}.", "One answer, one sign (law P4).")


def _favouring(condition: Condition, want: bool, known: KnowledgeBase, seen: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The answers that make a condition true (`want`) or false, through findings, loops cut."""
    if isinstance(condition, Asked):
        question = known.questions.get(condition.question)
        for code in (question.answers if question else ()):
            if (code in condition.answers) == want:
                yield condition.question, code
    elif isinstance(condition, Concluded) and condition.finding in known.findings and condition.finding not in seen:
        for rule in known_rules(known, condition.finding):
            turned = want if rule.mode == "when" else not want
            yield from _favouring(rule.when, turned, known, seen | {condition.finding})
    elif isinstance(condition, Not):
        yield from _favouring(condition.part, not want, known, seen)
    elif isinstance(condition, (All, Any, AtLeast)):
        for part in parts_of(condition):
            yield from _favouring(part, want, known, seen)


def _exists(name: str, table: Iterable[str], place: Place, kind: str, problems: Problems) -> None:
    names = table if isinstance(table, (Mapping, set, frozenset)) else list(table)
    if name and name not in names:
        problems.unknown(place, kind, name, names)


CHECKS = (_ids, _questions, _findings, _rules, _loops, _axes, _remedies, _quick_check, _instrument, _ledger, _background,
          _documents, _checklist, check_carriers, check_wording, _neutral_answers)
