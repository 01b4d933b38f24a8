"""Writes a trained model as the file that the program reads.

A safetensors file. Every matrix that meets a vector of activations is int8, one scale for each row
(an output channel), so that `weight = scale[row] · int8`; everything else is f32. The header's
metadata carries `format` (the version of this layout), `config` (sizes and label sets, JSON),
`pieces` (the vocabulary, one a line) and `card` (what it was trained on).
"""

import json
import unicodedata
from pathlib import Path

import torch
from safetensors.torch import save_file

from .labels import BIO, DEPREL, LINKS, NAME_TAGS, UPOS, XPOS
from .model import STEPS, Model
from .pieces import MAX_CHARS, MAX_PIECES, SHAPES, Vocabulary

FORMAT = "detente-model-1"

# Matrices kept whole: they are small, or they are read a row at a time and never multiplied.
WHOLE = {"word_shape.weight", "word_quote.weight", "shapes.weight", "quotes.weight",
         "link_distance.weight", "rel_out.weight", "link_out.weight", "arc_bias", "arc_root", "rel_root"}


def quantize(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows to int8 in -127..=127 with their scales."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def of_english(piece: str) -> bool:
    """Whether a piece can stand in an English text: Latin letters, figures, signs; or the frame."""
    if piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
        return not piece.startswith("[unused")
    # Letters that only modify stand in transliterated names: "Ma\u02bfarrat".
    letters = [c for c in piece.removeprefix("##") if c.isalpha() and unicodedata.category(c) != "Lm"]
    return all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)


def write(model: Model, vocabulary: Vocabulary, card: dict, path: Path) -> None:
    kept = [number for number, piece in enumerate(vocabulary.pieces) if of_english(piece)]
    tensors = {}
    for name, value in model.state_dict().items():
        value = value.detach().float().contiguous()
        if name == "word.weight":
            value = value[kept].contiguous()
        if value.dim() == 2 and name not in WHOLE:
            tensors[name], tensors[name + ".scale"] = quantize(value)
        else:
            tensors[name] = value
    config = {
        **model.shape.as_dict(), "vocabulary": len(kept), "max_pieces": MAX_PIECES, "max_chars": MAX_CHARS,
        "parts": model.parts, "steps": STEPS, "shapes": SHAPES, "upos": UPOS, "xpos": XPOS,
        "deprel": DEPREL, "names": NAME_TAGS, "bio": BIO, "links": LINKS,
    }
    metadata = {
        "format": FORMAT, "config": json.dumps(config), "pieces": "\n".join(vocabulary.pieces[number] for number in kept),
        "card": json.dumps(card),
    }
    save_file(tensors, path, metadata)
