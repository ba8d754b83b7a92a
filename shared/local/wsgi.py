"""Several WSGI applications below one address."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def by_prefix(applications: Mapping[str, Application], otherwise: Application) -> Application:
    """Return the application that hands a request to the first whose prefix its path has.

    A prefix covers itself and what is below it: `/credit` covers `/credit/gate`, not `/credits`.
    """

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        for prefix, chosen in applications.items():
            if path == prefix or path.startswith(f"{prefix.rstrip('/')}/"):
                return chosen(environ, start_response)
        return otherwise(environ, start_response)

    return application
