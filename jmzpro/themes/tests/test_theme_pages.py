from types import SimpleNamespace

from django.test import Client

from jmzpro.kit.panels import Panel, panels
from jmzpro.members.models import Person
from jmzpro.office.bootstrap import bootstrap
from jmzpro.testing.login import log_in
from jmzpro.themes.models import Theme


def test_the_list_shows_every_theme_under_its_axis(client: Client, db: None) -> None:
    page = client.get("/themas/").content.decode()
    assert "Wat er thuis speelt" in page
    assert (
        page.index("Wat er thuis speelt")
        < page.index("Verslaving (KOV)")
        < page.index("Manier van werken")
    )


def test_a_theme_shows_what_a_part_registers_and_nothing_of_a_part_that_has_nothing(
    client: Client, db: None
) -> None:
    panels.register(
        Panel("toy", "theme", "kit/help_numbers.html", lambda request, theme: {"theme": theme})
    )
    panels.register(Panel("silent", "theme", "no/such/template.html", lambda request, theme: None))
    try:
        page = client.get("/themas/verslaving/").content.decode()
    finally:
        panels.unregister("toy")
        panels.unregister("silent")
    assert "Verslaving (KOV)" in page
    assert page.count("Kindertelefoon") > client.get("/themas/verslaving/").content.decode().count(
        "Kindertelefoon"
    )


def test_a_theme_out_of_use_is_not_found(client: Client, db: None) -> None:
    Theme.objects.filter(slug="verslaving").update(is_active=False)
    assert client.get("/themas/verslaving/").status_code == 404
    assert "Verslaving" not in client.get("/themas/").content.decode()


def test_an_unknown_theme_is_not_found(client: Client, db: None) -> None:
    assert client.get("/themas/bestaat-niet/").status_code == 404


def test_search_engines_hear_of_every_theme_in_use(client: Client, db: None) -> None:
    Theme.objects.filter(slug="verslaving").update(is_active=False)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/themas/vervoer/" in sitemap
    assert "/themas/verslaving/" not in sitemap


def change_slug(client: Client, editor: Person, theme: Theme, slug: str) -> None:
    bootstrap(is_demo=False)
    log_in(client, editor)
    sent = {
        "name": theme.name,
        "slug": slug,
        "axis": theme.axis,
        "order": theme.order,
        "also_called": "",
        "promise": "",
        "is_active": "on",
    }
    answer = client.post(
        f"/beheer/snippets/themes/theme/edit/{theme.pk}/", sent | {"introduction": "null"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert Theme.objects.get(pk=theme.pk).slug == slug
    client.logout()


def test_a_theme_that_gets_another_address_is_still_found_at_each_old_one(
    client: Client, cast: SimpleNamespace
) -> None:
    theme = Theme.objects.get(slug="verslaving")
    change_slug(client, cast.ilse, theme, "verslaving-thuis")
    change_slug(client, cast.ilse, theme, "kov")
    for old in ("/themas/verslaving/", "/themas/verslaving-thuis/"):
        moved = client.get(old)
        assert (moved.status_code, moved["Location"]) == (301, "/themas/kov/")
    assert client.get("/themas/kov/").status_code == 200


def test_a_theme_that_comes_back_to_its_old_address_leads_nowhere_else(
    client: Client, cast: SimpleNamespace
) -> None:
    theme = Theme.objects.get(slug="verslaving")
    change_slug(client, cast.ilse, theme, "kov")
    change_slug(client, cast.ilse, theme, "verslaving")
    assert client.get("/themas/verslaving/").status_code == 200
    assert client.get("/themas/kov/")["Location"] == "/themas/verslaving/"


def test_the_old_address_of_a_theme_out_of_use_is_not_found(
    client: Client, cast: SimpleNamespace
) -> None:
    theme = Theme.objects.get(slug="verslaving")
    change_slug(client, cast.ilse, theme, "kov")
    Theme.objects.filter(pk=theme.pk).update(is_active=False)
    assert client.get("/themas/verslaving/").status_code == 404
