"""Reading mail that came in: any bytes in, the new words out. Nothing here touches the database or raises on bad input."""

from jmzpro.mail.reading.letter import Letter, parse
from jmzpro.mail.reading.words import NewWords, new_words

__all__ = ["Letter", "NewWords", "new_words", "parse"]
