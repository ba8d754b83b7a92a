"""The complaints service over HTTP."""

from typing import cast

from flask import current_app

from services.complaints.container import Container

EXTENSION = "fairport-complaints"


def container() -> Container:
    """Return what the running application was created with."""
    return cast(Container, current_app.extensions[EXTENSION])
