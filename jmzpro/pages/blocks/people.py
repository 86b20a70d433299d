from wagtail import blocks


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
        description = "Mensen met hun functie en een zin van henzelf, bijvoorbeeld ambassadeurs. Vraag hun eerst of het mag."
        preview_value = [
            {"name": "Een huisarts", "about": "voorbeeld", "words": "Ik vraag nu altijd of er kinderen thuis zijn."},
            {"name": "Een docent mbo", "about": "voorbeeld", "words": "Eén vraag op de gang veranderde zijn jaar."},
        ]
