"""Writes saved weights (.pt) as the file that the program reads."""

import argparse
import json
from pathlib import Path

from .export import write
from .pieces import Vocabulary
from .predict import read_weights

arguments = argparse.ArgumentParser(prog="python -m detente_model", description=__doc__)
arguments.add_argument("weights", type=Path)
arguments.add_argument("--base", type=Path, required=True)
arguments.add_argument("--card", type=Path, help="JSON for the file's header")
arguments.add_argument("--out", type=Path, required=True)
options = arguments.parse_args()
card = json.loads(options.card.read_text()) if options.card else {}
write(read_weights(options.weights), Vocabulary.read(options.base / "vocab.txt"), card, options.out)
