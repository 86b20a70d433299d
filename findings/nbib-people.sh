#!/bin/sh
# Expected: PubMed's own export names authors in AU, since 2002 also in full in FAU, and groups in CN, which may stand there more than
# once; a reader gives all of them. A file need not end in a line end.
# What happens (nbib 0.3.2): authors that have AU alone are left out without a word, so that a record of 1998 has no authors and a mixed
# record only some; of several groups (CN), abstracts and languages the last is kept; without a line end after the last line the last
# record does not come out at all.
# Consequence: half of a literature list before 2002 would stand without its authors. The product reads each record by itself with line
# ends after it, and takes people and languages from the lines (library/bulk/pubmed.py).
set -eu
cd "$(mktemp -d)"
python3 -m venv v
v/bin/pip -q install nbib==0.3.2 2>/dev/null
v/bin/python - <<'P'
import nbib
old = nbib.read("PMID- 1\nTI  - Zorg\nDP  - 1998 Mar\nAU  - de Boer A\nAU  - Bakker I\n\n")
mixed = nbib.read("PMID- 2\nTI  - Zorg\nAU  - de Boer A\nFAU - Smit, Carla\nAU  - Smit C\nCN  - Groep Een\nCN  - Groep Twee\nLA  - dut\nLA  - eng\n\n")
short = nbib.read("PMID- 3\nTI  - Zorg")
print("nbib 0.3.2", old, mixed, short, sep="\n")
assert old[0]["authors"] == [], "authors without a full name are given now"
assert [one["author"] for one in mixed[0]["authors"]] == ["Smit, Carla"]
assert mixed[0]["corporate_author"] == "Groep Twee", "all groups are given now"
assert mixed[0]["language"] == "eng"
assert short == [], "a last line without a line end is read now"
P
