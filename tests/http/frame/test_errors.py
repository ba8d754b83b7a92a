import pytest


class CountedBody:
    """A body that counts how often it is read; `piece` for ever, or nothing."""

    def __init__(self, piece=b""):
        self.piece = piece
        self.reads = 0

    def read(self, size=-1):
        self.reads += 1
        return self.piece[:size] if size >= 0 else self.piece

    def readinto(self, buffer):
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def bill(client, **request):
    return client.post("/api/tiny/bills", **request)


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ("conflict", 409, "conflict"),
        ("forbidden", 403, "forbidden"),
        ("missing", 404, "not_found"),
        ("away", 503, "unavailable"),
        ("crash", 500, "error"),
    ],
)
def test_an_error_is_problem_json_for_programs_and_a_page_for_people(client, how, status, code):
    problem = client.get(f"/api/tiny/fail/{how}")
    assert problem.status_code == status
    assert problem.content_type == "application/problem+json"
    assert problem.get_json()["code"] == code
    assert problem.get_json()["request_id"] == problem.headers["X-Request-Id"]
    page = client.get(f"/fail/{how}")
    assert page.status_code == status
    assert page.content_type.startswith("text/html")
    assert 'class="nav-bar"' in page.text


@pytest.mark.parametrize(
    ("how", "chinese", "english"),
    [
        ("conflict", "别人先改过了", "Changed by somebody else first"),
        ("not_now", "这一步现在不能做", "This step is not possible now"),
    ],
)
def test_only_what_somebody_changed_is_called_changed(client, how, chinese, english):
    assert client.get(f"/api/tiny/fail/{how}").get_json()["title"] == chinese
    in_english = {"Accept-Language": "en"}
    assert client.get(f"/api/tiny/fail/{how}", headers=in_english).get_json()["title"] == english
    assert f"<h1>{chinese}</h1>" in client.get(f"/fail/{how}").text


@pytest.mark.parametrize("address", ["/api/tiny/fail/away", "/fail/away"])
def test_while_a_store_is_away_everybody_is_told_when_to_ask_again(client, address):
    assert client.get(address).headers["Retry-After"] == "2"


def test_an_unexpected_error_tells_nothing_of_its_cause(client):
    assert "secret" not in client.get("/api/tiny/fail/crash").text
    assert "secret" not in client.get("/fail/crash").text


def test_field_errors_have_paths_and_words_in_the_language_asked_for(client):
    body = {"lines": [{"item": "x" * 11, "amount": "-1"}, {"item": 3}]}
    answer = bill(client, json=body, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [
        {"path": "lines.0.item", "message": "At most 10 characters"},
        {"path": "lines.0.amount", "message": "Must not be below 0"},
        {"path": "lines.1.item", "message": "This must be text"},
        {"path": "lines.1.amount", "message": "Fill this in"},
    ]
    chinese = bill(client, json={}).get_json()
    assert chinese["errors"] == [{"path": "lines", "message": "请填写这一项"}]


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[" * 10_000 + b"]" * 10_000,
        b'{"lines":' * 10_000 + b"1" + b"}" * 10_000,
        b'{"lines": NaN}',
        b'{"lines": "\\ud800"}',
        b'{"lines": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
    ],
    ids=["words", "deep list", "deep object", "nan", "half character", "long", "bytes"],
)
def test_a_body_that_cannot_be_read_is_malformed(client, body):
    answer = bill(client, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.get_json()["code"] == "malformed"


@pytest.mark.parametrize("body", [b"[]", b"1", b'"x"', b"null"])
def test_json_that_is_no_object_is_invalid(client, body):
    assert bill(client, data=body, content_type="application/json").status_code in {400, 422}


def test_brackets_inside_a_text_are_not_depth(client):
    body = {"lines": [{"item": "[[[{{{" * 20, "amount": "1"}]}
    assert bill(client, json=body).get_json()["errors"][0]["path"] == "lines.0.item"


def test_a_json_route_takes_only_json(client):
    answer = bill(client, data="lines=1", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "application/json" in answer.get_json()["detail"]


def test_amounts_are_read_without_floating_point(client):
    body = b'{"lines": [{"item": "a", "amount": 0.1000000000000000055}]}'
    answer = bill(client, data=body, content_type="application/json")
    assert answer.get_json()["lines"][0]["amount"] == "0.1000000000000000055"


@pytest.mark.parametrize(
    ("path", "length", "kind"),
    [
        ("/api/tiny/bills", 3 << 20, "application/json"),
        ("/api/tiny/bills", 200 << 20, "multipart/form-data; boundary=b"),
        ("/form/x", 200 << 20, "multipart/form-data; boundary=b"),
    ],
)
def test_more_than_is_taken_is_refused_before_it_is_read(client, path, length, kind):
    body = CountedBody()
    declared = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind, "wsgi.input": body}
    answer = client.post(path, environ_overrides=declared)
    assert answer.status_code == 413
    assert body.reads == 0
    answer.close()
    assert body.reads > 0


def test_a_body_of_unknown_length_is_cut_off(client):
    endless = {"wsgi.input": CountedBody(b"x" * 65536), "wsgi.input_terminated": True}
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_TYPE": "application/json", **endless}
    assert client.post("/api/tiny/bills", environ_overrides=chunked).status_code == 413


def test_ten_megabytes_of_text_are_too_large(post_form):
    assert post_form("/form/x", {"text": "长" * (10 << 20)}).status_code == 413


def test_an_unknown_address_and_a_wrong_method_are_told_in_both_forms(client):
    assert client.get("/api/tiny/nothing").get_json()["code"] == "not_found"
    assert "找不到这个页面" in client.get("/nothing").text
    wrong = client.delete("/api/tiny/bills")
    assert wrong.status_code == 405
    assert "POST" in wrong.headers["Allow"]


def test_a_page_that_meets_a_store_away_keeps_what_was_typed(post_form):
    page = post_form("/fail/away", {"key": "a" * 32, "text": 'ab"c<d>'})
    assert page.status_code == 503
    assert "您填写的内容没有丢失" in page.text
    assert 'name="text" value="ab&#34;c&lt;d&gt;"' in page.text
    assert f'name="key" value="{"a" * 32}"' in page.text


def test_who_asks_too_often_is_told_how_long_to_wait(client):
    for address in ("/fail/often", "/api/tiny/fail/often"):
        answer = client.get(address)
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "90"
