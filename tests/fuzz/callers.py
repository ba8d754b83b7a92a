"""Who fuzzes: for each service a system that may do all a system may, and a person for the rest."""

from dataclasses import replace

from shared.principal import Principal
from tests.complaints import FORWARDER, GUANLI, LINZHIYUAN
from tests.http.access.askers import SCOPES
from tests.http.credit.conftest import CUSTOMS
from tests.journeys.product import Product
from tests.tokens import bearer

SYSTEMS: dict[str, Principal] = {
    "complaints": replace(LINZHIYUAN, sub="everything", uscc=FORWARDER),
    "credit": CUSTOMS,
    "notify": LINZHIYUAN,
}
PERSON = GUANLI


def headers_of_system(name: str) -> dict[str, str]:
    """Return the header of a system with every scope."""
    return bearer(SYSTEMS[name], *SCOPES)


def session_of_person(
    product: Product, name: str, person: Principal = PERSON
) -> dict[str, dict[str, str]]:
    """Return the headers and cookies a browser sends in which a person is signed in."""
    client = product.person(name, person)
    cookie = client.get_cookie("fairport")
    assert cookie is not None
    token = client.environ_base["HTTP_X_CSRF_TOKEN"]
    return {"headers": {"X-CSRF-Token": token}, "cookies": {"fairport": cookie.value}}
