from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """One figure with all that it takes to read it: about whom, when, counted how, by whom."""

    figure = blocks.CharBlock(
        label="Cijfer", max_length=40, help_text="Kort: 1 op de 5, of 577.000."
    )
    about = blocks.CharBlock(
        label="Waarover", help_text="Maak de zin af die met het cijfer begint."
    )
    ages = blocks.CharBlock(label="Leeftijd")
    year = blocks.CharBlock(label="Jaar van de meting")
    definition = blocks.TextBlock(
        label="Wie telt mee", help_text="De omschrijving die het onderzoek gebruikte."
    )
    source = blocks.CharBlock(label="Bron")
    source_url = blocks.URLBlock(label="Adres van de bron", required=False)

    class Meta:
        label = "Cijfer"
        icon = "doc-full-inverse"
        template = "pages/blocks/figure.html"
        description = (
            "Een cijfer met leeftijd, jaar, omschrijving en bron. Zonder die vier zegt een "
            "cijfer niets."
        )
        preview_value = {
            "figure": "1 op de 5",
            "about": "scholieren heeft thuis een familielid dat langdurig ziek is",
            "ages": "12 tot en met 16 jaar",
            "year": "2017",
            "definition": "Voorbeeld van een omschrijving.",
            "source": "Voorbeeld van een bron",
            "source_url": "",
        }


class PictureBlock(blocks.StructBlock):
    """Its alt text is asked for, or the editor says that the picture is decoration only:
    `ImageBlock` refuses to be published without.
    """

    image = ImageBlock(label="Afbeelding")
    caption = blocks.CharBlock(label="Bijschrift", required=False)

    class Meta:
        label = "Afbeelding"
        icon = "image"
        template = "pages/blocks/picture.html"
        description = (
            "Een tekening of foto. Je zegt erbij wat erop staat, of dat het alleen versiering is."
        )
        preview_template = "pages/blocks/picture_preview.html"


class CardBlock(blocks.StructBlock):
    name = blocks.CharBlock(label="Naam of rol")
    about = blocks.CharBlock(label="Functie", required=False)
    words = blocks.TextBlock(label="In eigen woorden", required=False)

    class Meta:
        label = "Mens"


class PeopleBlock(blocks.ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(CardBlock(), **kwargs)

    class Meta:
        label = "Mensen"
        icon = "group"
        template = "pages/blocks/people.html"
        description = (
            "Mensen met hun functie en een zin van henzelf, bijvoorbeeld ambassadeurs. Vraag hun "
            "eerst of het mag."
        )
        preview_value = [
            {
                "name": "Een huisarts",
                "about": "voorbeeld",
                "words": "Ik vraag nu altijd of er kinderen thuis zijn.",
            },
            {
                "name": "Een docent mbo",
                "about": "voorbeeld",
                "words": "Eén vraag op de gang veranderde zijn jaar.",
            },
        ]
