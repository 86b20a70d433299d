from wagtail.snippets.models import register_snippet

from jmzpro.themes.viewsets import ThemeViewSet

register_snippet(ThemeViewSet)
