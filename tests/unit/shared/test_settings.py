"""Settings come from the environment, all problems named."""

from dataclasses import dataclass

import pytest

from shared.settings import SettingMissing, SettingWrong, check_all, load


@dataclass(frozen=True, kw_only=True)
class Settings:
    mongo_url: str
    kafka_bootstrap: str
    web_threads: int = 4
    secure: bool = False


def test_a_field_is_read_from_the_variable_of_its_name():
    read = load(
        Settings,
        {"MONGO_URL": "m", "KAFKA_BOOTSTRAP": "k", "WEB_THREADS": "8", "SECURE": "true"},
    )
    assert read == Settings(mongo_url="m", kafka_bootstrap="k", web_threads=8, secure=True)


def test_all_missing_settings_are_named_at_once_one_a_line():
    with pytest.raises(SettingMissing) as error:
        load(Settings, {})
    assert [line.partition(":")[0] for line in str(error.value).splitlines()] == [
        "MONGO_URL",
        "KAFKA_BOOTSTRAP",
    ]


def test_a_number_that_is_none_is_named():
    environment = {"MONGO_URL": "m", "KAFKA_BOOTSTRAP": "k", "WEB_THREADS": "many"}
    with pytest.raises(SettingWrong, match="WEB_THREADS"):
        load(Settings, environment)


def test_what_is_missing_and_what_is_wrong_is_told_at_once_each_named_once():
    with pytest.raises(SettingWrong) as error:
        check_all([Settings, Settings], {"MONGO_URL": "m", "WEB_THREADS": "x", "SECURE": "maybe"})
    assert str(error.value).splitlines() == [
        "KAFKA_BOOTSTRAP: is not set (see .env.example)",
        "WEB_THREADS: is 'x', expected a whole number",
        "SECURE: is 'maybe', expected true or false",
    ]


def test_a_line_end_that_came_with_a_value_is_told():
    with pytest.raises(SettingWrong, match="MONGO_URL: has spaces or a line end"):
        load(Settings, {"MONGO_URL": "m\n", "KAFKA_BOOTSTRAP": "k"})
