"""Small and plain: the budgets for files and functions."""

from tests.architecture.source import ROOT, functions, modules

MOST_LINES_OF_A_FILE = 250
MOST_LINES_OF_A_FUNCTION = 40
P90_LINES_OF_A_FUNCTION = 20


def test_no_file_is_longer_than_its_budget():
    long = {
        str(path.relative_to(ROOT)): count
        for path in modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES_OF_A_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_its_budget():
    long = [
        (each.where, each.lines) for each in functions() if each.lines > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_nine_functions_in_ten_are_short():
    lines = sorted(each.lines for each in functions())
    assert lines[int(len(lines) * 0.9)] <= P90_LINES_OF_A_FUNCTION
