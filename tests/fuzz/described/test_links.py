"""One answer after another, as the links of the documents lead: create, read, act, next page."""

from typing import Any, ClassVar

import pytest
from schemathesis import Case, Response
from schemathesis.generation.stateful import run_state_machine_as_test

from tests.complaints import TERMINAL, a_body
from tests.fuzz.described.documents import ADDRESSES, identity, schema_of, without
from tests.fuzz.effort import effort

pytestmark = pytest.mark.engines
# Random text never is a right credit code; what is created here is right but for its words.
RIGHT: dict[str, dict[str, Any]] = {
    "POST /api/complaints": a_body(),
    "POST /api/gate/queries": {"uscc": TERMINAL, "purpose": "green_lane_hy"},
}
FOLLOWED = {
    "complaints": {"GET /api/complaints/{case_id}", "GET /api/cases/{case_id}"},
    "credit": {"GET /api/gate/queries/{receipt}", "GET /api/feed"},
    "notify": {"POST /api/messages/{message_id}/read"},
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_answer_that_leads_on_leads_somewhere(product, name):
    reached: set[str] = set()

    # Nothing leads to or from a list: a walk by way of one only gets lost.
    walked = schema_of(product, name).exclude(path_regex="^/api/catalogue/lists")

    class Walk(walked.as_state_machine()):  # type: ignore[misc]
        bundles: ClassVar[dict[str, Any]]

        def before_call(self, case: "Case[Any]") -> None:
            if case.operation.label in RIGHT:
                case.body = RIGHT[case.operation.label]
            if "action" in case.path_parameters:
                case.path_parameters["action"] = "begin_check"

        def get_call_kwargs(self, case: "Case[Any]") -> dict[str, Any]:
            return identity(product, name, case)

        def after_call(self, response: Response, case: "Case[Any]") -> None:
            if response.status_code < 300:
                reached.add(case.operation.label)

        def validate_response(self, response: Response, case: "Case[Any]", **more: Any) -> None:
            more.pop("additional_checks", None)
            unfit = without("negative_data_rejection")  # wrong bodies are replaced by right ones
            case.validate_response(response, excluded_checks=unfit, transport_kwargs=more)

    run_state_machine_as_test(Walk, settings=effort(8, steps=8))
    assert reached >= FOLLOWED[name]
