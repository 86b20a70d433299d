"""The database sorts people and organisations by the stored key, which follows the name."""

from types import SimpleNamespace

from jmzpro.members.models import Organisation, Person
from jmzpro.text.collation import person_key


def test_people_come_by_surname(cast: SimpleNamespace) -> None:
    names = list(Person.objects.filter(organisation=cast.brug).values_list("name", flat=True))
    assert names == ["Wim de Boer", "Youssef el Idrissi", "Sanne Vermeer"]


def test_organisations_come_by_their_first_word_that_is_no_article(cast: SimpleNamespace) -> None:
    for name in ("De Aanloop", "'s-Heerenloo", "Éénoudergezin", "Zorg"):
        Organisation.objects.create(
            name=name, slug=name.strip("'").lower().replace(" ", "-"), kind="welzijn"
        )
    names = list(Organisation.objects.values_list("name", flat=True))
    assert names[:3] == ["De Aanloop", "Éénoudergezin", "'s-Heerenloo"]
    assert names[-1] == "Zorg"


def test_the_key_follows_the_name_also_when_many_are_made_at_once(cast: SimpleNamespace) -> None:
    cast.sanne.name = "Sanne van den Akker"
    cast.sanne.save()
    assert Person.objects.first() == cast.sanne
    made = Organisation.objects.bulk_create(
        [Organisation(name="Het Aambeeld", slug="het-aambeeld", kind="welzijn")]
    )
    assert Organisation.objects.first() == made[0]
    assert Person.objects.get(pk=cast.sanne.pk).sort_name == person_key("Sanne van den Akker")
