"""Mails as people's programs write them, for journeys."""

from email.message import EmailMessage
from email.utils import make_msgid

OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>p.MsoNormal {{margin:0cm}}</style></head>
<body lang="NL" link="#0563C1"><div class="WordSection1">
{paragraphs}
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">Met vriendelijke groet,<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal"><b>{name}</b><o:p></o:p></p>
<p class="MsoNormal">Welzijn Waddenkust | ma, di en do<o:p></o:p></p>
<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
<p class="MsoNormal"><b>Van:</b> JMZ Pro &lt;netwerk@jmzpro.example&gt;<br><b>Verzonden:</b> dinsdag 3 maart 2026 10:12<br>
<b>Aan:</b> {name} &lt;{sender}&gt;<br><b>Onderwerp:</b> {subject}<o:p></o:p></p></div></div>
<p class="MsoNormal">--- Antwoord boven deze regel ---<o:p></o:p></p>
<p class="MsoNormal">{subject}<o:p></o:p></p>
</div></body></html>"""  # noqa: E501


def outlook_reply(
    *, name: str, sender: str, to: str, subject: str, paragraphs: list[str]
) -> EmailMessage:
    """Outlook on a Dutch office computer: text and HTML, the signature and the old mail under
    the new words.
    """
    text = "\n\n".join(paragraphs)
    quoted = (
        "Van: JMZ Pro <netwerk@jmzpro.example>\nVerzonden: dinsdag 3 maart 2026 10:12\nAan: "
        f"{name} <{sender}>\nOnderwerp: {subject}"
    )
    mail = EmailMessage()
    mail["From"] = f"{name} <{sender}>"
    mail["To"] = to
    mail["Subject"] = f"RE: {subject}"
    mail["Message-ID"] = make_msgid(domain="cast.example")
    mail["Thread-Topic"] = subject
    mail.set_content(
        f"{text}\n\nMet vriendelijke groet,\n\n{name}\nWelzijn Waddenkust | ma, di en "
        f"do\n\n\n{quoted}\n\n"
        f"--- Antwoord boven deze regel ---\n\n{subject}\n"
    )
    shown = "\n".join(
        f'<p class="MsoNormal">{paragraph}<o:p></o:p></p>' for paragraph in paragraphs
    )
    mail.add_alternative(
        OUTLOOK.format(paragraphs=shown, name=name, sender=sender, subject=subject), subtype="html"
    )
    return mail
