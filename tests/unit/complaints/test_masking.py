"""What is shown of an identity to those who need not know it."""

import pytest

from services.complaints.domain.parties.masking import (
    mask_address,
    mask_bank_account,
    mask_code,
    mask_company,
    mask_document,
    mask_email,
    mask_name,
    mask_phone,
)


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_name, "张三", "张*"),
        (mask_name, "许可欣", "许**"),
        (mask_name, "欧阳锋", "欧阳*"),
        (mask_name, "周", "周*"),
        (mask_name, "", ""),
        (mask_phone, "13812341234", "138****1234"),
        (mask_phone, "+86 138 1234 1234", "138****1234"),
        (mask_phone, "0535-3226688", "053****6688"),
        (mask_phone, "12345", "*****"),
        (mask_document, "370687198501011234", "370***********1234"),
        (mask_document, "E123456", "*******"),
        (mask_bank_account, "6222 0212 3456 7890 128", "****0128"),
        (mask_bank_account, "123", "***"),
        (mask_email, "zhoulan@example.com", "z***@example.com"),
        (mask_email, "nothing", "***"),
        (mask_address, "山东省海阳市凤城街道海翔路18号", "山东省海阳市****"),
        (mask_address, "浙江省嘉兴市南湖区中山路8号", "浙江省嘉兴市南湖区****"),
        (mask_address, "海翔路18号", "****"),
    ],
)
def test_only_the_agreed_part_is_shown(mask, value, shown):
    assert mask(value) == shown


def test_a_firm_is_a_public_fact_unless_it_reports_in_secret():
    assert mask_company("海阳汐岸国际货运代理有限公司", secret=False).startswith("海阳汐岸")
    assert mask_company("海阳汐岸国际货运代理有限公司", secret=True) == "某单位"
    assert mask_code("91370687MA3TE5T03T", secret=False) == "91370687MA3TE5T03T"
    assert mask_code("91370687MA3TE5T03T", secret=True) == "*" * 18
