#!/bin/sh
# Does a reader of mail that offers Dutch ("nl") know the lines that mail programs write in Dutch?
#
# Expected: mail-parser-reply with languages=["nl", "en"] gives the new words of a reply. "Op di 3 mrt 2026 om 10:12 schreef Sanne
#   <…>:" is what Gmail has written above a Dutch quote for years; Apple Mail, Thunderbird and KMail differ by a word.
# Happens: of seven programs one is cut. The lines of Gmail, Apple Mail, Thunderbird, KMail, Evolution and Horde stay in the reply,
#   with the mail address in them and the whole quote below. Only a form that ends in "… schreef:" behind the name is known, which
#   of these Claws Mail alone writes. "Met vriendelijke groet" with a name stays as well.
# Consequence: who builds on its list of languages publishes the question, and the asker's address, under each Dutch answer.
#
# Prints the version, and per program whether the quote is gone. Exits non-zero when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check mail-parser-reply==1.36
env/bin/python - <<'PY'
import sys
from importlib.metadata import version

from mailparser_reply import EmailReplyParser

SANNE = "Sanne Vermeer <sanne@voorbeeld.example>"
LINES = {
    "Gmail": f"Op di 3 mrt 2026 om 10:12 schreef {SANNE}:",
    "Apple Mail": f"Op 3 mrt 2026, om 10:12 heeft {SANNE} het volgende geschreven:",
    "Thunderbird": "Op 03-03-2026 om 10:12 schreef Sanne Vermeer:",
    "KMail": "Op dinsdag 3 maart 2026 10:12:00 CET schreef Sanne Vermeer:",
    "Evolution": "Sanne Vermeer schreef op di 03-03-2026 om 10:12 [+0100]:",
    "Horde": f"Citeren {SANNE}:",
    "Claws Mail": f"Op Tue, 3 Mar 2026 10:12:00 +0100\n{SANNE} schreef:",
}
EXPECTED_TO_BE_CUT = {"Claws Mail"}
reader = EmailReplyParser(languages=["nl", "en"])
print("mail-parser-reply", version("mail-parser-reply"))
cut = set()
for program, line in LINES.items():
    text = f"Wij doen dat met een taxi.\n\n{line}\n\n> Hoe regelen jullie vervoer?\n> Groet, Sanne\n"
    reply = reader.read(text).latest_reply
    if "vervoer" not in reply:
        cut.add(program)
    print(f"{program:12} {'quote gone' if program in cut else 'quote and line still there'}")
closing = reader.read("Wij doen dat met een taxi.\n\nMet vriendelijke groet,\nDaan Kolkman\n").latest_reply
print("closing     ", "still there" if "Daan" in closing else "gone")
sys.exit(0 if cut == EXPECTED_TO_BE_CUT and "Daan" in closing else 1)
PY
