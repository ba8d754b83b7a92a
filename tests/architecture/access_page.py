"""Writes docs/access.md: who may use which route, as the routes declare it.

`python -m tests.architecture.access_page > docs/access.md`
"""

from collections.abc import Iterator

from shared.principal import Role
from shared.web.access import DeclaredRoute, declared_routes
from tests.architecture.apps import SERVICES
from tests.http.access.askers import Asker, askers

HEAD = """# Who may use which route

Read from the declarations of the routes (`@access(…)`); a test fails when this page and the code
differ. It is written by `python -m tests.architecture.access_page > docs/access.md`.

`●` let in, empty refused: pages lead to the sign-in (303), programs are answered 401 without and
403 with a sign-in. Nobody is a visitor who has not signed in. A system opens what its scopes name
and nothing else.

Being let in is the first of two questions: which cases, entries and messages a person then sees is
decided by one predicate (`services/complaints/domain/search/visibility.py`) and by ownership; the
answer for what one may not see is the same as for what does not exist.
"""
COLUMNS = (("nobody", "nobody"), *((role.value, role.value.replace("_", " ")) for role in Role))


def access_page() -> str:
    """Return the page, one table a service."""
    return "\n".join([HEAD, *(line for name in SERVICES for line in _table(name))]) + "\n"


def _table(service: str) -> Iterator[str]:
    titles = ["", *(title for _, title in COLUMNS), "scopes"]
    yield f"## {service}\n"
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for route in declared_routes(SERVICES[service]()):
        yield _row(route)
    yield ""


def _row(route: DeclaredRoute) -> str:
    everybody = askers()
    marks = ["●" if _opens(route, everybody[name]) else "" for name, _ in COLUMNS]
    systems = [each for each in everybody.values() if each.principal and each.principal.scopes]
    scopes = [f"`{each.name}`" for each in systems if _opens(route, each)]
    said = "all" if len(scopes) == len(systems) else ", ".join(scopes)
    where = f"{route.method} `{route.address.rule}`".replace("|", "\\|")
    return f"| {' | '.join([where, *marks, said])} |"


def _opens(route: DeclaredRoute, asker: Asker) -> bool:
    return route.rule is not None and route.rule.allows(asker.principal)


if __name__ == "__main__":
    print(access_page(), end="")  # noqa: T201 - this is its output
