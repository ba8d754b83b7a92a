"""The credit service over HTTP."""

from typing import cast

from flask import current_app

from services.credit.container import Container
from shared.errors import FieldError, Forbidden, Invalid
from shared.principal import Principal, Role
from shared.uscc import clean, problem_with
from shared.words import N_

EXTENSION = "fairport-credit"


def container() -> Container:
    """Return what the running application was created with."""
    return cast(Container, current_app.extensions[EXTENSION])


def checked_uscc(text: str) -> str:
    """Return a credit code as it is stored.

    Raises:
        Invalid: it cannot be right; says at which place.
    """
    code = clean(text)
    problem = problem_with(code)
    if problem is not None:
        raise Invalid(problem.message, errors=[problem], params=problem.params)
    return code


def own_uscc(person: Principal) -> str:
    """Return the code of the enterprise a person acts for.

    Raises:
        Forbidden: the account names none.
    """
    if person.uscc is None:
        raise Forbidden(N_("您的账号没有对应的企业"))
    return person.uscc


def may_read(person: Principal, uscc: str) -> None:
    """Let officials read any enterprise and an enterprise only itself.

    Raises:
        Forbidden: it is another enterprise, whether or not there is one.
    """
    if person.role == Role.ENTERPRISE and person.uscc != uscc:
        raise Forbidden(N_("您没有查看这家企业信用记录的权限"))


def as_invalid(path: str, message: str) -> Invalid:
    """Return the error of one field that is told in the same words above the form."""
    return Invalid(message, errors=[FieldError(path, message)])
