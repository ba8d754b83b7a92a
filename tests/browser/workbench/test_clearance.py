import pytest

from services.complaints.usecases.commitments.import_declarations import import_declarations
from tests.browser.page_checks import assert_accessible, assert_fits, screenshot
from tests.complaints import HANBING

pytestmark = [pytest.mark.browser, pytest.mark.engines]
COLUMNS = (
    "declaration_no",
    "direction",
    "office",
    "mode",
    "ship_arrival",
    "declaration",
    "release",
)


def rows():
    for number in range(1, 41):
        day = 1 + number % 20
        hours = 200 if number == 40 else 20 + number % 7
        yield (
            number + 1,
            dict(
                zip(
                    COLUMNS,
                    (
                        f"4227202610{number:06d}", "import" if number % 3 else "export", "嘉兴海关",
                        "提前申报", f"2026-10-{day:02d} 08:00", f"2026-10-{day:02d} 09:00",
                        f"2026-10-{day + hours // 24:02d} {8 + hours % 12:02d}:30",
                    ),
                    strict=True,
                )
            ),
        )  # fmt: skip


def test_clearance_times_are_accessible_and_fit_every_window(page, phone, open_as, container):
    c = container
    import_declarations(
        rows(), city="jiaxing", rules=c.clearance, declarations=c.declarations, now=c.now()
    )
    for window in (page, phone):
        for language in ("zh", "en"):
            open_as(window, HANBING, f"/complaints/clearance?city=jiaxing&lang={language}")
            screenshot(window, f"clearance-{language}")
            assert_fits(window)
            assert_accessible(window)
