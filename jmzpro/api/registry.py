"""The API's registry: what each part lets be read below /api/v1/."""

from dataclasses import dataclass

from ninja import Router

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Resource:
    """What can be read at /api/v1/<key>, by anybody: read only, and public data only, whoever asks.

    `router` is what `api.collection.Collection` makes of a queryset, or a django-ninja Router with
    GET operations of your own. `label` and `about` (one Dutch sentence) are for the page about the
    API.
    """

    key: str
    label: str
    about: str
    router: Router
    order: int = 50


resources: Registry[Resource] = Registry("api")
