"""Who gives a file to somebody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """All of it may be empty: the files then say where to fill it in."""

    organisation: str = ""
    name: str = ""
    contact: str = ""

    @property
    def we(self) -> str:
        return self.organisation or "[naam van je organisatie]"

    @property
    def who(self) -> str:
        return self.name or "[je naam]"

    @property
    def reach(self) -> str:
        return self.contact or "[hoe je te bereiken bent]"
