"""The label sets of every head, in the order of their scores. The model file carries them."""

UPOS = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
]

# Penn Treebank tags as the English UD treebanks use them; what is not here trains no XPOS.
XPOS = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW",
    "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
]

# Universal Dependencies v2 relations with the English subtypes. `dep` is the fallback.
DEPREL = [
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "advmod:emph", "amod", "appos", "aux", "aux:pass",
    "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass",
    "csubj:outer", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat",
    "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj",
    "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan",
    "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
]

NAMES = [
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "GROUP", "PRODUCT", "EVENT", "DATE", "MONEY",
    "MISC",
]

# B-X is 1 + 2k, I-X is 2 + 2k for the k-th type; O is 0.
NAME_TAGS = ["O"] + [f"{side}-{name}" for name in NAMES for side in "BI"]

BIO = ["O", "B", "I"]

# What a word is to one cue.
LINKS = ["O", "B-SOURCE", "I-SOURCE", "B-CONTENT", "I-CONTENT"]

# What a set's "LOC" can mean where it does not tell the finer types apart.
LOOSE = {
    "worldwide-ner": {"LOC": ["GPE", "LOC"], "ORG": ["ORG", "GROUP"], "MISC": ["MISC", "EVENT"]},
    "uner-ewt": {"LOC": ["GPE", "LOC", "FAC"], "ORG": ["ORG", "GROUP"]},
    "re3d": {"LOC": ["GPE", "LOC", "FAC"], "ORG": ["ORG", "GROUP"]},
    "wnut17": {"LOC": ["GPE", "LOC", "FAC"], "ORG": ["ORG", "GROUP"]},
    "gum": {"LOC": ["GPE", "LOC", "FAC"], "ORG": ["ORG", "GROUP"]},
}
