"""One vote for each organisation, cast by its contact."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from jmzpro.members.membership import lifecycle, voting
from jmzpro.members.models import MembershipState, Organisation, OrganisationKind

pytestmark = pytest.mark.django_db


def test_the_contact_votes_and_a_colleague_does_not(cast: SimpleNamespace) -> None:
    assert list(voting.votes_of(cast.sanne.user)) == [cast.brug]
    assert not voting.votes_of(cast.youssef.user).exists()
    assert not voting.votes_of(AnonymousUser()).exists()
    assert voting.may_vote_for(cast.sanne.user, cast.brug)
    assert not voting.may_vote_for(cast.sanne.user, cast.wad)


def test_who_left_or_is_not_yet_a_member_has_no_vote(cast: SimpleNamespace) -> None:
    before = voting.number_of_votes()
    lifecycle.end(cast.brug, by=None)
    Organisation.objects.filter(pk=cast.wad.pk).update(state=MembershipState.ASPIRANT)
    assert voting.number_of_votes() == before - 2
    assert not voting.votes_of(cast.sanne.user).exists()
    assert not voting.votes_of(cast.marijke.user).exists()


def test_an_independent_professional_has_no_vote(cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.brug.pk).update(kind=OrganisationKind.INDEPENDENT)
    assert not voting.votes_of(cast.sanne.user).exists()


def test_two_organisations_are_two_votes(cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.wad.pk).update(contact=cast.sanne)
    assert set(voting.votes_of(cast.sanne.user)) == {cast.brug, cast.wad}
