"""Who says to have sent a letter, and whether our own mail server vouches for it (RFC 8601)."""

import re
from dataclasses import dataclass, field

from jmzpro.mail.parser.charsets import header_text
from jmzpro.mail.parser.message import Letter

ADDRESS = re.compile(
    r"^[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]{1,253}$"
)
LONGEST_RESULT = 10_000


@dataclass(frozen=True)
class Sender:
    """The one address in the one From, in lower case, and the name beside it as a person reads
    it.
    """

    address: str
    name: str

    @property
    def domain(self) -> str:
        return ascii_domain(self.address.rpartition("@")[2])


def sole_sender(letter: Letter) -> Sender | None:
    """None when there is no From, more than one, more than one address in it, or one that can be
    read in two ways.
    """
    values = letter.all("from")
    if len(values) != 1:
        return None
    apart = taken_apart(values[0])
    if apart is None:
        return None
    bare, quoted = apart
    angles = re.findall(r"<([^<>]*)>", bare)
    rest = re.sub(r"<[^<>]*>", " ", bare)
    if len(angles) > 1 or "<" in rest or ">" in rest or ":" in rest or ";" in rest:
        return None
    if (
        angles and "@" in rest
    ):  # an address where a name should be, shown by some programs as the sender
        return None
    address = (angles[0] if angles else rest).strip()
    if not ADDRESS.match(address) or not address.isprintable():
        return None
    name = header_text(" ".join(quoted) or rest) if angles else ""
    name = re.sub(r"[\x00-\x1f\x7f<>\"\u202a-\u202e\u2066-\u2069]", "", name).strip(" ,'")
    return Sender(
        address.lower(),
        "" if "@" in name else " ".join(name.encode("utf-8", "ignore").decode().split())[:120],
    )


def taken_apart(value: str) -> tuple[str, list[str]] | None:
    """The header without its comments and quoted strings, and those strings. None when a quote
    or comment is not closed.
    """
    bare: list[str] = []
    quoted: list[str] = []
    current: list[str] | None = None
    comments = 0
    at = 0
    while at < len(value):
        char = value[at]
        if char == "\\" and (current is not None or comments):
            if current is not None and at + 1 < len(value):
                current.append(value[at + 1])
            at += 2
            continue
        if current is not None:
            if char == '"':
                quoted.append("".join(current))
                current = None
            else:
                current.append(char)
        elif char == "(":
            comments += 1
        elif char == ")" and comments:
            comments -= 1
        elif not comments and char == '"':
            current = []
        elif not comments:
            bare.append(char)
        at += 1
    return ("".join(bare), quoted) if current is None and not comments else None


def ascii_domain(domain: str) -> str:
    domain = domain.strip().rstrip(".").lower()
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


# ---- Authentication-Results
# ---------------------------------------------------------------------------------------------------------  # noqa: E501


@dataclass(frozen=True)
class MethodResult:
    """One result: `method` and `result` in lower case, `properties` by "ptype.property"."""

    method: str
    result: str
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AuthenticationResults:
    server: str
    results: tuple[MethodResult, ...]


def is_vouched_for(letter: Letter, sender: Sender, server: str) -> bool:
    """Whether our mail server (its authserv-id) says in its own, top-most header that DMARC passed
    for the domain in From.

    What stands further down was in the mail when it arrived. One more header of that server counts
    when it stands right under the first and above every Received: then both were put there after
    the mail came in, one by the DKIM and one by the DMARC filter.
    """
    if not server.strip():
        return False
    dmarc: list[MethodResult] = []
    for read in own_results(letter, server.strip().lower()):
        if read is None:
            return False
        dmarc += [result for result in read.results if result.method == "dmarc"]
    return bool(dmarc) and all(
        result.result == "pass"
        and ascii_domain(result.properties.get("header.from", "")) == sender.domain
        for result in dmarc
    )


def own_results(letter: Letter, server: str) -> list[AuthenticationResults | None]:
    """What the server says, None for what it says and cannot be read: of its first header, and
    of a second one right under it.
    """
    names = [name for name, _ in letter.headers]
    first = next((at for at, header in enumerate(letter.headers) if is_of(header, server)), None)
    if first is None:
        return []
    found = [read_results(letter.headers[first][1])]
    second = first + 1
    if (
        "received" not in names[:second]
        and second < len(names)
        and is_of(letter.headers[second], server)
        and "received" in names[second:]
    ):
        found.append(read_results(letter.headers[second][1]))
    return found


def is_of(header: tuple[str, str], server: str) -> bool:
    name, value = header
    if name != "authentication-results":
        return False
    read = read_results(value)
    return (read.server if read is not None else server_named(value)).lower() == server


def server_named(value: str) -> str:
    return re.split(r"[\s;(]", value.strip(), maxsplit=1)[0].strip('"')


def read_results(value: str) -> AuthenticationResults | None:
    """The header by RFC 8601, with comments, folding and quoted values. None when it is not well
    formed.
    """
    if len(value) > LONGEST_RESULT:
        return None
    tokens = tokens_of(re.sub(r"\r?\n", "", value))
    if tokens is None:
        return None
    sections: list[list[str]] = [[]]
    for kind, text in tokens:
        if kind == ";":
            sections.append([])
        else:
            sections[-1].append(text)
    head = sections[0]
    if not head or len(head) > 2 or (len(head) == 2 and not head[1].isdigit()):
        return None
    results = [read_result(section) for section in sections[1:] if section and section != ["none"]]
    return AuthenticationResults(head[0], tuple(result for result in results if result is not None))


def tokens_of(value: str) -> list[tuple[str, str]] | None:
    """Words (with their quoted parts taken in), "=" and ";", without comments. None when
    something is not closed.
    """
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(value):
        char = value[at]
        if char in " \t":
            at += 1
        elif char == "(":
            end = end_of_comment(value, at)
            if end is None:
                return None
            at = end
        elif char in ";=":
            tokens.append((char, char))
            at += 1
        else:
            word = word_at(value, at)
            if word is None:
                return None
            text, at = word
            tokens.append(("word", text))
    return tokens


def end_of_comment(value: str, at: int) -> int | None:
    depth = 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == "(":
            depth += 1
        elif value[at] == ")":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return None


def word_at(value: str, at: int) -> tuple[str, int] | None:
    """A run of plain and quoted text, as in `smtp.mailfrom="a b"@example.org`; the text without
    its quote marks, and where it ends.
    """
    text: list[str] = []
    while at < len(value) and value[at] not in " \t;=(":
        if value[at] == '"':
            end = at + 1
            while end < len(value) and value[end] != '"':
                end += 2 if value[end] == "\\" else 1
            if end >= len(value):
                return None
            text.append(re.sub(r"\\(.)", r"\1", value[at + 1 : end]))
            at = end + 1
        else:
            text.append(value[at])
            at += 1
    return "".join(text), at


def read_result(section: list[str]) -> MethodResult | None:
    """`method[/version] = result [reason = …] *(ptype.property = value)`; anything else is no
    result.
    """
    if len(section) < 3 or section[1] != "=":
        return None
    properties: dict[str, str] = {}
    at = 3
    while at + 2 < len(section) and section[at + 1] == "=":
        properties.setdefault(section[at].lower(), section[at + 2])
        at += 3
    return MethodResult(section[0].partition("/")[0].lower(), section[2].lower(), properties)
