"""Contacts of firms and departments from a JSON file.

`[{"ref": "uscc:…", "name": {"zh": …, "en": …}, "email": …, "language": "zh"}]`
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from services.notify.domain.channels.address import Contact
from services.notify.domain.messages.words import Words
from shared.errors import Invalid
from shared.mail_address import is_mail_address
from shared.uscc import is_valid
from shared.web.schema_messages import field_errors
from shared.words import N_

_NOT_READ = N_("这个文件读不懂：需要一个 JSON 列表，或者文件不存在")
_REF_WRONG = N_("应为 uscc: 加统一社会信用代码，或 department: 加部门编号")
_EMAIL_WRONG = N_("应为完整的邮箱地址，只用英文字母、数字和符号")
_ROWS_WRONG = N_("文件里有 %(count)s 处需要修改：%(first)s")


class WordsSchema(Schema):
    """A name in both languages."""

    zh = fields.String(required=True, validate=validate.Length(min=1, max=200))
    en = fields.String(required=True, validate=validate.Length(min=1, max=200))

    @post_load
    def words(self, data: Mapping[str, Any], **_: Any) -> Words:
        """Return the name."""
        return Words(**data)


def _check_ref(ref: str) -> None:
    """Refuse what is neither a firm with a valid code nor a department."""
    kind, _, name = ref.partition(":")
    if not (kind == "uscc" and is_valid(name)) and not (kind == "department" and name):
        raise ValidationError(_REF_WRONG)


def _check_email(email: str) -> None:
    if not is_mail_address(email):
        raise ValidationError(_EMAIL_WRONG)


class ContactSchema(Schema):
    """One row of the file."""

    ref = fields.String(required=True, validate=_check_ref)
    name = fields.Nested(WordsSchema, required=True)
    email = fields.String(load_default=None, allow_none=True, validate=_check_email)
    language = fields.String(load_default="zh", validate=validate.OneOf(["zh", "en"]))

    @post_load
    def contact(self, data: Mapping[str, Any], **_: Any) -> Contact:
        """Return the contact."""
        return Contact(**data)


def read_contacts(path: Path) -> list[Contact]:
    """Return the contacts of a file, in its order.

    Raises:
        Invalid: it cannot be read, or rows are wrong; then none is taken over.
    """
    try:
        rows = json.loads(path.read_text("utf-8"))
        json.dumps(rows, ensure_ascii=False).encode()
        contacts: list[Contact] = ContactSchema().load(rows, many=True)
    except ValidationError as error:
        errors = field_errors(error.messages)
        first = "; ".join(f"{each.path}: {each.message}" for each in errors[:3])
        raise Invalid(
            _ROWS_WRONG, errors=errors, params={"count": len(errors), "first": first}
        ) from error
    except (OSError, ValueError) as error:
        raise Invalid(_NOT_READ) from error
    return contacts
