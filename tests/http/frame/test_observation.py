import structlog
from structlog.testing import capture_logs

from shared.logs import trace_id


def test_a_sane_request_id_is_taken_over_and_another_is_not(client):
    assert (
        client.get("/x", headers={"X-Request-Id": "0123456789abcdef0123456789abcdef"}).headers[
            "X-Request-Id"
        ]
        == "0123456789abcdef0123456789abcdef"
    )
    for strange in ("short", "x" * 65, "a b c d e f g", "<script>alert(1)"):
        answered = client.get("/x", headers={"X-Request-Id": strange}).headers["X-Request-Id"]
        assert answered != strange
        assert len(answered) == 32


def test_a_correlation_id_joins_what_a_request_causes(client):
    client.get("/form/x", headers={"X-Correlation-Id": "fedcba9876543210fedcba9876543210"})
    assert trace_id() == "fedcba9876543210fedcba9876543210"


def test_the_access_line_holds_the_route_and_nothing_of_the_request(client):
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        client.get("/form/zhang-san?q=13800001234", headers={"User-Agent": "secret-agent"})
    line = next(line for line in lines if line["event"] == "request")
    assert line["route"] == "/form/<secret>"
    assert line["status"] == 200
    assert line["method"] == "GET"
    assert line["service"] == "tiny"
    assert line["ms"] >= 0
    assert not {"zhang-san", "13800001234", "secret-agent"} & set(map(str, line.values()))


def test_an_unexpected_error_is_logged_without_the_address(client):
    with capture_logs() as lines:
        client.get("/fail/crash?q=13800001234")
    errors = [line for line in lines if line["event"] == "unexpected error"]
    assert len(errors) == 1
    assert "13800001234" not in str(errors)


def test_time_is_measured_by_route(client):
    client.get("/form/one")
    client.get("/form/two")
    figures = client.get("/metrics").text
    assert 'route="/form/<secret>"' in figures
    assert "/form/one" not in figures
