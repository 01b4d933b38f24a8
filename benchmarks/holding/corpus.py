"""Reports in our own words, made by chance and by a seed: sides that clash, talk, deny and promise."""

import json
import random

SIDES = [
    ("Sudan", "Khartoum", "the Sudanese army"),
    ("Egypt", "Cairo", "Egypt's foreign ministry"),
    ("Ethiopia", "Addis Ababa", "the Ethiopian army"),
    ("Turkey", "Ankara", "Turkey's defence ministry"),
    ("Russia", "Moscow", "Russia's defence ministry"),
    ("Ukraine", "Kyiv", "the Ukrainian army"),
    ("Armenia", "Yerevan", "Armenia's defence ministry"),
    ("Azerbaijan", "Baku", "the Azerbaijani army"),
    ("India", "Delhi", "the Indian army"),
    ("Pakistan", "Islamabad", "Pakistan's foreign ministry"),
]
PLACES = ["Khartoum", "Omdurman", "Stepanakert", "Kharkiv", "Idlib", "Mekelle", "Srinagar", "Port Sudan"]
OUTLETS = ["Nile Gazette", "Harbour Observer", "Steppe Dispatch", "Valley Courier", "Coast Ledger"]


def sentence(chance, side, other, place):
    """One thing that happened, was said, denied or promised."""
    n, m = chance.randint(2, 40), chance.randint(3, 60)
    name, capital, voice = side
    against, _, its = other
    return chance.choice([
        f"Shells hit a market in {place}, killing {n} people, {voice} said.",
        f"{against} shelled a road near {place} and wounded {n} soldiers, {voice} said.",
        f"{its[0].upper()}{its[1:]} denied that it had shelled {place}.",
        f"{name} and {against} held talks in {capital} on the border.",
        f"{name} and {against} agreed to withdraw from {place} within {m} days.",
        f'"We reject the claim about {place}," a spokesman for {name} said.',
        f"{name} accused {against} of breaking the truce at {place}.",
        f"At least {n} people were killed and {m} wounded in {place}, doctors said.",
        f"{name} promised to open the crossing at {place} by the end of the month.",
        f"{against} sent a convoy of {m} lorries with flour to {place}.",
        f"Thousands marched in {place} against the government of {name}.",
        f"{name} expelled two diplomats of {against}.",
    ])


def report(seed, n):
    """A report by its number: a title, a day, a text; every ninth bears no day, every eleventh is a copy."""
    chance = random.Random(f"{seed} {n - 1 if n % 11 == 10 else n}")
    side, other = chance.sample(SIDES, 2)
    place = chance.choice(PLACES)
    said = [sentence(chance, side, other, place) for _ in range(chance.randint(3, 7))]
    day = f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    dated = {} if n % 9 == 8 else {"date": day}
    body = " ".join(said)
    return {"title": f"{place}, report {n}", "outlet": chance.choice(OUTLETS), "text": body, **dated}


def lines(seed, first, last):
    """Reports as JSON Lines."""
    return "".join(json.dumps(report(seed, n)) + "\n" for n in range(first, last))


def inputs(folder, seed, reports):
    """Lays out what is read: a stream, and a tenth of the reports as files of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    files = max(reports // 10, 1)
    for n in range(files):
        one = report(seed, n)
        (folder / f"{n:04}.txt").write_text(f"{one['title']}\n\n{one['text']}\n")
    (folder / "stream.jsonl").write_text(lines(seed, files, reports))
