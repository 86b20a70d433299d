"""What a mail's templates need: whole addresses, and names that keep their direction to
themselves.
"""

from django import template

from jmzpro.mail.composition import absolute as whole_address
from jmzpro.mail.composition import isolated

register = template.Library()


@register.filter
def absolute(path: str) -> str:
    """`{{ question.get_absolute_url|absolute }}`: a mail has no site around it."""
    return whole_address(path)


@register.filter
def isolate(text: object) -> str:
    """`{{ person.name|isolate }}`: a right-to-left name in a sentence of ours."""
    return isolated(str(text))
