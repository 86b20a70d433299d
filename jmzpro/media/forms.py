"""The form field for files."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from jmzpro.media.uploads import ACCEPT, LARGEST, MOST_FILES, CleanFile, UploadRefused, clean_upload


class FilesInput(forms.ClearableFileInput):
    """One control for several files. It never shows what was kept before."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class UploadsField(forms.FileField):
    """Up to five files of 20 MB: pdf, docx, pptx, jpg, png. Cleans to a list of `CleanFile`; an
    error names its file.

    The form needs `enctype="multipart/form-data"`. A browser cannot keep files over an invalid
    form, so show what was refused and ask for the files again.
    """

    widget = FilesInput

    def __init__(self, *, most: int = MOST_FILES, **kwargs: Any) -> None:
        self.most = most
        help_text = (
            f"Hoogstens {most} bestanden van 20 MB: pdf, docx, pptx, jpg of png. We halen namen "
            "en plaatsen uit de bestandsgegevens."
        )
        super().__init__(
            **{"required": False, "label": "Bestanden", "help_text": help_text, **kwargs}
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT}

    def clean(self, data: Any, initial: Any = None) -> list[CleanFile]:
        given: Sequence[UploadedFile[Any]] = [
            file for file in (data if isinstance(data, (list, tuple)) else [data]) if file
        ]
        if self.required and not given:
            raise ValidationError("Kies een bestand.", code="required")
        if len(given) > self.most:
            raise ValidationError(
                f"Dit zijn {len(given)} bestanden. Kies er hoogstens {self.most}.", code="too_many"
            )
        files, errors = [], []
        for upload in given:
            try:
                files.append(clean_one(upload))
            except UploadRefused as refusal:
                errors.append(ValidationError(f"{upload.name}: {refusal}", code="refused"))
        if errors:
            raise ValidationError(errors)
        return files


def clean_one(upload: "UploadedFile[Any]") -> CleanFile:
    """Read one byte more than is allowed at the most, so that a large file is refused without
    being held in memory.
    """
    return clean_upload(upload.name or "", upload.read(LARGEST + 1))
