"""How full the keys of linking grow as an archive does: a simulation of their distribution.

    python skew.py [--zipf S] [--flat Q] [--happenings E]

Each happening that a report tells of falls to a pair of sides, a place and a story, drawn by Zipf-Mandelbrot
laws: rank k has the weight (k + Q)^-S. One story is everywhere. Counts are drawn as Poisson (a normal
beyond 50) around what the law gives, so that a year of the world's news is simulated in seconds. `--zipf`
and `--flat` are fitted by hand to what costs.py tells of a corpus. No reading is involved.
"""

import argparse
import math
import random

#: Tellings compared under a key, and texts that are all compared with each other.
TELLINGS, TEXTS = 400, 32
#: Bytes that one telling, one mention and one sketch take on their way to a group, by costs.py.
BYTES = {"happenings": 3000, "mentions": 500, "copies": 1700, "pairs": 150}
#: How many kinds of happening share a pair's week, and how often a report names the most named actor.
KINDS = 12


def weights(ranks, zipf, flat):
    """The share of each rank."""
    all_ = [(rank + flat) ** -zipf for rank in range(1, ranks + 1)]
    total = math.fsum(all_)
    return [one / total for one in all_]


def drawn(dice, mean):
    """How many, around a mean."""
    if mean > 50:
        return max(0, round(dice.gauss(mean, math.sqrt(mean))))
    level, count, product = math.exp(-mean), 0, dice.random()
    while product > level:
        count += 1
        product *= dice.random()
    return count


def keyed(dice, happenings, shares):
    """The fullest key, the share beyond the cap and the pairs compared, of keys with these shares."""
    fullest = beyond = compared = 0
    for share in shares:
        count = drawn(dice, happenings * share)
        fullest = max(fullest, count)
        beyond += max(0, count - TELLINGS)
        held = min(count, TELLINGS)
        compared += held * (held - 1) // 2
    return fullest, beyond / happenings if happenings else 0.0, compared


def shown(count):
    return f"{count / 2**30:,.1f} GiB" if count >= 2**30 else f"{count / 2**20:,.0f} MiB"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--zipf", type=float, default=1.0)
    parser.add_argument("--flat", type=float, default=3.0)
    parser.add_argument("--happenings", type=float, default=6.0, help="that a report tells of")
    parser.add_argument("--pairs", type=int, default=20_000, help="of sides between whom something happens")
    parser.add_argument("--copies", type=float, default=0.3, help="share of reports that copy another")
    args = parser.parse_args()
    dice = random.Random(11)
    shares = weights(args.pairs, args.zipf, args.flat)
    in_kinds = [share / KINDS for share in shares for _ in range(KINDS)]
    print(f"{args.pairs:,} pairs, weight (rank + {args.flat:g})^-{args.zipf:g}: the first has {shares[0]:.1%}\n")
    print(
        "| reports a day | fullest key of a week | tellings beyond the cap | pairs compared a day, for each report "
        "| largest group of copies of one story | mentions of the most named, a year | as bytes |"
    )
    print("|---|---|---|---|---|---|---|")
    for reports in (1_000, 10_000, 100_000, 500_000):
        fullest, beyond, compared = keyed(dice, reports * 7 * args.happenings, in_kinds)
        story = drawn(dice, reports * args.copies * shares[0])
        named = drawn(dice, reports * 365 * 2 * shares[0])
        print(
            f"| {reports:,} | {fullest:,} | {beyond:.1%} | {compared / reports / 7:,.0f} | {story:,} "
            f"| {named:,} | {shown(named * BYTES['mentions'])} |"
        )


if __name__ == "__main__":
    main()
