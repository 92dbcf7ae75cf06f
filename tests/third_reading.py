"""A third reading of the rules, recursive and naive, sharing nothing with the engine but the data: it judges the others."""

from rapport.kb.conditions import All, Any, Asked, AtLeast, Concluded, Disputed, Not


def third_reading(known, said, settled=(), calm=False):
    """(known true, known false) of every finding, from question -> side -> answers. `calm`: contested counts as unknown."""
    settled = dict(settled)
    raw = third_reading(known, said, settled) if calm else {}
    memory, concluding = {}, {name: [] for name in known.findings}
    for rule in known.rules.values():
        if rule.status != "retired":
            concluding[rule.concludes].append(rule)

    def finding(name):
        if name not in memory:
            rules = concluding[name]
            held = [look(r.when) for r in rules if r.mode == "when"]
            barred = [look(r.when) for r in rules if r.mode == "unless"]
            pair = (any(t for t, _ in held), any(t for t, _ in barred) or (bool(held) and all(f for _, f in held)))
            memory[name] = (False, False) if calm and all(raw[name]) else settle(pair)
        return memory[name]

    def settle(pair):
        return (False, False) if calm and all(pair) else pair

    def look(c):
        if isinstance(c, Asked):
            codes = [settled[c.question]] if c.question in settled else \
                [code for codes in said.get(c.question, {}).values() for code in codes]
            return settle((any(code in c.answers for code in codes), any(code not in c.answers for code in codes)))
        if isinstance(c, Concluded):
            return finding(c.finding)
        if isinstance(c, Disputed):
            return dispute(known.questions[c.question])
        if isinstance(c, Not):
            t, f = look(c.part)
            return (f, t)
        pairs = [look(p) for p in c.parts]
        need = {All: len(pairs), Any: 1}.get(type(c)) or (c.count if isinstance(c, AtLeast) else 0)
        return (sum(t for t, _ in pairs) >= need, sum(f for _, f in pairs) >= len(pairs) - need + 1)

    def dispute(question):
        parties = {s: codes for s, codes in said.get(question.id, {}).items() if known.sides[s].party}
        order = list(question.order)

        def far(a, b):
            if a in order and b in order and len(order) > 2:
                return abs(order.index(a) - order.index(b)) > 1
            return a != b

        differ = any(far(a, b) for s in parties for o in parties if s != o for a in parties[s] for b in parties[o])
        entitled = {s for s in question.sides if known.sides[s].party}
        return (differ, not differ and len(entitled) > 1 and entitled <= set(parties))

    return {name: finding(name) for name in known.findings}
