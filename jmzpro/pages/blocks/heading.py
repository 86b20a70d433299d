from wagtail import blocks


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = "Tussenkop"
        icon = "title"
        template = "pages/blocks/heading.html"
        help_text = "Andere pagina’s kunnen hierheen linken: #woorden-van-de-kop."
        description = "Begint een nieuw deel van de pagina en komt in de lijst ‘Op deze pagina’."
        preview_value = "Wat je vandaag kunt doen"
