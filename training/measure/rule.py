"""A rule to measure against: a verb of saying, its subject, its clause.

For each verb of a list with a clause as its complement (or the clause that it interrupts or
follows), the source is the subject's subtree and the content the clause's; "according to X" has the
rest of its sentence as content.
"""

SAYING = set(
    "say tell claim deny state announce add report declare warn accuse insist argue note stress believe think"
    " suggest confirm admit acknowledge allege assert explain reveal tweet write urge call demand vow promise"
    " describe predict estimate complain recall joke conclude remark reply respond reiterate emphasize point"
    " describe boast contend maintain quip observe find show know hope fear expect want ask propose".split()
)
CLAUSES = ("ccomp", "parataxis", "xcomp")


def attributions(passage: dict) -> list[dict]:
    """From the tree and the lemmas of a passage."""
    out = []
    for start, end in passage["sentences"]:
        head = {w: passage["head"][w] + start - 1 if passage["head"][w] else None for w in range(start, end)}
        relation = {w: passage["deprel"][w].split(":")[0] for w in range(start, end)}

        def under(top):
            inside = set()
            for w in range(start, end):
                at = w
                while at is not None and at != top:
                    at = head[at]
                if at is not None:
                    inside.add(w)
            return inside

        def runs(words):
            spans = []
            for w in sorted(words):
                if spans and spans[-1][1] == w:
                    spans[-1][1] = w + 1
                else:
                    spans.append([w, w + 1])
            return spans

        for w in range(start, end):
            lemma, word = passage["lemma"][w], passage["words"][w].lower()
            kids = [k for k in range(start, end) if head[k] == w]
            if lemma in SAYING and passage["upos"][w] == "VERB":
                subject = next((k for k in kids if relation[k] == "nsubj"), None)
                clause = next((k for k in kids if relation[k] in CLAUSES), None)
                content = under(clause) if clause is not None else set()
                if clause is None and relation[w] == "parataxis" and head[w] is not None:
                    content = under(head[w]) - under(w)
                if content:
                    source = under(subject) if subject is not None else set()
                    out.append({"source": runs(source), "cue": [[w, w + 1]], "content": runs(content - source - {w})})
            elif word == "according" and w + 1 < end and passage["words"][w + 1].lower() == "to":
                noun = head[w] if relation[w] == "case" else None
                if noun is not None:
                    source = under(noun) - {w, w + 1}
                    content = set(range(start, end)) - under(noun)
                    stop = {x for x in content if passage["upos"][x] == "PUNCT" and x == end - 1}
                    out.append({"source": runs(source), "cue": [[w, w + 2]], "content": runs(content - stop)})
    return out
