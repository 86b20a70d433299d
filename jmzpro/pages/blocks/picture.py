from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """Its alt text is asked for, or the editor says that the picture is decoration only: `ImageBlock` refuses to be published without."""

    image = ImageBlock(label="Afbeelding")
    caption = blocks.CharBlock(label="Bijschrift", required=False)

    class Meta:
        label = "Afbeelding"
        icon = "image"
        template = "pages/blocks/picture.html"
        description = "Een tekening of foto. Je zegt erbij wat erop staat, of dat het alleen versiering is."
        preview_template = "pages/blocks/picture_preview.html"
