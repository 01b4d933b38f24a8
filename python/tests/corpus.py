"""Reports made of templates, for runs of any size: a small war told by many outlets.

    python corpus.py REPORTS FOLDER [--shard N] [--days N]

Writes JSON Lines, N reports a file. The same numbers give the same bytes. Few days make many tellings of
what might be one happening. Happenings are told by
several outlets with other words and other figures; wire stories are printed again, cut or with a figure
changed; one report in eight bears no date; one pair and one agreement is in a fifth of all, so that
their keys are crowded. Places and sides are real, the happenings are not.
"""

import argparse
import json
import random
from datetime import date, timedelta
from pathlib import Path

PAIRS = [("Sudan", "Egypt"), ("Ethiopia", "Eritrea"), ("Armenia", "Azerbaijan"), ("India", "Pakistan"),
         ("Serbia", "Kosovo"), ("Chad", "Libya"), ("Kenya", "Somalia"), ("Greece", "Turkey")]
PLACES = ["Khartoum", "Omdurman", "Nyala", "El Fasher", "Kassala", "Port Sudan", "El Obeid", "Wad Madani"]
GROUPS = ["The Rapid Support Forces", "The Sudanese army", "Al-Shabaab", "Hamas", "The Taliban"]
OUTLETS = ["Lake Post", "Fjord Herald", "Caspian Ledger", "Delta Wire", "Harbour Times", "The Gazette"]
WHO = ["doctors", "officials", "a committee of residents", "the health ministry", "witnesses"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def sentences(dice, day):
    """What one report tells."""
    a, b = PAIRS[0] if dice.random() < 0.2 else dice.choice(PAIRS)
    place, group, other = dice.choice(PLACES), *dice.sample(GROUPS, 2)
    name = DAYS[(day - timedelta(days=dice.randrange(1, 5))).weekday()]
    dead = dice.randrange(3, 60)
    told = [
        f"Shells hit a market in {place} on {name}, killing {dead} people, {dice.choice(WHO)} said.",
        f"{group} attacked {place} on {name}, killing {dead} people and wounding {dead * 2}.",
        f"{group} denied that it had shelled the market in {place} on {name}.",
        f"{group} accused {other.replace('The ', 'the ')} of breaking the truce.",
        f"{a} and {b} held talks in {place} on {name}.",
        f"{a} said it would withdraw its troops from {place} by {day + timedelta(days=20):%B %d, %Y}.",
        f"The foreign minister of {a} condemned {b} over the shelling of {place}.",
        f"{b} imposed sanctions on {a} on {name}.",
        f'"We shall hold to the agreement," the president of {a} told reporters in {place}.',
        f"More than {dead * 10} people have been killed in {place} since January, {dice.choice(WHO)} said.",
        f"{a} and {b} signed an agreement in {place} on {name} to withdraw from the border.",
    ]
    return dice.sample(told, dice.randrange(3, 7)), place


def reports(count, days=365):
    """So many reports over so many days, as JSON objects."""
    dice, start, wire = random.Random(7), date(2023, 1, 2), []
    for number in range(count):
        day = start + timedelta(days=number * days // max(count, days))
        if wire and dice.random() < 0.15:
            # Printed again: cut at the tail, or with a figure changed.
            title, words, printed = dice.choice(wire[-40:])
            words = words[: max(3, len(words) - 1)] if dice.random() < 0.5 else words
            day = max(day, printed)
        else:
            words, place = sentences(dice, day)
            title = f"News from {place}, {number}"
            wire.append((title, words, day))
        row = {"text": f"{title}\n\n" + " ".join(words), "title": title, "outlet": dice.choice(OUTLETS)}
        row["text"] += f" This is dispatch {number} of the day."
        if dice.random() > 0.125:
            row["published"] = day.isoformat()
        yield row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shard", type=int, default=50)
    parser.add_argument("--days", type=int, default=365)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row) + "\n" for row in reports(args.count, args.days)]
    for start in range(0, len(lines), args.shard):
        path = args.folder / f"part-{start // args.shard:05}.jsonl"
        path.write_text("".join(lines[start : start + args.shard]), encoding="utf-8")
    print(f"{len(lines)} reports in {args.folder}")


if __name__ == "__main__":
    main()
