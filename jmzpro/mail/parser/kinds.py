"""What a mail is when it is not a person's answer."""

from enum import Enum, auto


class Kind(Enum):
    """Why a letter is not a person's answer."""

    BOUNCE = auto()  # a report about a mail of ours that did not arrive, or did
    AWAY = auto()  # an auto-reply: "ik ben afwezig"
    LIST = auto()
    OTHER = auto()  # some other machine
    # What a program sends in a person's name, often without any mark of a machine:
    # parser/program_mail.py.
    REACTION = auto()  # a thumb or a heart
    RECEIPT = auto()  # "is gelezen op dinsdag"
    CALENDAR = auto()  # somebody accepts, declines, moves or cancels an invitation
    CHAT = auto()  # "X noemde je in Teams"
    SECURED = auto()  # the words are elsewhere, behind a key or a login
    INVITATION = auto()  # an invitation with nothing of the sender's beside it
    RECALL = auto()  # "Terugroepen:"
    VOTE = auto()  # a button of Outlook was pressed
    SHARED = auto()  # "X heeft een bestand met je gedeeld"

    @property
    def is_persons(self) -> bool:
        """Whether somebody pressed a button to say something, and is to hear that it did not
        arrive.
        """
        return self in {Kind.SECURED, Kind.INVITATION, Kind.RECALL, Kind.VOTE, Kind.SHARED}
