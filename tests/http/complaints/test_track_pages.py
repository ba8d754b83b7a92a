"""The pages that show how each kind of case is handled."""

from html import unescape

import pytest

from tests.complaints import rules
from tests.http.complaints.catalogue_app import catalogue_app


@pytest.fixture(scope="module")
def client():
    return catalogue_app().test_client()


def test_the_list_leads_to_every_track(client):
    html = client.get("/complaints/tracks").get_data(as_text=True)
    for code, track in rules().tracks.items():
        assert f"/complaints/tracks/{code}" in html
        assert track.name["zh"] in html


@pytest.mark.parametrize("code", list(rules().tracks))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_track_shows_every_state_and_step_with_its_ground(client, code, language):
    html = unescape(client.get(f"/complaints/tracks/{code}?lang={language}").text)
    track = rules().tracks[code]
    for name in (*track.states.values(), *(rule.label for rule in track.actions.values())):
        assert name[language] in html
    assert all(rule.basis.text in html for rule in track.actions.values())


def test_a_track_nobody_knows_is_not_found(client):
    assert client.get("/complaints/tracks/nothing").status_code == 404
