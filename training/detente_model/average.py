"""The weighted mean of saved weights: `python -m detente_model.average OUT.pt A.pt:2 B.pt:1`.

States of one course of training lie close together, and their mean is a little better than each.
"""

import sys

import torch


def main() -> None:
    out, *parts = sys.argv[1:]
    total, mean, shape = 0.0, {}, None
    for part in parts:
        path, _, weight = part.rpartition(":")
        saved = torch.load(path)
        shape = saved["shape"]
        total += float(weight)
        for name, value in saved["weights"].items():
            mean[name] = mean.get(name, 0) + value.double() * float(weight)
    torch.save({"shape": shape, "weights": {name: (value / total).float() for name, value in mean.items()}}, out)


if __name__ == "__main__":
    main()
