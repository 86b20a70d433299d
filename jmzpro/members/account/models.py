from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

# The end of the address of an account that was forgotten: no mail goes there, and nobody logs in
# with it.
FORGOTTEN = "@verwijderd.invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> "User":
        """An account without a password: login goes by mailed code or passkey."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)

    def who_may_log_in(self, email: str) -> "User | None":
        """The account of this address, unless it or its person is blocked. One query, also for
        nobody.
        """
        user = self.select_related("person").filter(email__iexact=email.strip()).first()
        return user if user is not None and user.may_log_in else None

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # managers of Wagtail, which has no types
    """The account: an address that can log in. Who it is stands in `Person`."""

    email = models.EmailField("e-mailadres", unique=True)
    is_active = models.BooleanField("mag inloggen", default=True)
    is_staff = models.BooleanField("bureau", default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]  # a plain attribute of the base class

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        constraints = [models.UniqueConstraint(Lower("email"), name="an_address_is_one_account")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        person = getattr(self, "person", None)
        return person.name if person else self.email

    get_short_name = get_full_name

    @property
    def is_forgotten(self) -> bool:
        return self.email.endswith(FORGOTTEN)

    @property
    def may_log_in(self) -> bool:
        """Not blocked. An administrator who is no person of the network may, and for a while who
        left an organisation.
        """
        person = getattr(self, "person", None)
        return self.is_active and (
            person is None or person.is_active or person.leaves_on is not None
        )

    @property
    def is_member(self) -> bool:
        """May see what members see: has an active person. (The person is fetched once a request
        by the session.)
        """
        person = getattr(self, "person", None)
        return self.is_active and person is not None and person.is_active
