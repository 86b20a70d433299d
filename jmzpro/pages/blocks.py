"""What an editor builds a text page from: a short list, so that every page looks like it belongs."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = "Tussenkop"
        icon = "title"
        template = "pages/blocks/heading.html"
        help_text = "Andere pagina’s kunnen hierheen linken: #woorden-van-de-kop."


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Citaat")
    source = blocks.CharBlock(label="Van wie", required=False, help_text="Een rol of leeftijd, nooit een naam van een kind.")

    class Meta:
        label = "Citaat"
        icon = "openquote"
        template = "pages/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label="Afbeelding")
    caption = blocks.CharBlock(label="Bijschrift", required=False)

    class Meta:
        label = "Afbeelding"
        icon = "image"
        template = "pages/blocks/picture.html"


class ButtonBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="Wat je gaat doen", help_text="Begin met een werkwoord: Bekijk de leden.")
    address = blocks.CharBlock(label="Adres", help_text="Op deze site (/themas/) of een volledig adres (https://…).")

    class Meta:
        label = "Knop"
        icon = "link"


class ButtonsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(ButtonBlock(), **kwargs)

    class Meta:
        label = "Knoppen"
        icon = "link"
        template = "pages/blocks/buttons.html"


class PointBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Punt")
    text = blocks.TextBlock(label="Uitleg")

    class Meta:
        label = "Punt"


class NumberedBlock(blocks.ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(PointBlock(), **kwargs)

    class Meta:
        label = "Genummerde rij"
        icon = "list-ol"
        template = "pages/blocks/numbered.html"


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Kop", required=False)
    text = blocks.RichTextBlock(label="Tekst", features=["bold", "link", "ul"])

    class Meta:
        label = "Kader"
        icon = "info-circle"
        template = "pages/blocks/notice.html"


class HelpNumbersBlock(blocks.StaticBlock):
    class Meta:
        label = "Hulpnummers"
        icon = "warning"
        admin_text = "Laat 112, Veilig Thuis, 113 en de Kindertelefoon zien."
        template = "kit/help_box.html"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(label="Tekst", features=RICH_TEXT, template="pages/blocks/paragraph.html")
    quote = QuoteBlock()
    picture = PictureBlock()
    buttons = ButtonsBlock()
    numbered = NumberedBlock()
    notice = NoticeBlock()
    help_numbers = HelpNumbersBlock()


class DoorBlock(blocks.StructBlock):
    """A way in for one kind of visitor. It shows only while its address exists."""

    title = blocks.CharBlock(label="Ik werk …")
    text = blocks.CharBlock(label="Wat je hier vindt")
    address = blocks.CharBlock(label="Adres", help_text="Op deze site, bijvoorbeeld /herkennen/#op-school.")

    class Meta:
        label = "Deur"
        icon = "user"
