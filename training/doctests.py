"""Runs the examples in the docstrings of all that needs nothing but Python. `python3 doctests.py`"""

import doctest
import importlib
import sys

MODULES = [
    "detente_model.consistent", "detente_model.grain", "detente_model.pieces", "measure.scores", "sets", "sets.conllu", "sets.ecb",
    "sets.elsewhere", "sets.names", "sets.own", "sets.texts", "sets.timeml",
]

tried = failed = 0
for name in MODULES:
    result = doctest.testmod(importlib.import_module(name))
    tried += result.attempted
    failed += result.failed
print(f"{tried - failed} passed, {failed} failed")
sys.exit(failed > 0)
