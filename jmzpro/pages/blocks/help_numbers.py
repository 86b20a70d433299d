from wagtail import blocks


class HelpNumbersBlock(blocks.StaticBlock):
    class Meta:
        label = "Hulpnummers"
        icon = "warning"
        admin_text = "Laat 112, Veilig Thuis, 113 en de Kindertelefoon zien."
        template = "kit/help_box.html"
        description = "De nummers voor wie niet kan wachten. Hoort op elke pagina waar iemand over een kind leest."
        preview_value = None
