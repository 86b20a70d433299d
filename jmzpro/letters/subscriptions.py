"""What somebody follows and mutes, with titles and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jmzpro.letters.models import Follow, Stance
from jmzpro.letters.registry import Followable, Subject, followables, parts
from jmzpro.members.models import Organisation, Person
from jmzpro.themes.models import Theme


@dataclass(frozen=True)
class Followed:
    follow: Follow
    subject: Subject


@dataclass(frozen=True)
class Kind:
    """All of one kind that somebody follows or mutes."""

    followable: Followable
    rows: Sequence[Followed]


def followed_by(person: Person) -> list[Kind]:
    """By kind; one query a kind. What is no longer there to see is left out."""
    mine: dict[str, list[Follow]] = {}
    for follow in Follow.objects.of(person):
        mine.setdefault(follow.kind, []).append(follow)
    found = []
    for followable in followables:
        follows = mine.get(followable.key, [])
        subjects = (
            followable.find([follow.target for follow in follows], person.user) if follows else {}
        )
        rows = [
            Followed(follow, subjects[follow.target])
            for follow in follows
            if follow.target in subjects
        ]
        if rows:
            found.append(
                Kind(
                    followable,
                    sorted(
                        rows,
                        key=lambda row: (
                            row.follow.stance != Stance.FOLLOWS,
                            row.subject.title.lower(),
                        ),
                    ),
                )
            )
    return found


def numbers(ids: Any) -> list[int]:
    """Ids that can be a primary key; anything else that somebody typed is nobody's."""
    return [
        int(one) for one in ids if str(one).isascii() and str(one).isdigit() and len(str(one)) < 10
    ]


def themes(ids: Any, user: Any) -> dict[str, Subject]:
    found = Theme.objects.active().filter(pk__in=numbers(ids))
    return {
        str(theme.pk): Subject(theme.name, theme.get_absolute_url(), f"het thema {theme.name}")
        for theme in found
    }


def organisations(ids: Any, user: Any) -> dict[str, Subject]:
    found = Organisation.objects.visible_to(user).filter(pk__in=numbers(ids))
    return {str(one.pk): Subject(one.name, one.get_absolute_url(), one.name) for one in found}


def whole_parts(ids: Any, user: Any) -> dict[str, Subject]:
    from django.urls import reverse

    found = [parts[key] for key in ids if key in parts]
    return {
        part.key: Subject(part.name[:1].upper() + part.name[1:], reverse(part.url_name), part.name)
        for part in found
    }


FOLLOWABLES = (
    Followable("part", "dit onderdeel", "Onderdelen", whole_parts, order=10),
    Followable("theme", "dit thema", "Thema’s", themes, order=20),
    Followable("organisation", "deze organisatie", "Organisaties", organisations, order=30),
)


def move_follows(kept: Organisation, gone: Organisation) -> None:
    """Of two organisations that were one: who followed or muted the one that went, does so with
    the other; what was said there stays.
    """
    said = Follow.objects.filter(kind="organisation", target=str(kept.pk)).values("person")
    of_gone = Follow.objects.filter(kind="organisation", target=str(gone.pk))
    of_gone.exclude(person__in=said).update(target=str(kept.pk))
    of_gone.delete()
