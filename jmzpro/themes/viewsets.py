"""The office edits the taxonomy in /beheer/."""

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from jmzpro.themes.forms import ThemeForm
from jmzpro.themes.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thema’s"
    menu_order = 400
    add_to_admin_menu = True
    list_display = ["name", "axis", "order", "is_active"]
    list_filter = ["axis", "is_active"]
    search_fields = ["name", "also_called"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel(
                "slug",
                help_text=(
                    "Komt in het adres: /themas/…/. Verander je het, dan brengt het oude adres "
                    "mensen hierheen."
                ),
            ),
            FieldPanel("axis"),
            FieldPanel("order", help_text="Laag komt eerst."),
            FieldPanel(
                "also_called",
                help_text=(
                    "Andere woorden voor hetzelfde, elk op een eigen regel. Daarmee vindt de "
                    "zoeker dit thema."
                ),
            ),
            FieldPanel("promise", help_text="Staat in de lijst van thema’s en in zoekmachines."),
            FieldPanel(
                "introduction",
                help_text=(
                    "Twee of drie alinea’s: waar het over gaat en wat een collega hier vindt."
                ),
            ),
            FieldPanel("is_active"),
        ],
        base_form_class=ThemeForm,
    )
