"""Whatever a mail is made of, each of its words stands in the text or in what was left off;
nothing is dropped unseen.
"""

import re
from collections import Counter
from html import escape

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from jmzpro.mail.parser import NewWords, new_words, parse
from jmzpro.mail.tests import clients as c
from jmzpro.mail.tests.test_layouts_of_programs import BLOCKS, INTRODUCTIONS, SENTENCES

BITS = (
    *SENTENCES,
    *INTRODUCTIONS.values(),
    *("\n".join([line, *headers]) for line, headers, _ in BLOCKS.values()),
    *(end for _, _, end in BLOCKS.values() if end),
    "--- Antwoord boven deze regel ---",
    "\n".join(f"> {line}" for line in c.ORIGINAL),
    "\n".join(c.ORIGINAL),
    "> een vraag",
    "Met vriendelijke groet,\nMarijke Hoekstra",
    "Groetjes, Marijke",
    "-- \nMarijke\n06 12345678",
    "--",
    "Verstuurd vanaf mijn iPhone",
    (
        "De informatie in dit e-mailbericht is vertrouwelijk en uitsluitend bestemd voor de "
        "geadresseerde."
    ),
    "Juf Marijke\nGroep 7, OBS De Wilg",
    "[EXTERN] Deze e-mail komt van buiten de organisatie.",
    "PS Tot dinsdag.",
    "Ja",
    "",
)
bits = st.lists(st.sampled_from(BITS), min_size=1, max_size=9)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def lost(found: NewWords, whole: str) -> Counter[str]:
    return words(whole) - words(found.text) - words(" ".join(one.text for one in found.left_off))


@examples(max_examples=150, deadline=None)
@given(
    parts=bits,
    original=st.sampled_from(["", "\n".join(c.ORIGINAL)]),
    gap=st.sampled_from(["\n", "\n\n"]),
)
def test_no_word_of_a_plain_mail_is_dropped_unseen(
    parts: list[str], original: str, gap: str
) -> None:
    text = gap.join(parts)
    found = new_words(parse(c.mail(text=text)), names=("Marijke Hoekstra",), original=original)
    assert not lost(found, text)


@examples(max_examples=100, deadline=None)
@given(parts=bits, quoted=st.sets(st.integers(0, 8)))
def test_no_word_of_an_html_mail_is_dropped_unseen(parts: list[str], quoted: set[int]) -> None:
    blocks = [f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts]
    html = "".join(
        f"<blockquote type='cite'>{block}</blockquote>" if number in quoted else block
        for number, block in enumerate(blocks)
    )
    found = new_words(
        parse(c.mail(html=f"<html><body>{html}</body></html>")), names=("Marijke Hoekstra",)
    )
    assert not lost(found, "\n".join(parts))
