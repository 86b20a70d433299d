"""What Wagtail would show of itself, said as ours."""

from types import SimpleNamespace

from django.test import Client
from wagtail.models import Revision

from jmzpro.media.models import SiteImage
from jmzpro.office.bootstrap import make_roles
from jmzpro.pages.bootstrap import keep_first_versions, make_root
from jmzpro.pages.models import HomePage
from jmzpro.testing.login import log_in


def test_the_mark_of_the_network_stands_above_the_menu(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.anouk)
    page = client.get("/beheer/").content.decode()
    assert (
        "kit/mark/icon"
        in page.split("data-wagtail-sidebar-branding-logo")[1].split("</template>")[0]
    )


def test_no_guide_of_wagtail_is_offered(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    for somebody in (cast.anouk, cast.ilse, cast.pieter):
        log_in(client, somebody)
        page = client.get("/beheer/").content.decode()
        assert "/beheer/account/" in page
        assert "keyboard-shortcuts-trigger" in page
        for words in ("gebruikershandleiding", "guide.wagtail.org", "editor-guide", "whats-new"):
            assert words not in page


def test_a_page_is_published_by_who_writes_it(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    home = make_root(frozenset())
    log_in(client, cast.ilse)
    page = client.get(f"/beheer/pages/{home.pk}/edit/").content.decode()
    assert "Moderators approval" not in page
    assert "action-publish" in page


def test_the_first_version_of_a_starter_page_can_be_gone_back_to(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    home = make_root(frozenset())
    first = home.latest_revision
    assert first is not None
    log_in(client, cast.ilse)
    changed = HomePage.objects.get()
    changed.title = "Een typfout"
    changed.save_revision(user=cast.ilse.user, log_action=True).publish()
    history = client.get(f"/beheer/pages/{home.pk}/history/").content.decode()
    assert f"/beheer/pages/{home.pk}/revisions/{first.pk}/revert/" in history


def test_a_page_made_before_its_first_version_was_kept_gets_it(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    home = make_root(frozenset())
    Revision.objects.all().delete()
    HomePage.objects.update(
        latest_revision=None, live_revision=None, hero_title="Zoals het er stond"
    )
    assert keep_first_versions() == 1
    assert keep_first_versions() == 0
    kept = HomePage.objects.get()
    assert kept.live
    assert not kept.has_unpublished_changes
    assert kept.live_revision == kept.latest_revision
    log_in(client, cast.ilse)
    kept.hero_title = "Een typfout"
    kept.save_revision(user=cast.ilse.user, log_action=True).publish()
    first = home.revisions.order_by("pk").first()
    assert (
        f"/revisions/{first.pk}/revert/"
        in client.get(f"/beheer/pages/{home.pk}/history/").content.decode()
    )
    assert (
        "Zoals het er stond"
        in client.get(f"/beheer/pages/{home.pk}/revisions/{first.pk}/revert/").content.decode()
    )


def test_the_first_page_opens_with_what_waits_and_not_with_counts_of_wagtail(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    make_root(frozenset())
    log_in(client, cast.anouk)
    page = client.get("/beheer/").content.decode()
    assert "Wacht op een besluit" in page
    assert "Site samenvatting" not in page
    assert "aangemaakt in" not in page


def test_the_form_of_a_page_asks_its_scripts_for_nothing_that_is_not_on_it(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    home = make_root(frozenset())
    log_in(client, cast.ilse)
    for page in (home, *home.get_children()):
        form = client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()
        assert 'data-w-sync-target-value=""' not in form, page.title


def test_an_image_is_called_one() -> None:
    assert SiteImage._meta.verbose_name == "afbeelding"
