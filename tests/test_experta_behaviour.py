"""What was met in experta 1.9.4, each with the behaviour shown: why it stands behind one module and how that is safe."""

import logging
import subprocess
import sys

from rapport.engine.experta_door import library as experta


def run_python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_the_import_works_in_a_fresh_process_and_gives_everything_back():
    code = ("import collections, logging\n"
            "from rapport.engine.inference import library as experta\n"
            "assert not hasattr(collections, 'Mapping')\n"
            "assert logging.root.handlers == []\n"
            "print(experta.__version__)")
    done = run_python(code)
    assert (done.stdout.strip(), done.stderr) == ("1.9.4", "")


def test_without_the_lent_name_the_import_fails():
    """If this passes one day without the loan, the loan can go."""
    done = run_python("import experta; experta.KnowledgeEngine")
    assert done.returncode != 0
    assert "Mapping" in done.stderr


def test_not_fires_for_what_was_merely_not_asked():
    """So `not` is never handed to experta: false is a fact of its own."""
    fired = []

    class Engine(experta.KnowledgeEngine):
        @experta.Rule(experta.NOT(experta.Fact(meets="yes")))
        def nothing_said(self):
            fired.append("nothing said")

    engine = Engine()
    engine.reset()
    engine.run()
    assert fired == ["nothing said"]


def test_the_librarys_own_strategy_leaves_stale_activations_that_fire():
    """Eight rules that wait for the absence of a derived fact each: four facts are derived, so four rules may fire.

    With the default strategy more do; how many differs from process to process.
    """
    code = """
from rapport.engine.experta_door import OrderedStrategy, library as experta
import sys
def build(strategy):
    attributes = {"__strategy__": strategy} if strategy else {}
    fired = []
    def absent(number):
        def fire(self): fired.append(number)
        fire.__name__ = f"absent{number}"
        return experta.Rule(experta.NOT(experta.Fact(found=number)), experta.Fact(start=1))(fire)
    def find(self): self.declare(*(experta.Fact(found=n) for n in (2, 3, 4, 5)))
    attributes["find"] = experta.Rule(experta.Fact(start=1), salience=10)(find)
    for number in range(8):
        attributes[f"absent{number}"] = absent(number)
    engine = type("E", (experta.KnowledgeEngine,), attributes)()
    engine.reset()
    engine.declare(experta.Fact(start=1))
    engine.run()
    return len(fired)
print(build(None), build(OrderedStrategy))
"""
    counts = [run_python(code).stdout.split() for _ in range(3)]
    assert any(int(default) > 4 for default, _ in counts)
    assert all(own == "4" for _, own in counts)


def test_a_retracted_premise_leaves_its_conclusion():
    """So nothing is retracted: a changed answer means a new run."""

    class Engine(experta.KnowledgeEngine):
        @experta.Rule(experta.Fact(premise=1))
        def conclude(self):
            self.declare(experta.Fact(conclusion=1))

    engine = Engine()
    engine.reset()
    premise = engine.declare(experta.Fact(premise=1))
    engine.run()
    engine.retract(premise)
    engine.run()
    assert any(fact.get("conclusion") == 1 for fact in engine.facts.values())


def test_importing_rapport_adds_no_log_handler():
    assert not any(isinstance(handler, logging.StreamHandler) and handler.formatter is not None and "BASIC" in str(handler.formatter._fmt)
                   for handler in logging.root.handlers)
