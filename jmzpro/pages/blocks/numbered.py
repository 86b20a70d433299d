from typing import Any

from wagtail import blocks


class PointBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Punt")
    text = blocks.TextBlock(label="Uitleg")

    class Meta:
        label = "Punt"


class NumberedBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PointBlock(), **kwargs)

    class Meta:
        label = "Genummerde rij"
        icon = "list-ol"
        template = "pages/blocks/numbered.html"
        description = "Punten met elk een kop en een korte uitleg. Zet er een tussenkop boven."
        preview_value = [
            {"title": "Teruggetrokken gedrag", "text": "Zegt weinig en zoekt de rand van de groep op."},
            {"title": "Moeite met opletten", "text": "Is er wel en toch niet bij."},
        ]
