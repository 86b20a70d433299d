"""What search and search engines know of Hulp vinden: what is found there too."""

from collections.abc import Iterator
from datetime import datetime

from jmzpro.search.registry import Document, Hit, Name, Searchable
from jmzpro.support import wording
from jmzpro.support.models import SupportService


def document(service: SupportService) -> Document:
    return Document(
        title=service.name,
        body="\n\n".join(
            part
            for part in (
                service.description,
                service.eligibility_description,
                service.application_process,
            )
            if part
        ),
        keywords=[
            service.alternate_name,
            service.provider,
            service.town.name if service.town else "",
            service.area_in_words,
            wording.for_whom(service),
            wording.ways(service),
            *(theme.name for theme in service.themes.all()),
        ],
        date=service.last_modified,
    )


def hit(service: SupportService) -> Hit:
    facts = [
        service.provider,
        wording.for_whom(service),
        f"werkt in {service.area_in_words}" if service.area_in_words else "",
    ]
    return Hit(
        title=service.name,
        url=service.get_absolute_url(),
        snippet_source=service.description,
        facts=[fact for fact in facts if fact],
        public_id=service.public_id,
    )


def addresses() -> Iterator[tuple[str, datetime | None]]:
    yield "/hulp-vinden/", None
    yield "/hulp-vinden/voor-jou/", None
    for service in (
        SupportService.objects.findable().only("slug", "last_modified").order_by("slug").iterator()
    ):
        yield service.get_absolute_url(), service.last_modified


SERVICES = Searchable(
    key="hulpaanbod",
    label="hulpaanbod",
    label_plural="Hulpaanbod",
    model=SupportService,
    all=SupportService.objects.with_all,
    visible_to=lambda user: SupportService.objects.findable(),
    with_all=lambda rows: rows.with_all(),
    document=document,
    hit=hit,
    name=lambda service: Name(service.name, service.get_absolute_url()),
    order=32,
)
