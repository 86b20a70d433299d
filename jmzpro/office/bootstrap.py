"""What a database needs before anybody can use it: roles, the page root, and what kind of
installation it is.

Everything here may run again: what stands is left alone, what is missing is added.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from jmzpro.members.models import User
from jmzpro.pages.bootstrap import EVERY, make_root
from jmzpro.pages.models import MadeStarter, Message
from jmzpro.trust import installation
from jmzpro.trust.offices import Office


@dataclass(frozen=True)
class Role:
    """A group of the office: what it may do with our models (app label, actions), with pages and
    with files, all in /beheer/.
    """

    name: str
    models: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


EVERYTHING = ("add", "change", "delete", "view")
ROLES = (
    Role(
        Office.EDITORS,
        models=(
            ("pages", (*EVERYTHING, "publish")),
            ("themes", ("add", "change", "view")),
            ("library", ("add", "change", "publish", "view")),
            ("search", EVERYTHING),
            ("wagtailredirects", ("add", "change", "delete")),
            ("simple_translation", ("submit",)),
        ),
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=("add", "change", "delete", "choose"),
    ),
    # What waits for a moderator is in the queue, which asks for the role itself.
    Role(Office.MODERATORS),
    Role(
        Office.BUREAU,
        models=(
            ("members", ("add", "change", "view")),
            ("themes", ("add", "change", "view")),
            ("search", EVERYTHING),
            ("wagtailredirects", ("add", "change", "delete")),
        ),
        pages=("add", "change", "publish"),
        files=("add", "change", "choose"),
    ),
)


@transaction.atomic
def bootstrap(*, is_demo: bool, starters: AbstractSet[str] = EVERY) -> None:
    """Roles, page root with the pages to begin with, and the installation's own row."""
    make_roles()
    make_root(starters)
    installation.make(is_demo=is_demo)


def make_roles() -> None:
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        group.permissions.add(*permissions_of(role))
        allow_pages(group, role.pages)
        allow_files(group, role.files)
    # Wagtail's own two, which nobody here is in.
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()


def permissions_of(role: Role) -> models.QuerySet[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for label, actions in role.models:
        names = [*names_in(label), "translation"]
        wanted |= Q(
            content_type__app_label=label,
            codename__in=[f"{action}_{name}" for action in actions for name in names],
        )
    return Permission.objects.filter(wanted)


def names_in(label: str) -> list[str]:
    """The models of an app that rights are given for: not pages (those have their own),
    accounts, or what the queue decides about.
    """
    kept_apart = (Page, User, Message, MadeStarter)
    return [
        str(model._meta.model_name)
        for model in apps.get_app_config(label).get_models()
        if not issubclass(model, kept_apart)
    ]


def allow_pages(group: Group, actions: Iterable[str]) -> None:
    for action in actions:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{action}_page"
        )
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )


def allow_files(group: Group, actions: Iterable[str]) -> None:
    """Wagtail looks for these on its own image and document models, whichever models the site
    uses.
    """
    root = Collection.get_first_root_node()
    for kind, label in (("image", "wagtailimages"), ("document", "wagtaildocs")):
        for action in actions:
            for permission in Permission.objects.filter(
                content_type__app_label=label, codename=f"{action}_{kind}"
            ):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=root, permission=permission
                )


@transaction.atomic
def make_administrator(email: str) -> tuple[User, bool]:
    """The account that may do everything, and whether it is new. An account that exists is
    raised to it.
    """
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_superuser(email)
    elif not user.is_superuser:
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
    user.groups.add(*Group.objects.filter(name__in=[role.name for role in ROLES]))
    return user, is_new
