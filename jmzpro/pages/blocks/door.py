from wagtail import blocks

from jmzpro.pages.blocks.buttons import AddressBlock


class DoorBlock(blocks.StructBlock):
    """A way in for one kind of visitor. It shows only while its address exists."""

    title = blocks.CharBlock(label="Ik werk …")
    text = blocks.CharBlock(label="Wat je hier vindt")
    address = AddressBlock(label="Adres", help_text="Op deze site, bijvoorbeeld /herkennen/#op-school.")

    class Meta:
        label = "Deur"
        icon = "user"
        template = "pages/blocks/door.html"
        preview_value = {"title": "op een school", "text": "Herkennen in de klas, een goed gesprek", "address": "/voor/school/"}
