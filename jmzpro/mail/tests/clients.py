# ruff: noqa: E501 (the markup is theirs, and so are its long lines)
"""Replies as mail programs write them: each function gives a raw mail with that program's own
quote, headers and markup.
"""

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

US = "JMZ Pro"
OUR_ADDRESS = "antwoord+0123456789abcdef0123456789abcdef@antwoord.jmzpro.example"
SUBJECT = "Wie heeft een groep voor brusjes?"
ORIGINAL = (
    "--- Antwoord boven deze regel ---",
    "",
    "Sanne Vermeer (Steunpunt De Brug) vraagt:",
    "",
    (
        "Wie heeft een groep voor brusjes van 8 tot 12 jaar, en hoe hebben jullie de ouders "
        "meegekregen in het begin?"
    ),
    "",
    "Je krijgt deze vraag omdat je ervaring hebt met brusjes.",
    "",
    "--",
    "Liever niet meer? Eén klik: https://jmzpro.example/mail/uit/abc/",
)


def mail(
    *,
    text: str | None = None,
    html: str | None = None,
    charset: str = "utf-8",
    cte: str = "quoted-printable",
) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Marijke Hoekstra <marijke@cast.example>"
    message["To"] = f"{US} <{OUR_ADDRESS}>"
    message["Subject"] = f"Re: {SUBJECT}"
    message["Message-ID"] = "<reply.1@example.org>"
    if text is not None:
        message.set_content(text, charset=charset, cte=cte)
        if html is not None:
            message.add_alternative(html, subtype="html", charset=charset, cte=cte)
    elif html is not None:
        message.set_content(html, subtype="html", charset=charset, cte=cte)
    return message.as_bytes()


def quoted(lines: Sequence[str] = ORIGINAL, mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in lines)


def paragraphs(lines: Sequence[str], tag: str = "div") -> str:
    return "".join(f"<{tag}>{escape(line) if line else '<br>'}</{tag}>" for line in lines)


def our_html() -> str:
    inner = "".join(
        f"<p style='margin:0 0 1.5rem;color:#425a64'>{escape(line)}</p>\n"
        for line in ORIGINAL
        if line and line != "--"
    )
    return f"<div class='page' style='max-width:36rem;margin:0 auto'>{inner}</div>"


# ---- Outlook
# ------------------------------------------------------------------------------------------------------------------------

DUTCH_HEADERS = (
    f"Van: {US} <netwerk@jmzpro.example>",
    "Verzonden: dinsdag 3 maart 2026 10:12",
    "Aan: Marijke Hoekstra <marijke@cast.example>",
    f"Onderwerp: {SUBJECT}",
)
ENGLISH_HEADERS = (
    f"From: {US} <netwerk@jmzpro.example>",
    "Sent: Tuesday, March 3, 2026 10:12 AM",
    "To: Marijke Hoekstra <marijke@cast.example>",
    f"Subject: {SUBJECT}",
)


def outlook_desktop(
    lines: Sequence[str],
    *,
    headers: Sequence[str] = DUTCH_HEADERS,
    with_text: bool = True,
    with_html: bool = True,
    charset: str = "utf-8",
) -> bytes:
    def mso(line: str) -> str:
        return (
            "<p class=MsoNormal><span "
            f"style='mso-fareast-language:EN-US'>{escape(line) or '&nbsp;'}<o:p></o:p></span></p>\r\n"
        )

    head = "<br>\r\n".join(
        f"<b>{escape(h.split(':', 1)[0])}:</b>{escape(h.split(':', 1)[1])}" for h in headers
    )
    html = (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:w="urn:schemas-microsoft-com:office:word">'
        '<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta '
        'name=Generator content="Microsoft Word 15 '
        '(filtered medium)">'
        "<style><!--\r\n/* Font Definitions */\r\n@font-face "
        "{font-family:Calibri;}\r\np.MsoNormal {margin:0cm; "
        "font-size:11.0pt;}\r\n--></style>"
        '<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" '
        "/></xml><![endif]--></head>"
        '<body lang=NL link="#0563C1" vlink="#954F72" style=\'word-wrap:break-word\'><div '
        "class=WordSection1>"
        + "".join(mso(line) for line in lines)
        + mso("")
        + (
            "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm "
            "0cm'><p class=MsoNormal>"
        )
        + head
        + "<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        + our_html()
        + "</div></body></html>"
    )
    text = "\n".join([*lines, "", *headers, "", *ORIGINAL])
    return mail(text=text if with_text else None, html=html if with_html else None, charset=charset)


def outlook_classic_text(lines: Sequence[str]) -> bytes:
    return mail(
        text="\n".join(
            [*lines, "", "-----Oorspronkelijk bericht-----", *DUTCH_HEADERS, "", *ORIGINAL]
        )
    )


def outlook_web(
    lines: Sequence[str],
    *,
    signature: Sequence[str] = (),
    with_text: bool = True,
    headers: Sequence[str] = DUTCH_HEADERS,
) -> bytes:
    body = "".join(
        (
            '<div class="elementToProof" style="font-family: Aptos, sans-serif; font-size: '
            f'12pt;">{escape(x) or "<br>"}</div>'
        )
        for x in lines
    )
    sig = (
        f'<div id="Signature" class="elementToProof">{paragraphs(signature)}</div>'
        if signature
        else ""
    )
    head = "<br>".join(
        f"<b>{escape(h.split(':', 1)[0])}:</b>{escape(h.split(':', 1)[1])}" for h in headers
    )
    html = (
        '<html><head><style type="text/css" style="display:none;"> P '
        '{margin-top:0;margin-bottom:0;} </style></head><body dir="ltr">'
        f'{body}{sig}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" '
        'tabindex="-1">'
        '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" '
        f'color="#000000">{head}</font><div>&nbsp;</div></div>'
        f"<div>{our_html()}</div></body></html>"
    )
    text = "\n".join(
        [
            *lines,
            *(["", *signature] if signature else []),
            "________________________________",
            *headers,
            "",
            *ORIGINAL,
        ]
    )
    return mail(text=text if with_text else None, html=html)


def outlook_mobile(
    lines: Sequence[str], footer: str = "Verzonden vanuit Outlook voor iOS"
) -> bytes:
    link = (
        "<div "
        f'id="ms-outlook-mobile-signature"><div><br></div>{escape(footer).replace("Outlook", "<a href=https://aka.ms/o0ukef>Outlook")}</a></div>'
    )
    html = (
        f'<html><head></head><body><div dir="auto">{paragraphs(lines)}</div><div><br></div>{link}'
        '<div id="mail-editor-reference-message-container" dir="auto"><br><hr style="display: '
        'inline-block; width: 98%;">'
        f'<div id="divRplyFwdMsg" style="font-size: 11pt;"><b>Van:</b>&nbsp;{US} '
        "&lt;netwerk@jmzpro.example&gt;<br><b>Verzonden:</b>&nbsp;dinsdag, maart 3, 2026 10:12<br>"
        "<b>Aan:</b>&nbsp;Marijke Hoekstra "
        f"&lt;marijke@cast.example&gt;<br><b>Onderwerp:</b>&nbsp;{SUBJECT}<br></div><br>{our_html()}</div></body></html>"
    )
    text = "\n".join(
        [
            *lines,
            "",
            f"{footer}<https://aka.ms/o0ukef>",
            "________________________________",
            *DUTCH_HEADERS,
            "",
            *ORIGINAL,
        ]
    )
    return mail(text=text, html=html)


# ---- Gmail
# --------------------------------------------------------------------------------------------------------------------------

GMAIL_DUTCH = f"Op di 3 mrt 2026 om 10:12 schreef {US} <{OUR_ADDRESS}>:"
GMAIL_ENGLISH = f"On Tue, Mar 3, 2026 at 10:12 AM {US} <{OUR_ADDRESS}> wrote:"


def wrapped_introduction(introduction: str) -> str:
    """As Gmail breaks it in plain text: the last word over the edge."""
    return introduction.replace("@antwoord.jmzpro.example>", "@antwoord.jmzpro.example\n>")


def gmail(
    lines: Sequence[str],
    *,
    introduction: str = GMAIL_DUTCH,
    signature: Sequence[str] = (),
    with_text: bool = True,
    with_html: bool = True,
) -> bytes:
    sig = (
        '<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div '
        'dir="ltr" class="gmail_signature" '
        'data-smartmail="gmail_signature">'
        f'<div dir="ltr">{paragraphs(signature)}</div></div>'
        if signature
        else ""
    )
    html = (
        f'<div dir="ltr">{paragraphs(lines)}{sig}</div><br><div class="gmail_quote '
        'gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{escape(introduction)}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
        f'rgb(204,204,204);padding-left:1ex">{our_html()}</blockquote></div>'
    )
    text = "\n".join(
        [
            *lines,
            *(["", "-- ", *signature] if signature else []),
            "",
            wrapped_introduction(introduction),
            "",
            quoted(),
        ]
    )
    return mail(text=text if with_text else None, html=html if with_html else None)


def gmail_inline(
    pairs: Sequence[tuple[str, str]], *, greeting: str = "", with_text: bool = True
) -> bytes:
    border = (
        'style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"'
    )
    turns = "".join(
        (
            '<blockquote class="gmail_quote" '
            f"{border}><div>{escape(question)}</div></blockquote><div><br></div><div>{escape(answer)}</div><div><br></div>"
        )
        for question, answer in pairs
    )
    rest = (
        f'<blockquote class="gmail_quote" {border}><div>Je krijgt deze vraag omdat je ervaring '
        "hebt met brusjes.</div></blockquote>"
    )
    html = (
        f'<div dir="ltr"><div dir="ltr">{escape(greeting)}</div><br><div '
        'class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">{escape(GMAIL_DUTCH)}<br></div>'
        f"{turns}{rest}</div></div>"
    )
    text = f"{greeting}\n\n{wrapped_introduction(GMAIL_DUTCH)}\n\n"
    text += (
        "".join(f"> {question}\n>\n\n{answer}\n\n\n" for question, answer in pairs)
        + "> Je krijgt deze vraag omdat je ervaring hebt met brusjes.\n"
    )
    return mail(text=text if with_text else None, html=html)


# ---- Apple
# --------------------------------------------------------------------------------------------------------------------------

APPLE_DUTCH = f"Op 3 mrt. 2026, om 10:12 heeft {US} <{OUR_ADDRESS}> het volgende geschreven:"
IPHONE_DUTCH = f"Op 3 mrt 2026 om 10:12 heeft {US} <{OUR_ADDRESS}> het volgende geschreven:"
APPLE_ENGLISH = f"On 3 Mar 2026, at 10:12, {US} <{OUR_ADDRESS}> wrote:"


def apple_mail(
    lines: Sequence[str], *, introduction: str = APPLE_DUTCH, with_text: bool = True
) -> bytes:
    html = (
        '<html><head><meta http-equiv="content-type" content="text/html; '
        'charset=utf-8"></head><body style="overflow-wrap: break-word; '
        '-webkit-nbsp-mode: space;">'
        f'{paragraphs(lines)}<div><br><blockquote type="cite"><div>{escape(introduction)}</div><br '
        f'class="Apple-interchange-newline"><div>{our_html()}</div></blockquote></div><br></body></html>'
    )
    text = "\n".join([*lines, "", f"> {introduction}", ">", quoted()])
    return mail(text=text if with_text else None, html=html)


def iphone(
    lines: Sequence[str],
    *,
    footer: str = "Verstuurd vanaf mijn iPhone",
    introduction: str = IPHONE_DUTCH,
    with_text: bool = True,
) -> bytes:
    html = (
        '<html><head><meta http-equiv="content-type" content="text/html; '
        'charset=utf-8"></head><body dir="auto">'
        f'{paragraphs(lines)}<br id="lineBreakAtBeginningOfSignature"><div '
        f'dir="ltr">{escape(footer)}</div><div '
        f'dir="ltr"><br><blockquote type="cite">{escape(introduction)}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">﻿{our_html()}</div></blockquote></body></html>'
    )
    text = "\n".join(
        [
            *lines,
            "",
            footer,
            "",
            f"> {introduction}",
            "> ",
            f"> ﻿{ORIGINAL[0]}",
            quoted(ORIGINAL[1:]),
        ]
    )
    return mail(text=text if with_text else None, html=html)


# ---- others
# -------------------------------------------------------------------------------------------------------------------------


def thunderbird(
    lines: Sequence[str],
    *,
    introduction: str = f"Op 03-03-2026 om 10:12 schreef {US}:",
    below: bool = False,
    signature: Sequence[str] = (),
) -> bytes:
    sig = (
        f'<div class="moz-signature">-- <br>{"<br>".join(map(escape, signature))}</div>'
        if signature
        else ""
    )
    own = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    cite = (
        f'<div class="moz-cite-prefix">{escape(introduction)}<br></div><blockquote type="cite" '
        f'cite="mid:abc@jmzpro.example">{our_html()}</blockquote>'
    )
    html = (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; '
        f'charset=UTF-8"></head><body>{cite + own + sig if below else own + sig + cite}</body></html>'
    )
    quote = f"{introduction}\n{quoted()}"
    own_text = "\n".join([*lines, *(["", "-- ", *signature] if signature else [])])
    return mail(text=f"{quote}\n\n{own_text}" if below else f"{own_text}\n\n{quote}", html=html)


def thunderbird_flowed(lines: Sequence[str]) -> bytes:
    text = "\r\n".join(
        [*lines, "", f"Op 03-03-2026 om 10:12 schreef {US}:", quoted().replace("\n", "\r\n")]
    )
    return (
        b"From: Marijke <marijke@cast.example>\r\nSubject: Re: vraag\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=UTF-8; format=flowed\r\nContent-Transfer-Encoding: "
        b"8bit\r\n\r\n" + text.encode()
    )


def samsung(lines: Sequence[str], footer: str = "Verstuurd vanaf mijn Galaxy") -> bytes:
    html = (
        f'<html><head></head><body dir="auto">{paragraphs(lines)}<div dir="auto"><br></div><div '
        'id="composer_signature" dir="auto"><div '
        f'style="font-size:12px;color:#575757" dir="auto">{footer}</div></div>'
        '<div dir="auto"><br></div><div><br></div><div align="left" dir="auto" '
        'style="font-size:100%;color:#000000"><div>-------- '
        f"Oorspronkelijk bericht --------</div><div>Van: {US} &lt;netwerk@jmzpro.example&gt; </div>"
        "<div>Datum: 03-03-2026  10:12  (GMT+01:00) </div><div>Aan: marijke@cast.example "
        f"</div><div>Onderwerp: {SUBJECT} "
        f"</div><div><br></div></div>{our_html()}</body></html>"
    )
    text = "\n".join(
        [
            *lines,
            "",
            footer,
            "",
            "-------- Oorspronkelijk bericht --------",
            f"Van: {US} <netwerk@jmzpro.example>",
            "Datum: 03-03-2026 10:12 (GMT+01:00)",
            "Aan: marijke@cast.example",
            f"Onderwerp: {SUBJECT}",
            "",
            *ORIGINAL,
        ]
    )
    return mail(text=text, html=html)


def zimbra(lines: Sequence[str], *, with_text: bool = True) -> bytes:
    head = (
        f'<b>Van: </b>"{US}" &lt;netwerk@jmzpro.example&gt;<br><b>Aan: </b>"Marijke" '
        "&lt;marijke@cast.example&gt;<br><b>Verzonden: "
        f"</b>Dinsdag 3 maart 2026 10:12:12<br><b>Onderwerp: </b>{SUBJECT}"
    )
    html = (
        '<html><body><div style="font-family: arial; font-size: 12pt; color: '
        f'#000000">{paragraphs(lines)}<div><br></div><hr id="zwchr" '
        'data-marker="__DIVIDER__">'
        '<div data-marker="__HEADERS__"><blockquote style="border-left:2px solid '
        f'#1010FF;margin-left:5px;padding-left:5px;">{head}</blockquote></div>'
        '<div data-marker="__QUOTED_TEXT__"><blockquote style="border-left:2px solid '
        f'#1010FF;margin-left:5px;padding-left:5px;">{our_html()}</blockquote></div></div></body></html>'
    )
    text = "\n".join(
        [
            *lines,
            "",
            "----- Oorspronkelijk bericht -----",
            f'Van: "{US}" <netwerk@jmzpro.example>',
            'Aan: "Marijke" <marijke@cast.example>',
            "Verzonden: Dinsdag 3 maart 2026 10:12:12",
            f"Onderwerp: {SUBJECT}",
            "",
            *ORIGINAL,
        ]
    )
    return mail(text=text if with_text else None, html=html)


def sogo(lines: Sequence[str]) -> bytes:
    introduction = f"Op Dinsdag, Maart 03, 2026 10:12 CET, schreef {US} <{OUR_ADDRESS}>:"
    html = (
        f"<html>{''.join(f'<p>{escape(x)}</p>' for x in lines if x)}<br "
        f'/>{escape(introduction)}<br />&nbsp;<blockquote type="cite" '
        f'cite="abc@jmzpro.example">{our_html()}</blockquote><br />&nbsp;</html>'
    )
    return mail(text="\n".join([*lines, "", introduction, "", quoted()]), html=html)


def roundcube(
    lines: Sequence[str],
    *,
    introduction: str = f"{US} schreef op 2026-03-03 10:12:",
    with_html: bool = False,
) -> bytes:
    html = (
        "<html><head></head><body style='font-size: 10pt; font-family: "
        f"Verdana,Geneva,sans-serif'>{''.join(f'<p>{escape(x)}</p>' for x in lines if x)}"
        f'<p id="reply-intro">{escape(introduction)}</p><blockquote type="cite" style="padding: '
        "0 0.4em; border-left: #1010ff 2px solid; "
        f'margin: 0">{our_html()}</blockquote></body></html>'
    )
    return mail(
        text="\n".join([*lines, "", introduction, quoted()]), html=html if with_html else None
    )


def kpn(lines: Sequence[str]) -> bytes:
    """Open-Xchange, as KPN and Ziggo have it."""
    introduction = f"Op 03-03-2026 10:12 CET schreef {US} <{OUR_ADDRESS}>:"
    html = (
        "<!doctype html><html><head><meta "
        f'charset="UTF-8"></head><body>{"".join(f"""<div class="default-style">{escape(x) or "<br>"}</div>""" for x in lines)}'
        "<blockquote "
        f'type="cite"><div>{escape(introduction)}</div><div><br></div>{our_html()}</blockquote></body></html>'
    )
    return mail(text="\n".join([*lines, "", f"> {introduction}", "> ", quoted()]), html=html)


def yahoo(lines: Sequence[str]) -> bytes:
    introduction = f"Op dinsdag 3 maart 2026 10:12:12 CET schreef {US} <{OUR_ADDRESS}>:"
    html = (
        '<html><head></head><body><div class="ydp1a2b yahoo-style-wrap" '
        f'style="font-family:Helvetica">{paragraphs(lines)}</div><div '
        'id="ydp77yahoo_quoted_5551212" class="ydp77yahoo_quoted">'
        "<div "
        f'style="font-family:Helvetica"><div>{escape(introduction)}</div><div><br></div><div><br></div><div>{our_html()}</div></div></div></body></html>'
    )
    return mail(
        text="\n".join([*lines, "", introduction, "", " " + "\n ".join(ORIGINAL)]), html=html
    )


def proton(
    lines: Sequence[str], *, footer: str = "Verzonden met Proton Mail beveiligde e-mail."
) -> bytes:
    introduction = f"Op dinsdag 3 maart 2026 om 10:12 schreef {US} <{OUR_ADDRESS}>:"
    html = (
        f'<div style="font-family: Arial; font-size: 14px;">{paragraphs(lines)}</div><div '
        'class="protonmail_signature_block" '
        'style="font-size: 14px;"><div class="protonmail_signature_block-user '
        'protonmail_signature_block-empty"></div>'
        f'<div class="protonmail_signature_block-proton">{escape(footer)}</div></div><div '
        f'class="protonmail_quote">{escape(introduction)}<br><br>'
        f'<blockquote class="protonmail_quote" type="cite">{our_html()}</blockquote><br></div>'
    )
    return mail(text="\n".join([*lines, "", footer, "", introduction, "", quoted()]), html=html)


def groupwise(lines: Sequence[str]) -> bytes:
    return mail(
        text="\n".join(
            [*lines, "", f">>> {US} <netwerk@jmzpro.example> 3-3-2026 10:12 >>>", *ORIGINAL]
        )
    )
