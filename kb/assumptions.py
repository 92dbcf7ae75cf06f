"""The table of assumptions: how often each finding is true in companies of each kind. For estimates and the order of asking."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .nodes import Node
from .problems import Problems
from .reading import Record
from .text import Text

CERTAIN = 1000
Rates = Mapping[str, int]


@dataclass(frozen=True)
class Scale:
    """What companies are sorted by. `weights`: for each value of the scale `given` ('' if none), the share of each value."""

    id: str
    axis: str | None
    given: str | None
    weights: Mapping[str, Rates]

    @property
    def values(self) -> tuple[str, ...]:
        """The values of the scale."""
        return tuple(next(iter(self.weights.values())))


@dataclass(frozen=True)
class Rate:
    """How often something is true at each value of the scale `by`."""

    by: str
    rates: Rates


@dataclass(frozen=True)
class SignRate:
    """Signs of a ladder: true `up_to` at the value they belong to and higher ones, `above` at lower ones."""

    by: str
    up_to: int
    above: int


@dataclass(frozen=True)
class AnswerRates:
    """The shares of the answers of a question at each value of the scale `by`."""

    by: str
    rates: Mapping[str, Rates]


@dataclass(frozen=True)
class Assumptions:
    """The whole table, per mille. `slips`: answers that do not fit the finding they speak of."""

    limits: Text
    slips: int
    scales: tuple[Scale, ...]
    signs: SignRate
    kinds: Mapping[str, Rate]
    findings: Mapping[str, Rate]
    answers: Mapping[str, AnswerRates]


def read_assumptions(node: Node, problems: Problems) -> Assumptions:
    """The table from its file."""
    record = Record(node, problems, "assumptions")
    limits, slips = record.text("limits"), _per_mille(record, "slips")
    scales: dict[str, Scale] = {}
    for one in record.records("scales", "scale"):
        scale = _scale(one, scales)
        scales[scale.id] = scale
    signs = record.record("signs", "signs")
    sign_rate = SignRate(signs.word("by", among=scales), _per_mille(signs, "up_to"), _per_mille(signs, "above")) \
        if signs else SignRate("", 0, 0)
    kinds = {one.word("kind"): _rate(one, scales) for one in record.records("kinds", "kind")}
    findings = {one.word("finding"): _rate(one, scales) for one in record.records("findings", "finding", required=False)}
    answers = {one.word("question"): _answers(one, scales) for one in record.records("answers", "question", required=False)}
    record.done()
    return Assumptions(limits, slips, tuple(scales.values()), sign_rate, kinds, findings, answers)


def _scale(record: Record, before: Mapping[str, Scale]) -> Scale:
    name, axis = record.word("id"), record.word("axis", required=False) or None
    given = record.word("given", required=False, among=tuple(before)) or None
    weights: dict[str, Rates] = {}
    if given in before:
        for key, value in record.entries("weights"):
            weights[key.text] = _rates(Record(value, record.problems, f"scale {name}, {key.text}"), whole=True)
        _same(record, weights, before[given or ""].values, f"scale {name}")
    else:
        inner = record.record("weights", "weights")
        weights[""] = _rates(inner, whole=True) if inner else {}
    record.done()
    return Scale(name, axis, given, weights)


def _rate(record: Record, scales: Mapping[str, Scale]) -> Rate:
    by = record.word("by", among=tuple(scales))
    inner = record.record("rates", "rates")
    rates = _rates(inner) if inner else {}
    if by in scales:
        _same(record, rates, scales[by].values, record.kind)
    record.done()
    return Rate(by, rates)


def _answers(record: Record, scales: Mapping[str, Scale]) -> AnswerRates:
    by = record.word("by", among=tuple(scales))
    rates = {key.text: _rates(Record(value, record.problems, f"{record.kind}, {key.text}"), whole=True)
             for key, value in record.entries("rates")}
    if by in scales:
        _same(record, rates, scales[by].values, record.kind)
    record.done()
    return AnswerRates(by, rates)


def _rates(record: Record, whole: bool = False) -> Rates:
    """Name -> per mille; `whole`: they are shares of one whole."""
    rates = {key.text: _per_mille(record, key.text) for key, _ in record.node.entries}
    record.done()
    if whole and sum(rates.values()) != CERTAIN:
        record.problems.add(record.place, f"{record.kind}: the shares add up to {sum(rates.values())}, not to {CERTAIN}.")
    return rates


def _per_mille(record: Record, key: str) -> int:
    node = record.take(key)
    if node is None:
        return 0
    if node.kind == "scalar" and node.text.isdigit() and int(node.text) <= CERTAIN:
        return int(node.text)
    record.problems.add(node.place, f"{record.kind}, {key}: a whole number from 0 to {CERTAIN} belongs here (per mille).")
    return 0


def _same(record: Record, found: Collection[str], wanted: Collection[str], what: str) -> None:
    if set(found) != set(wanted):
        record.problems.add(record.place, f"{what}: rates are needed for {', '.join(wanted)}, not for {', '.join(found)}.")
