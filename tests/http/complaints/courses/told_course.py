"""Takes a course that is written as a table, and looks at what every step must have done."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from tests.complaints import a_body, a_body_line
from tests.http.complaints.courses.course import Course
from tests.http.complaints.courses.people import PEOPLE, SUPERVISOR
from tests.http.complaints.courses.product import Product
from tests.http.complaints.courses.tables import CourseTable, Row
from tests.http.complaints.courses.unnamed import ANON, Unnamed

AT_WORK = timedelta(hours=1)  # 9:00 in Haiyang
SYSTEM = "system"
TAKEN_BY_SYSTEM = frozenset(
    {
        *("file", "overdue", "pressed", "together_decided", "reporter_looked"),
        *("respondent_silent", "follower_joined", "follower_left"),
    }
)
DONE = frozenset({200, 201, 303})
OF_REPORTER = ("周岚", "13812346120", "zhoulan", "汐岸")


class ToldCourse:
    """A course on its way: `cases` are its cases by the names the table gives them."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.course = Course(product)
        self.unnamed = Unnamed(product.app)
        self.cases: dict[str, str] = {}
        self.done: dict[str, list[str]] = {}

    def run(self, table: CourseTable) -> None:
        """Take every step of the table; at the end each case has only what was done with it."""
        for number, row in enumerate(table.steps, start=1):
            self._at(row)
            self._step(row, f"step {number}, {row}")
        for name in self.cases:
            self._whole(name)

    def _at(self, row: Row) -> None:
        if "day" in row:
            day = datetime.fromisoformat(row["day"]).replace(tzinfo=UTC)
            self.product.clock.set(day + AT_WORK)
        if "case" in row:
            self.course.case_id = self.cases[row["case"]]

    def _step(self, row: Row, place: str) -> None:
        who, action = next((name, row[name]) for name in row if name in {*PEOPLE, SYSTEM, ANON})
        if who == SYSTEM:
            self._look()
        elif action == "file":
            self._file(who, row, place)
        else:
            self._act(who, action, row, place)
        if "refused" not in row:
            self._expect(row, place)

    def _look(self) -> None:
        """Let the clock process look at the cases."""
        c = self.product.container
        note_overdue_cases(now=c.now(), ports=c.cases, rules=c.rules)
        self.course.forget()

    def _file(self, who: str, row: Row, place: str) -> None:
        if who == ANON:
            first, others = self.unnamed.report(row.get("form", {})), []
        else:
            answer = self.course.file(self._body(row), who)
            if "refused" in row:
                assert answer.status_code == row["refused"], place
                return
            assert answer.status_code == 201, f"{place}: {answer.text}"
            first = answer.get_json()["id"]
            others = [each["id"] for each in answer.get_json()["linked"]]
        numbers = [first, *others]
        assert len(numbers) == len(row["makes"]), f"{place}: {numbers}"
        for (name, expected), case_id in zip(row["makes"].items(), numbers, strict=True):
            self.cases[name], self.done[name] = case_id, []
            self.course.case_id = case_id
            self._expect(expected, f"{place}: {name}")
        self.course.case_id = first

    def _body(self, row: Row) -> dict[str, Any]:
        """Return the complaint; its charges are of the day before unless it says otherwise."""
        form = dict(row.get("form", {}))
        day = (self.product.clock.now - timedelta(days=1)).date().isoformat()
        items = form.pop("items", {"货物港务费": "320.00"})
        lines = [
            a_body_line(item=item, amount=amount, charged_on=day) for item, amount in items.items()
        ]
        return a_body(**{"lines": lines, **form})

    def _act(self, who: str, action: str, row: Row, place: str) -> None:
        form = {name: self._named(value) for name, value in row.get("form", {}).items()}
        if who == ANON:
            answer = self.unnamed.take(action, form)
            self.course.forget()
        else:
            answer = self.course.take_one(who, action, form)
        if "refused" in row:
            assert answer.status_code == row["refused"], f"{place}: {answer.text}"
            assert row.get("reads", "") in answer.text, f"{place}: {answer.text}"
            return
        assert answer.status_code in DONE, f"{place}: {answer.text}"
        self.done[self._name()].append(action)

    def _named(self, value: Any) -> Any:
        """Return a value with a case meant by `@name` as its number."""
        if isinstance(value, str) and value.startswith("@"):
            return self.cases[value[1:]]
        return value

    def _name(self) -> str:
        return next(name for name, number in self.cases.items() if number == self.course.case_id)

    def _expect(self, row: Row, place: str) -> None:
        asked = [name for name in EXPECTED if name in row]
        if not asked:
            return
        case = self.course.case
        for name in asked:
            found = EXPECTED[name](case, row[name])
            assert found == row[name], f"{place}: {name}"
        if "events" in row:
            told = [each for each in self.course.events() if each != "case.changed.v1"]
            assert told == row["events"], (place, told)

    def _whole(self, name: str) -> None:
        """Every step is in the history, no limit of a closed case runs, no event names anybody."""
        self.course.case_id = self.cases[name]
        where = f"/api/cases/{self.course.case_id}/timeline"
        history = self.product.person(SUPERVISOR).get(where).get_json()
        steps = [each["action"] for each in history["steps"]]
        taken = [each for each in steps if each not in TAKEN_BY_SYSTEM]
        assert taken == self.done[name], taken
        if history["state"] == "closed":
            clocks = self.course.case["clocks"]
            assert [each["code"] for each in clocks if each["met_on"] is None] == []
        text = str(self.course.told())
        assert [secret for secret in OF_REPORTER if secret in text] == []


def _due(case: Row, expected: Mapping[str, str]) -> dict[str, str]:
    last = {each["code"]: each["due_on"] for each in case["clocks"]}
    return {code: last.get(code, "no such clock") for code in expected}


def _running(case: Row, _expected: Any) -> list[str]:
    return sorted(each["code"] for each in case["clocks"] if each["met_on"] is None)


def _decided(case: Row, expected: Mapping[str, Any]) -> dict[str, Any]:
    return {name: case["decision"][name] for name in expected}


EXPECTED: Mapping[str, Callable[[Row, Any], Any]] = {
    "state": lambda case, _: case["state"],
    "track": lambda case, _: case["track"],
    "department": lambda case, _: case["department"],
    "channel": lambda case, _: case["channel"],
    "joined": lambda case, _: case["origin"]["joined"],
    "overdue": lambda case, _: sorted(case["overdue"]),
    "due": _due,
    "running": _running,
    "decision": _decided,
}
