"""The tables that pages are made from say each thing once."""

import ast

from services.complaints.domain.cases.case import CaseState
from services.complaints.routes.cases.mine_view import SENTENCES
from tests.architecture.source import ROOT, modules, tree


def test_no_table_of_a_page_has_the_same_key_twice():
    twice = []
    for path in modules(
        *(f"services/{name}/routes" for name in ("complaints", "credit", "notify"))
    ):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Dict):
                keys = [ast.unparse(key) for key in node.keys if key is not None]
                if len(keys) > len(set(keys)):
                    twice.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not twice


def test_every_state_has_a_sentence_for_who_complained():
    assert set(SENTENCES) == set(CaseState)
