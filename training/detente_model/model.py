"""The model: one BERT-shaped encoder, all heads reading the same word vectors.

A window is a run of whole sentences. Its word pieces go through the encoder together; a word is
the mean of its pieces, joined with an embedding of its shape and of whether it stands in quotation
marks. One projection then gives every head its first layer.

| head | scores |
|---|---|
| upos, xpos, names, cue, source, content, start | one row a word |
| arcs | biaffine: `dep · U · head + head · b`, row 0 of the heads is the root |
| relations | `W · relu(dep + head)` for a pair |
| links | `W · relu(word + cue + distance)` for a word and a cue |
| vector | a linear map of the mean of a sentence's pieces |
"""

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .labels import BIO, DEPREL, LINKS, NAME_TAGS, UPOS, XPOS
from .pieces import SHAPES

# Distances of a word from a cue, in words, by doubling steps on either side.
STEPS = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]


def bucket(distance: torch.Tensor) -> torch.Tensor:
    """Signed distance (word - cue) to a bucket: 0 for the same word, then left, then right."""
    edges = torch.tensor(STEPS[1:], device=distance.device)
    size = torch.bucketize(distance.abs(), edges, right=True)
    return torch.where(distance > 0, size + len(STEPS) - 1, size)


BUCKETS = 2 * len(STEPS) - 1


@dataclass
class Shape:
    """Every size of the model. The model file carries it."""

    vocabulary: int = 30522
    positions: int = 512
    hidden: int = 384
    layers: int = 4
    attention_heads: int = 12
    intermediate: int = 1536
    shape_size: int = 24
    quote_size: int = 8
    arc: int = 192
    relation: int = 192
    link: int = 192
    vector: int = 384

    def as_dict(self) -> dict:
        return asdict(self)


class Pool:
    """Dropout masks cut from one pool of random bits: drawing fresh ones costs more than a layer."""

    def __init__(self, rate: float, size: int = 1 << 22):
        self.bits = ((torch.rand(size) > rate) / (1 - rate)).to(torch.bfloat16)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        n = x.numel()
        if n > self.bits.numel():
            return F.dropout(x, 0.1)
        start = int(torch.randint(0, self.bits.numel() - n + 1, (1,)))
        return x * self.bits[start : start + n].view(x.shape)


class Layer(nn.Module):
    """One post-norm transformer layer, attention written out."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.attention_heads
        self.size = shape.hidden // shape.attention_heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.intermediate)
        self.down = nn.Linear(shape.intermediate, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, x, mask, drop):
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(self.size) + mask
        # The mask is part of the sum, so the softmax may run in the low precision as well.
        y = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, t, h)
        x = self.norm1(x + drop(self.out(y)))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x)))))


class Model(nn.Module):
    """Encoder and heads. `forward` gives the first layers; the pair scores have methods."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.vocabulary, shape.hidden)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.shapes = nn.Embedding(len(SHAPES), shape.hidden)
        self.quotes = nn.Embedding(3, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.word_shape = nn.Embedding(len(SHAPES), shape.shape_size)
        self.word_quote = nn.Embedding(3, shape.quote_size)
        self.parts = {
            "upos": len(UPOS), "xpos": len(XPOS), "names": len(NAME_TAGS), "cue": len(BIO),
            "source": len(BIO), "content": len(BIO), "start": 1,
            "arc_dep": shape.arc, "arc_head": shape.arc,
            "rel_dep": shape.relation, "rel_head": shape.relation,
            "link_word": shape.link, "link_cue": shape.link,
        }
        width = shape.hidden + shape.shape_size + shape.quote_size
        self.project = nn.Linear(width, sum(self.parts.values()))
        self.arc_bilinear = nn.Linear(shape.arc, shape.arc, bias=False)
        self.arc_bias = nn.Parameter(torch.zeros(shape.arc))
        self.arc_root = nn.Parameter(torch.randn(shape.arc) * 0.1)
        self.rel_root = nn.Parameter(torch.randn(shape.relation) * 0.1)
        self.rel_out = nn.Linear(shape.relation, len(DEPREL))
        self.link_distance = nn.Embedding(BUCKETS, shape.link)
        self.link_out = nn.Linear(shape.link, len(LINKS))
        self.vector = nn.Linear(shape.hidden, shape.vector)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.quotes.weight, std=0.02)
        nn.init.normal_(self.link_distance.weight, std=0.1)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.pool = Pool(0.1)

    def encode(self, pieces, shapes, quotes, mask):
        """Piece vectors (batch, pieces, hidden). `mask` is True on real pieces."""
        drop = self.pool if self.training else (lambda x: x)
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        x = drop(self.norm(x + self.shapes(shapes) + self.quotes(quotes)))
        dtype = torch.bfloat16 if torch.is_autocast_enabled("cpu") else x.dtype
        x = x.to(dtype)
        away = torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, away, drop)
        return x.float()

    def words(self, encoded, word_of, count, word_shapes, word_quotes):
        """Word vectors: the mean of the pieces. `word_of` is -1 on the frame and the padding."""
        b, t, h = encoded.shape
        index = torch.where(word_of < 0, count, word_of)
        total = encoded.new_zeros(b, count + 1, h).scatter_add_(1, index[..., None].expand(-1, -1, h), encoded)
        number = encoded.new_zeros(b, count + 1).scatter_add_(1, index, torch.ones_like(index, dtype=encoded.dtype))
        mean = (total / number.clamp(min=1)[..., None])[:, :count]
        return torch.cat([mean, self.word_shape(word_shapes), self.word_quote(word_quotes)], -1)

    def forward(self, batch) -> dict:
        encoded = self.encode(batch["pieces"], batch["shapes"], batch["quotes"], batch["mask"])
        words = self.words(
            encoded, batch["word_of"], batch["word_shapes"].shape[1],
            batch["word_shapes"], batch["word_quotes"],
        )
        if self.training:
            words = F.dropout(words, 0.15)
        first = self.project(words)
        out = dict(zip(self.parts, first.split(list(self.parts.values()), -1)))
        out["encoded"] = encoded
        return out

    def arcs(self, out):
        """Scores (batch, words, 1 + words): the root, then each word, as the head of each word."""
        dep, head = F.relu(out["arc_dep"]), F.relu(out["arc_head"])
        if self.training:
            dep, head = F.dropout(dep, 0.25), F.dropout(head, 0.25)
        head = torch.cat([self.arc_root.expand(head.shape[0], 1, -1), head], 1)
        return self.arc_bilinear(dep) @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None, :]

    def relations(self, out, heads):
        """Scores (batch, words, relations) for the given heads (0 the root)."""
        dep, head = out["rel_dep"], out["rel_head"]
        head = torch.cat([self.rel_root.expand(head.shape[0], 1, -1), head], 1)
        chosen = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        hidden = F.relu(dep + chosen)
        if self.training:
            hidden = F.dropout(hidden, 0.25)
        return self.rel_out(hidden)

    def links(self, out, window, cue_words, cue_mean):
        """Scores (cues, words, links). `window` the row of each cue, `cue_words` its first word,
        `cue_mean` (cues, words) the weights that average its words."""
        cue = torch.einsum("kw,kwd->kd", cue_mean, out["link_cue"][window])
        words = torch.arange(out["link_word"].shape[1])
        away = self.link_distance(bucket(words[None, :] - cue_words[:, None]))
        hidden = F.relu(out["link_word"][window] + cue[:, None] + away)
        if self.training:
            hidden = F.dropout(hidden, 0.25)
        return self.link_out(hidden)

    def vectors(self, out, window, sentence_mean):
        """Unit vectors (sentences, size); `sentence_mean` (sentences, pieces) averages pieces."""
        mean = torch.einsum("st,std->sd", sentence_mean, out["encoded"][window])
        return F.normalize(self.vector(mean), dim=-1)


def from_base(weights: dict, shape: Shape, keep: list[int]) -> Model:
    """A fresh model over the chosen layers of the base (MiniLM-L6, BERT's names of tensors)."""
    model = Model(shape)
    strip = "embeddings."
    with torch.no_grad():
        model.word.weight.copy_(weights[strip + "word_embeddings.weight"])
        model.position.weight.copy_(weights[strip + "position_embeddings.weight"])
        # The type of segment never changes here, so its row moves into the positions.
        model.position.weight.add_(weights[strip + "token_type_embeddings.weight"][0])
        model.norm.weight.copy_(weights[strip + "LayerNorm.weight"])
        model.norm.bias.copy_(weights[strip + "LayerNorm.bias"])
        for layer, number in zip(model.layers, keep):
            at = f"encoder.layer.{number}."
            for side in ("weight", "bias"):
                parts = [weights[f"{at}attention.self.{p}.{side}"] for p in ("query", "key", "value")]
                getattr(layer.qkv, side).copy_(torch.cat(parts))
                getattr(layer.out, side).copy_(weights[f"{at}attention.output.dense.{side}"])
                getattr(layer.norm1, side).copy_(weights[f"{at}attention.output.LayerNorm.{side}"])
                getattr(layer.up, side).copy_(weights[f"{at}intermediate.dense.{side}"])
                getattr(layer.down, side).copy_(weights[f"{at}output.dense.{side}"])
                getattr(layer.norm2, side).copy_(weights[f"{at}output.LayerNorm.{side}"])
    return model
