"""Cases of every track from filing to their end, with the states, days and events of each step.

The days are counted by hand from the limits of the law and of the platform, on the calendar of
2026 (off: 09-25..27, 10-01..07; Saturdays and Sundays that are worked: 09-20, 10-10).
"""

import pytest

from tests.http.complaints.courses.tables import course_tables
from tests.http.complaints.courses.told_course import ToldCourse

pytestmark = pytest.mark.engines


@pytest.mark.parametrize("table", list(course_tables()), ids=lambda table: table.name)
def test_a_course_goes_as_its_table_says(product, table):
    ToldCourse(product).run(table)
