"""A small application with the frame of every service whose one page asks the document store."""

import os
from functools import partial

from flask import Flask

from shared.mongo.client import again, connect, ping
from shared.web.access import access, public
from tests.http.frame.conftest import make_app


def app() -> Flask:
    """Return the application; gunicorn calls this in each worker."""
    database = connect(os.environ["MONGO_URL"], "reading")
    made = make_app(documents=partial(ping, database))

    @made.get("/read")
    @access(public)
    def read() -> str:
        return str(again(lambda: database["things"].find_one({"_id": 1})))

    return made
