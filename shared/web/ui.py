"""The frame of every page: its templates, style sheet, signs and bars."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, request, send_from_directory

from shared.principal import Principal
from shared.web.access import access, public
from shared.web.anonymous_paths import is_anonymous
from shared.web.identity import person_of_session
from shared.web.language import words
from shared.web.navigation import NavItem, bar_of, current_item
from shared.web.places import places
from shared.web.web_settings import WebSettings

OWN = Path(__file__).parent / "static"
BOOTSTRAP = Path(str(files("flask_bootstrap"))) / "static" / "bootstrap5" / "css"
ASSETS: Mapping[str, Path] = {
    "app.css": OWN,
    "icon.svg": OWN,
    "progress.js": OWN,
    "receipt.js": OWN,
    "draft.js": OWN,
    "unread.js": OWN,
    "bootstrap.min.css": BOOTSTRAP,
}
YEAR_SECONDS = 365 * 24 * 3600

ui = Blueprint("ui", __name__, template_folder="templates", url_prefix="/ui")
Unread = Callable[[Principal], int]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the bars show on the present request; `unread` is None where the browser must ask."""

    items: tuple[NavItem, ...]
    current: NavItem | None
    person: Principal | None
    place: str
    unread: int | None
    sign_in: str
    sample_data: bool

    @property
    def reader(self) -> str:
        """Return what tells the persons apart who sign in at the same window."""
        sub = self.person.sub if self.person else ""
        return sha256(sub.encode()).hexdigest()[:16]

    @property
    def home(self) -> str:
        """Return where the product's name leads: the first page of this role."""
        return self.items[0].url


@ui.get("/<name>")
@access(public)
def send_asset(name: str) -> Response:
    """Send a style sheet or sign; an address with a version may be kept for a year."""
    folder = ASSETS.get(name, OWN)
    kept = YEAR_SECONDS if request.args.get("v") else 300
    return send_from_directory(folder, name, max_age=kept, conditional=True)


def install_ui(app: Flask, settings: WebSettings, unread: Unread | None) -> None:
    """Give templates the frame and the addresses of its files."""
    app.register_blueprint(ui)
    app.jinja_env.filters["field_id"] = field_id
    app.jinja_env.globals["asset"] = asset

    def frame() -> dict[str, Frame]:
        return {"frame": _frame(settings, unread)}

    app.context_processor(frame)


@cache
def asset(name: str) -> str:
    """Return the address of a file of the frame; it changes with the file's content."""
    digest = sha256((ASSETS[name] / name).read_bytes()).hexdigest()[:12]
    return f"/ui/{name}?v={digest}"


def field_id(path: str) -> str:
    """Return the id of the field at a path: lines.0.amount is f-lines-0-amount."""
    return "f-" + path.replace(".", "-").replace("_", "-")


def _frame(settings: WebSettings, unread: Unread | None) -> Frame:
    person = person_of_session()
    items = bar_of(person.role if person else None)
    repeated = request.method == "GET" and not is_anonymous(request.path)
    back = request.full_path.rstrip("?") if repeated else "/"
    return Frame(
        items=items,
        current=current_item(items, request.path),
        person=person,
        place=words(places().get(person.city or "")) if person else "",
        unread=unread(person) if person and unread else None,
        sign_in=f"/auth/sign-in?{urlencode({'next': back})}",
        sample_data=settings.sample_data,
    )
