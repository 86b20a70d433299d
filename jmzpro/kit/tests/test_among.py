import pytest
from django.db.models import Q

from jmzpro.kit.key_lists import KeyList
from jmzpro.places.models import Town


@pytest.mark.django_db
def test_it_finds_what_a_list_of_keys_finds() -> None:
    keys = list(Town.objects.order_by("pk").values_list("pk", flat=True)[::200])
    assert set(Town.objects.filter(KeyList("pk", keys))) == set(Town.objects.filter(pk__in=keys))
    assert Town.objects.filter(~Q(KeyList("pk", keys))).count() == Town.objects.count() - len(keys)
    assert not Town.objects.filter(KeyList("pk", [])).exists()


def test_only_whole_numbers_come_into_the_question() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        KeyList("pk", ["1) OR (1=1"])  # type: ignore[list-item]
