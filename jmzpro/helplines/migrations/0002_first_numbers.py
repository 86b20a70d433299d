"""The national numbers, as they were known when this was written. The office keeps them from here on."""

from datetime import time

from django.db import migrations

NUMBERS = (
    {"key": "gevaar", "name": "112", "short": "Direct gevaar", "for_whom": "als iemand nu in gevaar is", "phone": "112", "is_urgent": True},
    {
        "key": "veilig-thuis",
        "name": "Veilig Thuis",
        "short": "Veilig Thuis",
        "for_whom": "bij geweld of verwaarlozing, ook als je twijfelt",
        "phone": "0800-2000",
        "chat_url": "https://veiligthuis.nl/",
        "chat_days": "werkdagen",
        "chat_opens": time(9),
        "chat_closes": time(17),
    },
    {
        "key": "113",
        "name": "113 Zelfmoordpreventie",
        "short": "Denk je aan zelfmoord?",
        "for_whom": "als jij of iemand anders aan zelfmoord denkt",
        "phone": "113",
        "other_phone": "0800-0113",
        "chat_url": "https://www.113.nl/",
    },
    {
        "key": "kindertelefoon",
        "name": "Kindertelefoon",
        "short": "Kindertelefoon",
        "for_whom": "om te praten over wat je wilt",
        "phone": "0800-0432",
        "phone_days": "elke-dag",
        "phone_opens": time(11),
        "phone_closes": time(21),
        "chat_url": "https://www.kindertelefoon.nl/",
        "chat_days": "elke-dag",
        "chat_opens": time(11),
        "chat_closes": time(21),
    },
)


def add(apps, schema_editor):
    line = apps.get_model("helplines", "Line")
    for place, values in enumerate(NUMBERS, start=1):
        line.objects.get_or_create(key=values["key"], defaults={**values, "order": place * 10})


class Migration(migrations.Migration):
    dependencies = [("helplines", "0001_help_lines")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
