#!/bin/sh
# Does a reader of quotes tell "Op dinsdag 3 maart om 19:30 schreef een moeder ons:" from the line above a quote?
#
# Expected: quotequail folds what a mail program quoted: lines with ">", or under a line that names a sender and a moment. A sentence
#   of the writer's own, with plain text below it and no address, no year and no ">" anywhere, is not folded.
# Happens: everything below the sentence is folded away as quoted, in Dutch and in English. At the same time lines that programs do
#   write are not known: Evolution's "Sanne schreef op di 03-03-2026 om 10:12 [+0100]:" and Horde's "Citeren Sanne <…>:" leave the
#   quote unfolded, though each of its lines has a ">".
# Consequence: a support platform that shows what is not folded loses the heart of an answer, and shows the quote of others. What
#   quotequail finds must be checked for an address or words of the mail that was answered before anything is taken away.
#
# Prints the version and what is folded. Exits non-zero when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check quotequail==0.5.4
env/bin/python - <<'PY'
import sys
from importlib.metadata import version

import quotequail

OWN = {
    "Dutch sentence": "Hoi Sanne,\n\nOp dinsdag 3 maart om 19:30 schreef een moeder ons:\neindelijk iemand die het ziet.\nDaar doen we het voor.\n",
    "English sentence": "Hi Sanne,\n\nOn Tuesday at 7:30 a mother wrote:\nfinally somebody who sees it.\nThat is what we do it for.\n",
}
QUOTES = {
    "Evolution": "Ja hoor.\n\nSanne schreef op di 03-03-2026 om 10:12 [+0100]:\n\n> Wie weet raad?\n> Sanne\n",
    "Horde": "Ja hoor.\n\nCiteren Sanne <sanne@voorbeeld.example>:\n\n> Wie weet raad?\n> Sanne\n",
    "Gmail": "Ja hoor.\n\nOp di 3 mrt 2026 om 10:12 schreef Sanne <sanne@voorbeeld.example>:\n\n> Wie weet raad?\n> Sanne\n",
}


def folded(text: str) -> str:
    return "\n".join(part for is_shown, part in quotequail.quote(text) if not is_shown).strip()


print("quotequail", version("quotequail"))
same = True
for name, text in OWN.items():
    print(f"{name:16} folded: {folded(text)!r}")
    same = same and bool(folded(text))
for name, text in QUOTES.items():
    print(f"{name:16} folded: {folded(text)!r}")
    same = same and bool(folded(text)) == (name == "Gmail")
sys.exit(0 if same else 1)
PY
