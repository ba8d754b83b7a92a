"""What goes over HTTP when a list is made of a file."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.complaints.domain.imports.file_import import Progress
from shared.web.strict_schema import StrictSchema


class NewListSchema(StrictSchema):
    """What is said of a file: whose list it is, of which edition."""

    body = fields.String(load_default="")
    uscc = fields.String(load_default="")
    port = fields.String(required=True)
    edition = fields.String(required=True)
    effective_from = fields.String(load_default="")


class ImportErrorSchema(Schema):
    """What is wrong, and where."""

    path = fields.String()
    message = fields.String()


class FileImportSchema(Schema):
    """A file that is read in the background."""

    id = fields.String()
    state = fields.String(
        validate=validate.OneOf([each.value for each in Progress]),
        metadata={"description": "`open` waits or is being read; `failed` made no list."},
    )
    rows = fields.Integer(metadata={"description": "How many rows are read so far."})
    tries = fields.Integer(metadata={"description": "Above 1 it broke off and began anew."})
    list = fields.String(allow_none=True, metadata={"description": "Id of the list it became."})
    code = fields.String(allow_none=True, metadata={"description": "Why it failed, a word."})
    detail = fields.String(allow_none=True)
    errors = fields.List(fields.Nested(ImportErrorSchema))


_PART: dict[str, Any] = {"type": "string"}
A_LIST_FILE: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file", "port", "edition"],
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "CSV, XLSX or XLS of up to 20 MB, columns by any of "
                        "their usual names.",
                    },
                    "body": {**_PART, "description": "Name of the charging body 收费单位; that of "
                             "the account's organisation where it is left out."},
                    "uscc": {**_PART, "description": "Its credit code; an enterprise's own."},
                    "port": {**_PART, "maxLength": 200},
                    "edition": {**_PART, "maxLength": 200},
                    "effective_from": {**_PART, "description": "The day prices begin, ISO, where "
                                       "the file does not say."},
                },
            },
            "example": {
                "file": "收费项目,收费标准,计价单位\n铅封费,5,元/箱\n",
                "body": "青屿港国际集装箱码头有限公司",
                "port": "海阳港",
                "edition": "2027年第1版",
                "effective_from": "2027-01-01",
            },
        }
    },
}  # fmt: skip
A_LIST: dict[str, Any] = {
    "id": "4be2f5a6c0d1937e",
    "version": 1,
    "city": "haiyang",
    "port": "海阳港",
    "body": {"name": "青屿港国际集装箱码头有限公司", "uscc": None},
    "edition": "2027年第1版",
    "state": "draft",
    "rows": 1,
    "unread": 0,
    "terms": None,
    "published_at": None,
    "withdrawn_at": None,
    "withdrawn_for": "",
    "address": "https://fairport.example/complaints/catalogue/lists/4be2f5a6c0d1937e",
}
