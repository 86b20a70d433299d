from wagtail import blocks


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Kop", required=False)
    text = blocks.RichTextBlock(label="Tekst", features=["bold", "link", "ul"])

    class Meta:
        label = "Kader"
        icon = "info-circle"
        template = "pages/blocks/notice.html"
        description = "Iets dat niemand mag missen. Hoogstens één of twee op een pagina."
        preview_value = {"title": "Goed om te weten", "text": "<p>Een signaal is nooit een diagnose.</p>"}
