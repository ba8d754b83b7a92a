"""Who asks for messages in these tests."""

from shared.principal import Principal, Role
from tests.unit.notify.examples import RESPONDENT

REPORTER = Principal(sub="zhoulan", name="周岚", role=Role.ENTERPRISE, uscc="91370687MA3TE5T03T")
COLLEAGUE = Principal(sub="colleague", name="同事", role=Role.ENTERPRISE, uscc=REPORTER.uscc)
STRANGER = Principal(sub="stranger", name="别人", role=Role.ENTERPRISE)
RESPONDING = Principal(sub="xukexin", name="许可欣", role=Role.ENTERPRISE, uscc=RESPONDENT)
OFFICER = Principal(sub="suqing", name="苏晴", role=Role.OFFICER, department="hy-market")
AUDITOR = Principal(sub="shenji", name="申纪", role=Role.AUDITOR)
ADMIN = Principal(sub="guanli", name="管立", role=Role.ADMIN)
EVERYBODY = (REPORTER, COLLEAGUE, STRANGER, RESPONDING, OFFICER, AUDITOR, ADMIN)
