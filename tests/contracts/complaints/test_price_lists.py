"""Lists of charges in the store: made of an import, published, followed by other processes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.list_files import open_list
from services.complaints.adapters.list_stores import build_list_ports
from services.complaints.adapters.price_list_store import MongoPriceListStore
from services.complaints.adapters.published_lists import (
    AWAY_SECONDS,
    FRESH_SECONDS,
    MongoPublishedLists,
)
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.container import build_vault
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.domain.catalogue.lists.charge_list import Act, Body, State, TypedPrice
from services.complaints.domain.catalogue.lists.followed import body_id, port_id
from services.complaints.usecases.catalogue.change_list import ChangeList, ListStores, change_list
from services.complaints.usecases.catalogue.follow_lists import follow, remind_body
from services.complaints.usecases.catalogue.import_list import import_list
from services.complaints.usecases.catalogue.make_list import MakeList, make_list
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from shared.errors import Conflict, Invalid, NotFound
from shared.mongo.client import connect
from tests.complaints import (
    GUANLI,
    HANBING,
    NOW,
    SETTINGS,
    TERMINAL,
    TERMINAL_NAME,
    XUKEXIN,
    ZHOULAN,
    rules,
)
from tests.unit.complaints.catalogue.charge_lists import SECOND, acting, terms

pytestmark = pytest.mark.engines
WORDS, FEES = load_import_words(), FeeMatcher(names=load_fee_names())
ROWS = [
    f"{TERMINAL_NAME},铅封费,5,元/箱",
    f"{TERMINAL_NAME},洗箱费,面议,",
    "别的堆场,过磅费,30,元/箱",
    f"{TERMINAL_NAME},条形码费,2,元/票",
]


def hashed(kind, text):
    return f"{kind}:{text}"


@pytest.fixture
def lists(mongo_database):
    create_indexes(mongo_database)
    return build_list_ports(mongo_database, build_vault(SETTINGS, mongo_database))


@pytest.fixture
def stores(lists):
    return ListStores(lists=lists.lists, published=lists.published, followed=lists.followed)


def imported(lists, folder, rows=ROWS):
    path = folder / f"list-{len(rows)}.csv"
    path.write_text("\n".join(["收费主体,收费项目,收费标准,计价单位", *rows]), encoding="utf-8")
    file, how = open_list(path), HowToRead(port="海阳港")
    reading = ListReading(file, how, WORDS, FEES)
    return import_list(file, how, reading, drafts=lists.drafts, now=NOW)[0].id


def asked(draft, **changes):
    values = {
        "draft": draft,
        "city": "haiyang",
        "port": "海阳港",
        "body": Body(name=TERMINAL_NAME, uscc=TERMINAL),
        "edition": "2027年第1版",
        "key": "key-00000001",
    }
    return MakeList(**{**values, **changes})


def made(lists, draft, who=XUKEXIN, now=NOW, **changes):
    return make_list(
        asked(draft, **changes),
        acting=acting(who, now),
        names=rules().catalogue.names,
        drafts=lists.drafts,
        lists=lists.lists,
        hashed=hashed,
    )


def change(found, act, stores, who=XUKEXIN, *, key="", now=NOW, **told):
    asked = ChangeList(
        list_id=found.id,
        act=act,
        version=found.version,
        key=key or f"key-{act}-{found.version}",
        **told,
    )
    return change_list(asked, acting=acting(who, now), stores=stores, hashed=hashed)


def published(found, stores, **changes):
    found = change(found, Act.SUBMITTED, stores)
    found = change(found, Act.REVIEWED, stores, HANBING)
    return change(found, Act.PUBLISHED, stores, SECOND, terms=terms(**changes))


def test_a_list_holds_the_bodys_own_rows_and_a_repeated_form_makes_it_once(lists, tmp_path):
    draft = imported(lists, tmp_path)
    first = made(lists, draft)
    assert (first.source.rows, first.source.priced, first.version) == (3, 2, 1)
    assert [row["item"] for row in lists.lists.rows(first)] == ["铅封费", "洗箱费", "条形码费"]
    assert made(lists, draft) == first == lists.lists.get(first.id)
    assert [each.id for each in lists.lists.of_body(TERMINAL, most=9)] == [first.id]
    assert [each.id for each in lists.lists.of_city("haiyang", most=9)] == [first.id]
    with pytest.raises(NotFound):
        made(lists, "no such draft", key="key-00000002")
    with pytest.raises(Invalid):
        made(lists, draft, key="key-00000002", edition="")


def test_a_firm_makes_no_list_under_the_name_of_another_body(lists, tmp_path):
    draft = imported(lists, tmp_path)
    with pytest.raises(Invalid) as refused:
        made(lists, draft, body=Body(name="别的堆场", uscc=TERMINAL))
    assert [each.path for each in refused.value.errors] == ["body"]
    office = made(lists, draft, HANBING, body=Body(name="别的堆场", uscc=TERMINAL))
    with pytest.raises(Invalid):
        made(lists, draft, HANBING, key="key-00000002")
    assert lists.lists.get(office.id).body.name == "别的堆场"


def test_a_returned_list_takes_the_rows_of_another_file(lists, stores, tmp_path):
    found = change(made(lists, imported(lists, tmp_path)), Act.SUBMITTED, stores)
    other = imported(lists, tmp_path, ROWS[:1])
    with pytest.raises(Conflict):
        made(lists, other, key="key-00000002")
    found = change(found, Act.RETURNED, stores, HANBING, words="缺依据")
    found = made(lists, other, key="key-00000002")
    assert (found.state, found.source.rows) == (State.RETURNED, 1)
    assert [row["item"] for row in lists.lists.rows(found)] == ["铅封费"]


def test_who_saw_an_older_version_is_told_and_a_repeated_form_changes_nothing(
    lists, stores, tmp_path
):
    found = made(lists, imported(lists, tmp_path))
    after = change(found, Act.SUBMITTED, stores, key="key-00000009")
    assert change(found, Act.SUBMITTED, stores, key="key-00000009") == after
    with pytest.raises(Conflict):
        change(found, Act.SUBMITTED, stores, key="key-00000010")


def test_the_price_of_a_text_row_is_typed_and_of_no_other(lists, stores, tmp_path):
    found = made(lists, imported(lists, tmp_path))
    price = TypedPrice(
        row=2, price_min=Decimal(80), price_max=Decimal(80), unit="box", by="x", at=NOW
    )
    found = change(found, Act.TYPED, stores, price=price)
    assert lists.lists.get(found.id).typed == (price,)
    with pytest.raises(Invalid):
        change(found, Act.TYPED, stores, price=replace(price, row=1))
    published(found, stores)
    [home] = lists.published.refresh()
    assert [each.item for each in home.rows] == ["铅封费", "洗箱费", "条形码费"]


def test_another_process_sees_a_publication_after_a_while_and_goes_on_without_the_store(
    lists, stores, tmp_path, mongo_database
):
    seconds = [0.0]
    other = MongoPublishedLists(MongoPriceListStore(mongo_database), clock=lambda: seconds[0])
    assert other.refresh() == ()
    published(made(lists, imported(lists, tmp_path)), stores)
    assert other.refresh() == ()
    seconds[0] = FRESH_SECONDS
    [home] = other.refresh()
    assert (home.known_from, len(home.rows)) == (date(2027, 1, 1), 3)
    seconds[0] += FRESH_SECONDS
    assert other.refresh() is other.refresh()
    away = MongoPublishedLists(
        MongoPriceListStore(connect("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50", "none")),
        clock=lambda: seconds[0],
    )
    assert away.refresh() == ()
    assert away._look_again == seconds[0] + AWAY_SECONDS


def test_a_list_withdrawn_before_it_began_is_looked_at_once(
    lists, stores, tmp_path, mongo_database
):
    published(made(lists, imported(lists, tmp_path)), stores)
    gone = made(lists, imported(lists, tmp_path, ROWS[:1]), edition="2027年第2版")
    later = terms(effective_from=date(2027, 7, 1))
    gone = change(gone, Act.SUBMITTED, stores, XUKEXIN)
    gone = change(gone, Act.REVIEWED, stores, HANBING)
    gone = change(gone, Act.PUBLISHED, stores, SECOND, terms=later)
    gone = change(gone, Act.RECALL_ASKED, stores, HANBING, words="价格录错")
    change(gone, Act.WITHDRAWN, stores, SECOND)
    other = MongoPublishedLists(MongoPriceListStore(mongo_database))
    assert other.refresh(at_once=True) is other.refresh(at_once=True)
    assert [each.edition for each in other.refresh()] == ["2027年第1版"]


def test_the_next_edition_ends_the_one_before_and_begins_after_it(lists, stores, tmp_path):
    published(made(lists, imported(lists, tmp_path)), stores)
    second = made(lists, imported(lists, tmp_path, ROWS[:1]), edition="2027年第2版")
    with pytest.raises(Invalid):
        published(second, stores)
    second = lists.lists.get(second.id)
    change(second, Act.PUBLISHED, stores, SECOND, terms=terms(effective_from=date(2027, 7, 1)))
    assert [(each.edition, each.known_to) for each in lists.published.refresh()] == [
        ("2027年第1版", date(2027, 6, 30)),
        ("2027年第2版", None),
    ]


def test_followers_of_the_body_and_of_the_port_are_told(lists, stores, tmp_path, mongo_database):
    found = made(lists, imported(lists, tmp_path))
    follow(body_id(found.body), ZHOULAN, on=True, followed=lists.followed)
    follow(port_id("海阳港"), HANBING, on=True, followed=lists.followed)
    follow(port_id("海阳港"), ZHOULAN, on=True, followed=lists.followed)
    follow(port_id("海阳港"), ZHOULAN, on=False, followed=lists.followed)
    with pytest.raises(Conflict):
        follow(port_id("海阳港"), GUANLI, on=True, followed=lists.followed)
    found = published(found, stores)
    [stored] = mongo_database["price_lists"].find({"_id": found.id})
    told = [each["body"] for each in stored["outbox"] if '"published"' in each["body"]]
    assert len(told) == 1
    assert ZHOULAN.uscc in told[0]
    assert TERMINAL in told[0]
    assert told[0].count("hy-port-office") == 1


def test_a_reminder_leaves_with_the_record_of_it(lists, mongo_database):
    body = Body(name=TERMINAL_NAME, uscc=TERMINAL)
    place = {"city": "haiyang", "port": "海阳港", "followed": lists.followed}
    remind_body(body, **place, acting=acting(HANBING))
    later = acting(HANBING, NOW + timedelta(days=2))
    assert len(remind_body(body, **place, acting=later).reminders) == 2
    [stored] = mongo_database["followed_lists"].find({"_id": body_id(body)})
    assert [each["body"].count('"reminded"') for each in stored["outbox"]] == [1, 1]
