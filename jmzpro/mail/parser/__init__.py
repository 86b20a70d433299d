"""Reading mail that came in: any bytes in, the new words out. Nothing here touches the database
or raises on bad input.
"""

from jmzpro.mail.parser.message import Letter, parse
from jmzpro.mail.parser.new_text import NewWords, new_words

__all__ = ["Letter", "NewWords", "new_words", "parse"]
