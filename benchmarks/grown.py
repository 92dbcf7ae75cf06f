"""A knowledge base several times as large: every question, finding, rule and remedy copied under other names."""

from dataclasses import replace

from rapport.kb.conditions import All, Any, Asked, AtLeast, Concluded, Disputed, Not


def grown(known, times):
    """The knowledge base with `times` copies of its content; the axes stay those of the first copy."""
    tables = {"pages": {}, "questions": {}, "findings": {}, "rules": {}, "remedies": {}}
    for number in range(times):
        mark = f"_x{number}" if number else ""
        for name, page in known.pages.items():
            tables["pages"][name + mark] = replace(page, id=name + mark, questions=tuple(q + mark for q in page.questions))
        for name, question in known.questions.items():
            tables["questions"][name + mark] = replace(question, id=name + mark, page=question.page + mark)
        for name, finding in known.findings.items():
            tables["findings"][name + mark] = replace(finding, id=name + mark)
        for name, rule in known.rules.items():
            tables["rules"][name + mark] = replace(rule, id=name + mark, concludes=rule.concludes + mark,
                                                   when=marked(rule.when, mark))
        for name, remedy in known.remedies.items():
            tables["remedies"][name + mark] = _remedy(remedy, mark)
    for name in ("findings", "rules", "remedies"):
        tables[name] = dict(sorted(tables[name].items()))
    return replace(known, hash=f"{known.hash} x {times}", **tables)


def _remedy(remedy, mark):
    def moved(grounds):
        return tuple(replace(one, finding=one.finding + mark) for one in grounds)

    needs = tuple(replace(need, finding=need.finding + mark, brought_by=need.brought_by and need.brought_by + mark)
                  for need in remedy.needs)
    return replace(remedy, id=remedy.id + mark, reasons=moved(remedy.reasons), not_when=moved(remedy.not_when), needs=needs,
                   brings=tuple(replace(one, question=one.question + mark) for one in remedy.brings),
                   in_place=tuple(finding + mark for finding in remedy.in_place))


def marked(condition, mark):
    """The condition over the copy."""
    if isinstance(condition, Asked):
        return Asked(condition.question + mark, condition.answers)
    if isinstance(condition, Concluded):
        return Concluded(condition.finding + mark)
    if isinstance(condition, Disputed):
        return Disputed(condition.question + mark)
    if isinstance(condition, Not):
        return Not(marked(condition.part, mark))
    parts = tuple(marked(part, mark) for part in condition.parts)
    if isinstance(condition, AtLeast):
        return AtLeast(condition.count, parts)
    return All(parts) if isinstance(condition, All) else Any(parts)
