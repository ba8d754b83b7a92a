"""The credit service's application over an empty database, with the sample loaded on demand."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.credit.app import create_app
from services.credit.commands.loops import create_indexes
from services.credit.commands.sample import load
from services.credit.container import build_container
from services.credit.settings import Settings
from shared.principal import Principal, Role
from tests.clock import FixedClock
from tests.sign_in import sign_in, trust_test_issuer
from tests.tokens import bearer

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
SAMPLE = Path(__file__).parents[3] / "shared" / "local" / "sample" / "credit"
PEOPLE = {
    "xukexin": Principal(
        sub="xukexin", name="许可欣", role=Role.ENTERPRISE, uscc="91370687300000010P",
        city="haiyang", organisation="海阳云屿集装箱码头有限公司",
    ),
    "zhoulan": Principal(
        sub="zhoulan", name="周岚", role=Role.ENTERPRISE, uscc="91370687MA3TE5T03T", city="haiyang"
    ),
    "suqing": Principal(
        sub="suqing", name="苏晴", role=Role.OFFICER, department="hy-market", city="haiyang"
    ),
    "zhengyan": Principal(
        sub="zhengyan", name="郑言", role=Role.CREDIT_OFFICER, department="hy-reform"
    ),
    "guanhai": Principal(
        sub="guanhai", name="关海", role=Role.AGENCY, department="hy-customs", city="haiyang"
    ),
    "shenji": Principal(sub="shenji", name="申纪", role=Role.AUDITOR),
    "guanli": Principal(sub="guanli", name="管立", role=Role.ADMIN),
}  # fmt: skip
CUSTOMS = Principal(
    sub="haiyang-customs", name="海阳海关系统", role=Role.AGENCY, department="hy-customs"
)
MARKET = Principal(
    sub="market-desk", name="市场监管系统", role=Role.OFFICER, department="hy-market"
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def container(mongo_database, clock):
    create_indexes(mongo_database)
    settings = Settings(secret_key="k" * 32, mongo_url="", kafka_bootstrap="")
    return build_container(settings, database=mongo_database, now=clock)


@pytest.fixture
def sample(container):
    load(container, SAMPLE)
    return container


@pytest.fixture
def app(container):
    app = create_app(container)
    app.testing = True
    return trust_test_issuer(app)


@pytest.fixture
def as_person(app):
    """Return a client in which a demo person is signed in."""

    def signed_in(sub: str):
        return sign_in(app.test_client(), PEOPLE[sub])

    return signed_in


@pytest.fixture
def as_system(app):
    """Return a client and the header of a system with scopes."""

    def with_scopes(*scopes: str, who: Principal = CUSTOMS):
        return app.test_client(), bearer(who, *scopes)

    return with_scopes
