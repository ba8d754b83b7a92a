"""Message templates from files: `<id>/v<version>.<language>.txt`, the subject on the first line."""

import re
from pathlib import Path

from services.notify.domain.messages.template import Template, TemplateWrong, Text

_NAME = re.compile(r"v(\d+)\.zh\.txt")


def load_templates(folder: Path) -> dict[tuple[str, int], Template]:
    """Return every version of every template by id and version.

    Raises:
        TemplateWrong: a language is missing, or a file has no subject or no body.
    """
    found = {}
    for path in sorted(folder.glob("*/v*.zh.txt")):
        match = _NAME.fullmatch(path.name)
        if match is None:
            raise TemplateWrong(f"{path.name} is no version of a template")
        version = int(match[1])
        found[path.parent.name, version] = Template(
            id=path.parent.name,
            version=version,
            zh=_text(path),
            en=_text(path.with_name(f"v{version}.en.txt")),
        )
    return found


def _text(path: Path) -> Text:
    if not path.is_file():
        raise TemplateWrong(f"{path.parent.name}/{path.name} is missing")
    subject, _, body = path.read_text("utf-8").partition("\n\n")
    if not subject or "\n" in subject or not body.strip():
        raise TemplateWrong(f"{path.parent.name}/{path.name} needs a subject line and a body")
    return Text(subject=subject.strip(), body=body.strip() + "\n")
