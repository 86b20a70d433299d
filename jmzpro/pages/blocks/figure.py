from wagtail import blocks


class FigureBlock(blocks.StructBlock):
    """One figure with all that it takes to read it: about whom, when, counted how, by whom."""

    figure = blocks.CharBlock(label="Cijfer", max_length=40, help_text="Kort: 1 op de 5, of 577.000.")
    about = blocks.CharBlock(label="Waarover", help_text="Maak de zin af die met het cijfer begint.")
    ages = blocks.CharBlock(label="Leeftijd")
    year = blocks.CharBlock(label="Jaar van de meting")
    definition = blocks.TextBlock(label="Wie telt mee", help_text="De omschrijving die het onderzoek gebruikte.")
    source = blocks.CharBlock(label="Bron")
    source_url = blocks.URLBlock(label="Adres van de bron", required=False)

    class Meta:
        label = "Cijfer"
        icon = "doc-full-inverse"
        template = "pages/blocks/figure.html"
        description = "Een cijfer met leeftijd, jaar, omschrijving en bron. Zonder die vier zegt een cijfer niets."
        preview_value = {
            "figure": "1 op de 5",
            "about": "scholieren heeft thuis een familielid dat langdurig ziek is",
            "ages": "12 tot en met 16 jaar",
            "year": "2017",
            "definition": "Voorbeeld van een omschrijving.",
            "source": "Voorbeeld van een bron",
            "source_url": "",
        }
