"""Each rule of the page-checking client turns red for a page that breaks it, and none for a page
that is good.
"""

import pytest

from jmzpro.testing.pages import problems

GOOD = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Goed</title></head>
<body><main><h1>Goed</h1><h2>Deel</h2>
<form method="post" action="/x/"><label for="a">Naam</label><input id="a" name="a"><label>Ja <input type="checkbox" name="b"></label>
<input type="hidden" name="c" value="1"><button>Verstuur</button></form>
<p><a href="/y/">Verder</a> <a href="#a">Naar naam</a> <img src="/z.png" alt=""></p>
<svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0"/></svg><svg role="img" aria-label="huis" viewBox="0 0 1 1"></svg>
<svg role="group" aria-label="kaart" viewBox="0 0 1 1"><a href="/y/" aria-label="Utrecht"><path d="M0 0"/></a></svg>
<table><tr><th>a</th></tr></table><ul><li>x</li></ul>
</main></body></html>"""  # noqa: E501
HEADERS = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
BAD = [
    ("<h2>Deel</h2>", "<h2>Deel", "ongeldige HTML"),
    ("<h2>Deel</h2>", "<p><div>x</div></p>", "ongeldige HTML"),
    ("<title>Goed</title>", "", "<title>"),
    ("<h1>Goed</h1>", "<h1>Goed</h1><h1>Nog een</h1>", "2 keer <h1>"),
    ("<h1>Goed</h1>", "<h1> </h1>", "<h1> is leeg"),
    (' lang="nl"', "", "zonder lang"),
    ("<main>", "<div>", "0 keer <main>"),
    ("width=device-width", "width=device-width, user-scalable=no", "viewport"),
    ("<h2>Deel</h2>", '<h2 id="a">Deel</h2>', "staat er 2 keer"),
    ("<h2>Deel</h2>", '<p aria-describedby="weg">x</p>', "dat er niet is"),
    ('href="#a"', 'href="#weg"', "plek die er niet is"),
    ('<label for="a">Naam</label>', "", "zonder label"),
    ('<label for="a">Naam</label>', '<label for="a"></label>', "zonder label"),
    (' action="/x/"', "", "zonder action"),
    (' method="post"', "", "zonder method"),
    ("<h2>Deel</h2>", "<script>1</script>", "script in de pagina"),
    ("<h2>Deel</h2>", "<style>p{}</style>", "stijl of script"),
    ("<h2>Deel</h2>", '<p style="x">x</p>', "style="),
    ("<h2>Deel</h2>", '<p onclick="x">x</p>', "onclick="),
    ("<h2>Deel</h2>", '<script src="/a.js" nonce="x"></script>', "nonce"),
    ('href="/y/"', 'href="javascript:x"', "javascript-adres"),
    ("<h2>Deel</h2>", '<button type="button">x <input aria-label="y"></button>', "binnen"),
    (' alt=""', "", "zonder alt"),
    (' aria-hidden="true"', "", 'role="img"'),
    ('role="group"', 'role="img"', 'role="group"'),
    ('role="group" aria-label="kaart"', 'aria-hidden="true"', 'role="group"'),
    (' aria-label="Utrecht"', "", "zonder naam of adres"),
    ('<a href="/y/" aria-label', "<a aria-label", "zonder naam of adres"),
    (">Verder<", "><", "zonder tekst"),
    ('href="/y/"', 'href="#"', "gaat nergens heen"),
    ('href="/y/"', 'href="/y/" target="_blank"', "noopener"),
    ("<h2>Deel</h2>", "<h3>Deel</h3>", "h3 na h1"),
    ("<h2>Deel</h2>", "<h2></h2>", "h2 is leeg"),
    ("<li>x</li>", "<p>x</p>", "los in <ul>"),
    ("<th>a</th>", "<td>a</td>", "zonder <th>"),
    ('src="/z.png"', 'src="https://elders.example/z.png"', "van een ander adres"),
    ("<title>", '<link rel="alternate" hreflang="en" href="/en/"><title>', "hreflang"),
    ('name="c"', 'name="csrfmiddlewaretoken"', "CSRF-token"),
    ("<h2>Deel</h2>", "<p>{{ naam }}</p>", "sjabloontekst"),
]


def test_a_good_page_has_no_problems() -> None:
    assert problems(GOOD, headers=HEADERS) == []


@pytest.mark.parametrize(("whole", "broken", "said"), BAD)
def test_a_broken_page_is_named(whole: str, broken: str, said: str) -> None:
    assert whole in GOOD
    assert any(said in problem for problem in problems(GOOD.replace(whole, broken, 1)))


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({}, "geen Content-Security-Policy"),
        ({**HEADERS, "Content-Security-Policy": "script-src 'unsafe-inline'"}, "te ruime"),
        ({**HEADERS, "Content-Security-Policy": "script-src 'nonce-x'"}, "te ruime"),
        ({"Content-Security-Policy": "default-src 'none'"}, "nosniff"),
    ],
)
def test_a_loose_header_is_named(headers: dict[str, str], said: str) -> None:
    assert any(said in problem for problem in problems(GOOD, headers=headers))


def test_a_cookie_for_a_visitor_is_named() -> None:
    assert any("cookie" in problem for problem in problems(GOOD, headers=HEADERS, sets_cookie=True))


def test_a_part_of_a_page_is_checked_as_a_part() -> None:
    assert problems("<p>Drie vragen lijken hierop.</p>", is_fragment=True) == []
    assert problems("<p><img src='/a.png'></p>", is_fragment=True)
