"""The pages of a quiz, asked as a browser asks: every kind, practice and graded, and whatever is sent wrongly."""

import sqlite3
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quizzes.bank import Bank
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web.drafts import Drafts
from quizzes.delivery.web.forms import Fields, fields_of, moved, order_of, response_of
from quizzes.errors import UsageError
from quizzes.items.arrangement import Matching
from quizzes.items.base import Item
from quizzes.variants import draw
from quizzes.views import key_response, student_view
from tests.quizzes.samples import data, read
from tests.quizzes.web_site import KINDS, SECRETS, begin, every_kind, site_client, values_of

BANK = every_kind()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with site_client(tmp_path / "quizzes.sqlite3", BANK) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client for requests that change nothing."""
    with site_client(tmp_path_factory.mktemp("shared") / "quizzes.sqlite3", BANK) as opened:
        yield opened


def form_of(kind: str, response: Any) -> dict[str, list[str]]:
    item = student_view(BANK.items[KINDS.index(kind)], 0)
    return fields_of(item, response)._values


def right(kind: str) -> Any:
    return key_response(BANK.items[KINDS.index(kind)])


def wrong(kind: str) -> Any:
    """A response to the sample item that earns less than all."""
    key = right(kind)
    item = BANK.items[KINDS.index(kind)]
    view = student_view(item, 0)
    others: dict[str, Callable[[], Any]] = {
        "single_choice": lambda: next(each["id"] for each in view["options"] if each["id"] != key),
        "multiple_response": lambda: [each["id"] for each in view["options"] if each["id"] not in key],
        "true_false": lambda: not key,
        "numeric": lambda: "3",
        "short_text": lambda: "horse",
        "matching": lambda: dict.fromkeys(key, extra_of(item)),
        "ordering": lambda: [key[1], key[0], *key[2:]],
        "cloze": lambda: {"one": view["blanks"]["one"]["options"][0]["id"], "two": "3", "three": "horse"},
        "code_output": lambda: "3",
    }
    return others[kind]()


def extra_of(item: Item) -> str:
    """What belongs to nothing."""
    assert isinstance(item, Matching)
    return item.extra[0].id


def place(kind: str) -> int:
    return KINDS.index(kind) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_response_is_told_so_with_the_explanation(client: TestClient, kind: str) -> None:
    """In practice at once, on the page that the form leads to."""
    where = f"{begin(client)}/items/{place(kind)}"
    assert "explained-afterwards" not in client.get(where).text
    page = client.post(where, data=form_of(kind, right(kind)))
    assert page.status_code == 200 and [each.status_code for each in page.history] == [303]
    assert "Right</span>" in page.text
    assert f"explained-afterwards: {kind}" in page.text
    assert '<h2 id="result" tabindex="-1" autofocus>' in page.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_response_is_shown_beside_what_is_right(client: TestClient, kind: str) -> None:
    """With the reasons that the bank holds, and with all that was given."""
    page = client.post(f"{begin(client)}/items/{place(kind)}", data=form_of(kind, wrong(kind)))
    assert "Right</span> <span" not in page.text
    told = {"numeric": "0.71828", "ordering": "The right order", "code_output": "[0, 3, 7]"}
    assert told.get(kind, "reason-afterwards" if kind != "cloze" else "zebra") in page.text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "ordering"])
def test_nothing_given_asks_again(shared: TestClient, kind: str) -> None:
    """With a sentence that has the keyboard, and nothing is kept."""
    where = f"{begin(shared)}/items/{place(kind)}"
    page = shared.post(where, data={"action": "answer"})
    assert page.status_code == 422
    assert 'role="alert" tabindex="-1" autofocus>' in page.text
    assert page.text.count(" autofocus") == 1
    assert page.text.partition("<title>")[2].startswith("Please look again: ")
    assert "0 of 9 items answered" in shared.get(f"{where.partition('/items')[0]}/end").text


@pytest.mark.parametrize("kind", ["matching", "cloze"])
def test_the_part_at_fault_is_marked_and_the_others_are_kept(shared: TestClient, kind: str) -> None:
    """A reader is led to the field; what was typed stays."""
    fields = form_of(kind, right(kind))
    last = list(fields)[-1]
    page = shared.post(f"{begin(shared)}/items/{place(kind)}", data={**fields, last: [""]})
    assert page.status_code == 422
    marked = [part for part in page.text.split("<") if 'aria-invalid="true"' in part]
    assert len(marked) == 1 and f'name="{last}"' in marked[0]
    assert page.text.count(" selected") >= (2 if kind == "matching" else 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("given", [right, wrong])
def test_a_form_and_a_response_are_the_same_thing(kind: str, given: Any) -> None:
    """What the fields say of a response is read back as that response, as text."""
    item = student_view(BANK.items[KINDS.index(kind)], 0)
    response = given(kind)
    back = response_of(item, fields_of(item, response))
    as_text = {"true_false": str(response).lower(), "numeric": str(response)}.get(kind, response)
    if kind == "cloze":
        as_text = {name: str(value) for name, value in response.items()}
    assert back == as_text


def test_hints_come_one_by_one_and_what_is_typed_stays(client: TestClient) -> None:
    """Each after its button, which leads to it."""
    where = f"{begin(client)}/items/1"
    choice = values_of(client.get(where).text, "choice")[1]
    first = client.post(where, data={"choice": choice, "action": "hint"}).text
    assert "hint-afterwards 1" in first and "hint-afterwards 2" not in first
    assert f'value="{choice}" checked' in first
    assert 'class="note hint" tabindex="-1" autofocus' in first
    second = client.post(where, data={"choice": choice, "action": "hint"}).text
    assert "hint-afterwards 2" in second and 'value="hint"' not in second


def test_entries_move_without_a_script(client: TestClient) -> None:
    """A button moves its entry, keeps the keyboard, and at the end hands it to the other button."""
    where = f"{begin(client)}/items/{place('ordering')}"
    order = values_of(client.get(where).text, "entry")
    page = client.post(where, data={"entry": order, "move": f"down:{order[1]}"}).text
    moved_once = [order[0], order[2], order[1], order[3]]
    assert values_of(page, "entry") == moved_once
    assert "is moved." in page
    line = next(part for part in page.split("<button") if " autofocus" in part and "name=" in part)
    assert f'value="down:{order[1]}"' in line
    page = client.post(where, data={"entry": moved_once, "move": f"down:{order[1]}"}).text
    line = next(part for part in page.split("<button") if " autofocus" in part and "name=" in part)
    assert f'value="up:{order[1]}"' in line
    assert page.count(" autofocus") == 1


@pytest.mark.parametrize("move", ["down:d", "up:a", "left:b", "up:x", "up", ""])
def test_a_move_that_cannot_be_made_changes_nothing(move: str) -> None:
    """Nor does it fail."""
    assert moved(["a", "b", "c", "d"], move) == ["a", "b", "c", "d"]


def test_an_order_that_is_none_is_not_taken_over() -> None:
    """Fields that lack an entry leave the order as it was shown."""
    item = {"entries": [{"id": "a"}, {"id": "b"}]}
    assert order_of(item, Fields([("entry", "a"), ("entry", "a")])) == ["a", "b"]
    assert order_of(item, Fields([("entry", "b"), ("entry", "a")])) == ["b", "a"]


def test_skipping_goes_on_and_comes_back(client: TestClient) -> None:
    """The item stays open with what was typed, and is the next one after the last."""
    sitting = begin(client)
    page = client.post(f"{sitting}/items/4", data={"value": "2.5", "action": "skip"})
    assert page.url.path == f"{sitting}/items/5"
    assert 'value="2.5"' in client.get(f"{sitting}/items/4").text
    assert client.post(f"{sitting}/items/9", data={"action": "skip"}).url.path == f"{sitting}/items/1"


def test_the_row_of_items_says_what_is_right_partly_right_and_not(client: TestClient) -> None:
    """As the items themselves do."""
    sitting = begin(client)
    key = right("matching")
    for kind, given in (
        ("single_choice", right("single_choice")),
        ("short_text", "horse"),
        ("matching", dict.fromkeys(key, next(iter(key.values())))),
    ):
        page = client.post(f"{sitting}/items/{place(kind)}", data=form_of(kind, given)).text
    assert "Partly right" in page
    for kind, words in (("single_choice", "right"), ("short_text", "not right"), ("matching", "partly right")):
        assert f'aria-label="Item {place(kind)}, {words}"' in page
    assert '<li class="part">' in page


def test_a_whole_practice_ends_with_the_sum_by_objective(client: TestClient) -> None:
    """After the last response the way leads to the result."""
    sitting = begin(client)
    for kind in KINDS:
        page = client.post(f"{sitting}/items/{place(kind)}", data=form_of(kind, right(kind)))
    assert "See the result" in page.text
    page = client.post(f"{sitting}/finish", data={"": ""})
    assert page.url.path == f"{sitting}/end"
    assert "<b>54</b> of 54 points · 100%" in page.text
    assert "By objective" in page.text and "Known" in page.text
    assert "Practise again" in page.text
    again = client.get(f"{sitting}/items/1")
    assert "Back to the result" in again.text and "<form" not in again.text
    assert client.get(sitting).url.path == f"{sitting}/end"


def test_the_list_of_banks_tells_how_far_one_has_come(client: TestClient) -> None:
    """Items right, what goes on, and what is due."""
    assert "0 of 9 items right" in client.get("/").text
    sitting = begin(client)
    client.post(f"{sitting}/items/4", data={"value": "0.71828"})
    client.post(f"{sitting}/items/5", data={"value": "horse"})
    page = client.get("/").text
    assert "1 of 9 items right" in page
    assert ": 2/9</a>" in page and f'href="{sitting}"' in page
    assert "1 item that you missed" in page
    assert "Go on: 2 of 9 answered" in client.get("/banks/sample").text
    assert client.get(sitting).url.path == f"{sitting}/items/1"


def test_what_is_due_is_practised_by_itself(client: TestClient) -> None:
    """Of all banks, or of one; where nothing is due, the list of banks comes."""
    assert client.post("/due/begin").status_code == 415
    assert client.post("/due/begin", data={"bank": ""}).url.path == "/"
    client.post(f"{begin(client)}/items/5", data={"value": "horse"})
    page = client.post("/due/begin", data={"bank": ""})
    assert "Due today" in page.text and "Item 1 <span" in page.text and "of 1<" in page.text
    assert "of 1<" in client.post("/due/begin", data={"bank": "sample"}).text


def test_beginning_anew_leaves_the_unfinished_sitting(client: TestClient) -> None:
    """While beginning again goes on with it."""
    first = begin(client)
    assert begin(client) == first
    page = client.post("/banks/sample/begin", data={"mode": "practice", "anew": "yes"})
    assert not page.url.path.startswith(first)
    assert client.post(f"{first}/items/4", data={"value": "1"}).status_code == 409


def test_a_graded_sitting_keeps_and_replaces_responses_until_it_is_handed_in(client: TestClient) -> None:
    """Then it is told, and listed with its bank."""
    sitting = begin(client, "graded")
    page = client.post(f"{sitting}/items/4", data={"value": "3"})
    assert page.url.path == f"{sitting}/items/5"
    assert 'role="status">Your response to item 4 is kept.' in page.text
    page = client.get(f"{sitting}/items/4")
    assert 'value="3"' in page.text and "Replace response" in page.text
    client.post(f"{sitting}/items/4", data={"value": "0.71828"})
    page = client.get(f"{sitting}/end")
    assert "8 items still open" in page.text and "<b>6</b>" not in page.text
    page = client.post(f"{sitting}/finish", data={"": ""})
    assert "<b>6</b> of 54 points" in page.text
    assert "explained-afterwards" in client.get(f"{sitting}/items/4").text
    assert "The item has no response" in client.get(f"{sitting}/items/5").text.replace("the item", "The item")
    assert "6 of 54" in client.get("/banks/sample").text


def test_the_last_response_of_a_graded_sitting_leads_to_handing_in(tmp_path: Path) -> None:
    """Where nothing is open any more."""
    with site_client(tmp_path / "q", every_kind("true_false")) as client:
        sitting = begin(client, "graded")
        page = client.post(f"{sitting}/items/1", data={"choice": "true"})
        assert page.url.path == f"{sitting}/end" and "Hand in" in page.text and "still open" not in page.text


def test_a_graded_sitting_sends_no_key_reason_explanation_or_hint(client: TestClient) -> None:
    """All bytes sent until it is handed in: pages before and after responses, refusals, forms, what is not there."""
    sent = [client.get("/").content, client.get("/banks/sample").content]
    sitting = begin(client, "graded")
    for kind in KINDS:
        where = f"{sitting}/items/{place(kind)}"
        sent.append(client.get(where).content)
        sent.append(client.post(where, data={"action": "hint"}).content)
        sent.append(client.post(where, data={"action": "skip"}).content)
        sent.append(client.post(where, data={"choice": "x", "entry": "x", "value": "\0"}).content)
        sent.append(client.post(where, data=form_of(kind, wrong(kind))).content)
        sent.append(client.get(f"{where}?at=result").content)
        sent.append(client.post(where, data=form_of(kind, wrong(kind))).content)
    sent += [client.get(f"{sitting}{path}").content for path in ("", "/end", "/finish", "/items/10", "/feedback")]
    sent += [client.get("/").content, client.get("/banks/sample").content]
    for content in sent:
        text = unescape(content.decode())
        for secret in SECRETS:
            assert secret not in text
    told = client.post(f"{sitting}/finish", data={"": ""}).text
    told += "".join(client.get(f"{sitting}/items/{number}").text for number in range(1, 10))
    assert all(secret in unescape(told) for secret in SECRETS if secret not in {"hint-afterwards", "name-that-tells"})


OTHER_KEYS: dict[str, dict[str, Any]] = {
    "true_false": {"key": False, "reason": "Another."},
    "numeric": {"key": 3, "proof": "1 + 2"},
    "short_text": {"key": "other", "accept": ["others"], "wrong": []},
    "code_output": {"key": "other", "wrong": []},
}


def swapped(bank: Bank) -> Bank:
    """The same bank with other keys, and nothing else changed that a student may see before the end."""
    whole = bank.model_dump(exclude_defaults=True)
    for item in whole["items"]:
        item.update(OTHER_KEYS.get(item["kind"], {}), explanation="Another.")
        for place, option in enumerate(item.get("options", [])):
            option.pop("key", None)
            option.update({"key": True, "reason": None} if place == 1 else {"reason": "Another."})
    return Bank.model_validate(whole)


def test_another_key_changes_no_byte_of_a_graded_sitting(tmp_path: Path) -> None:
    """Two banks that differ in their keys alone send the same pages, whatever is answered."""
    bank = every_kind("single_choice", "true_false", "numeric", "short_text", "code_output")
    other = swapped(bank)
    assert [key_response(item) for item in bank.items] != [key_response(item) for item in other.items]
    pages = []
    for name, each in (("one", bank), ("two", other)):
        store = tmp_path / name
        with AttemptStore(store) as record:
            sitting = Sitting.open(record, Banks(each), "sample", "ada", mode="graded", seed="the same").id
        with site_client(store, each) as client:
            sent = []
            for number in range(1, 6):
                where = f"/sittings/{sitting}/items/{number}"
                choice = values_of(client.get(where).text, "choice")[:1]
                for form in ({"action": "hint"}, {"action": "answer"}, {"choice": choice, "value": "3"}):
                    sent += [client.get(where).text, client.post(where, data=form).text]
            sent += [client.get(f"/sittings/{sitting}/end").text, client.get("/").text]
        pages.append([text.replace(sitting, "SITTING") for text in sent])
    assert pages[0] == pages[1]


def test_a_quiz_that_never_tells_shows_its_total_alone(tmp_path: Path) -> None:
    """After the end, too."""
    store = tmp_path / "q"
    with AttemptStore(store) as record:
        name = Sitting.open(record, Banks(BANK), "sample", "ada", mode="graded", reveal="never").id
    with site_client(store, BANK) as client:
        client.post(f"/sittings/{name}/items/4", data={"value": "0.71828"})
        page = client.post(f"/sittings/{name}/finish", data={"": ""}).text
        assert "<b>6</b> of 54" in page and "Keys and reasons are not shown" in page and "By objective" not in page
        page = client.get(f"/sittings/{name}/items/4").text
        assert "scores are kept back" in page and "<fieldset disabled" in page and "explained" not in page


def test_the_seed_and_the_names_of_items_are_not_sent(tmp_path: Path) -> None:
    """A seed tells keys to whoever has the bank; a name such as `relu-is-not-smooth` tells them to anybody."""
    store = tmp_path / "q"
    with AttemptStore(store) as record:
        name = Sitting.open(record, Banks(BANK), "sample", "ada", seed="seed-of-this-sitting").id
    with site_client(store, BANK) as client:
        for kind in KINDS:
            page = client.post(f"/sittings/{name}/items/{place(kind)}", data=form_of(kind, right(kind)))
            assert "Right</span>" in page.text
            assert "seed-of-this-sitting" not in page.text and "name-that-tells" not in page.text


def test_an_item_that_is_gone_or_changed_is_said_to_be(tmp_path: Path) -> None:
    """The rest of the sitting goes on."""
    store = tmp_path / "q"
    with site_client(store, every_kind("true_false", "numeric", "short_text")) as client:
        sitting = begin(client)
        client.post(f"{sitting}/items/2", data={"value": "3"})
    changed = every_kind("true_false", "numeric")
    item = changed.items[1].model_copy(update={"explanation": "Another explanation."})
    with site_client(store, changed.model_copy(update={"items": [changed.items[0], item]})) as client:
        text = client.get(f"{sitting}/items/2").text
        assert "has been changed since you answered" in text and "Another explanation" not in text
        page = client.get(f"{sitting}/items/3")
        assert page.status_code == 400 and "is no longer in" in page.text
        assert "Item 3, no longer there" in client.get(f"{sitting}/items/1").text


def test_a_bank_with_mistakes_does_not_hide_the_others(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what is wrong with it."""
    (tmp_path / "broken.yaml").write_text("bank: broken\n", encoding="utf-8")
    monkeypatch.setattr("quizzes.shelf.BUNDLED", tmp_path)
    monkeypatch.setattr("quizzes.reader.BUNDLED", tmp_path)
    page = client.get("/")
    assert page.status_code == 200
    assert "This bank has mistakes" in page.text and 'href="/banks/sample"' in page.text
    assert client.get("/banks/broken").status_code == 503


def test_someone_elses_sitting_is_not_there(client: TestClient, tmp_path: Path) -> None:
    """Not even by its id."""
    with AttemptStore(tmp_path / "quizzes.sqlite3") as store:
        name = Sitting.open(store, Banks(BANK), "sample", "grace").id
    page = client.get(f"/sittings/{name}/items/1")
    assert page.status_code == 404 and "begin a new one" in page.text


@pytest.mark.parametrize(
    ("path", "form", "status", "sentence"),
    [
        ("/banks/none", None, 404, "There is no bank"),
        ("/banks/..%2F..%2Fetc", None, 404, ""),
        ("/nothing", None, 404, "There is no such page"),
        ("/static/nothing.css", None, 404, "There is no such page"),
        ("/sittings/none", None, 404, "There is no sitting"),
        ("/sittings/none/end", None, 404, "There is no sitting"),
        ("SITTING/items/10", None, 400, "there is no item 10"),
        ("SITTING/items/0", None, 400, "there is no item 0"),
        ("SITTING/items/99999999999999999999999", None, 400, "there is no item"),
        ("SITTING/items/-1", None, 404, "There is no such page"),
        ("SITTING/finish", None, 405, "takes no such request"),
        ("/banks/none/begin", {"mode": "practice"}, 404, "There is no bank"),
        ("/banks/sample/begin", {"mode": "cheating"}, 400, "for practice or graded"),
        ("/banks/sample/begin", {"mode": ["practice", "graded"]}, 400, "for practice or graded"),
        ("/due/begin", {"bank": "none"}, 404, "There is no bank"),
        ("/sittings/none/finish", {"": ""}, 404, "There is no sitting"),
        ("SITTING/items/1", {"choice": "garbage"}, 422, "is none of the options"),
        ("SITTING/items/1", {"choice": ["a", "b"]}, 422, "is none of the options"),
        ("SITTING/items/2", {"choice": ["a", "a"]}, 422, "is none of the options"),
        ("SITTING/items/3", {"choice": "maybe"}, 422, "neither true nor false"),
        ("SITTING/items/4", {"value": "1,5"}, 422, "decimal point"),
        ("SITTING/items/4", {"value": "1e999"}, 422, "not finite"),
        ("SITTING/items/4", {"value": "\0"}, 422, "does not show"),
        ("SITTING/items/5", {"value": "x" * 300}, 422, "at most 200"),
        ("SITTING/items/5", {"value": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")}, 422, ""),
        ("SITTING/items/6", {"part.x": "y", "part.": "z"}, 422, "choose an option"),
        ("SITTING/items/7", {"entry": ["a", "b"]}, 422, "is none of the options"),
        ("SITTING/items/7", {"move": "sideways:x"}, 200, ""),
        ("SITTING/items/7", {"move": "up:<script>"}, 200, ""),
        ("SITTING/items/8", {"part.one": "x", "part.two": "y", "part.three": "z"}, 422, "is none of the options"),
        ("SITTING/items/9", {"value": "x" * 20_000}, 422, "at most 10000"),
        ("SITTING/items/1", {f"n{number}": "" for number in range(100)}, 400, "more than 60 fields"),
        ("SITTING/items/1", {"value": "x" * 300_000}, 413, "too long"),
        ("SITTING/items/1", {"action": "unknown"}, 422, "Nothing was chosen"),
    ],
)
def test_whatever_is_sent_a_page_with_a_sentence_comes_back(
    shared: TestClient, path: str, form: dict[str, Any] | None, status: int, sentence: str
) -> None:
    """Never an error of ours."""
    path = path.replace("SITTING", begin(shared))
    page = shared.get(path) if form is None else shared.post(path, data=form)
    assert page.status_code == status
    assert sentence.lower() in unescape(page.text).lower()
    assert "<main" in page.text and "<script>" not in page.text.replace("<script src", "")


@pytest.mark.parametrize("query", ["?at=<script>", "?at=up:", "?at=hint", "?kept=0", "?kept=x", "?kept=²", "?kept=10"])
def test_garbage_behind_the_question_mark_does_nothing(shared: TestClient, query: str) -> None:
    """The page comes as it is."""
    page = shared.get(f"{begin(shared)}/items/7{query}")
    assert page.status_code == 200 and "is kept" not in page.text and "&lt;script" not in page.text


def test_an_item_answered_twice_keeps_its_first_response(client: TestClient) -> None:
    """An old form, sent from another window, changes nothing."""
    where = f"{begin(client)}/items/4"
    client.post(where, data={"value": "0.71828"})
    page = client.post(where, data={"value": "3"})
    assert page.status_code == 409 and "has its response already" in page.text
    assert "Back to the quiz" in page.text
    assert "Right</span>" in client.get(where).text


def test_a_sitting_that_is_over_takes_nothing_more(client: TestClient) -> None:
    """No response and no hint."""
    sitting = begin(client)
    client.post(f"{sitting}/finish", data={"": ""})
    for form in ({"value": "3"}, {"action": "hint"}):
        page = client.post(f"{sitting}/items/4", data=form)
        assert page.status_code == 409 and "has ended" in page.text


def test_only_the_forms_of_the_page_are_read(shared: TestClient) -> None:
    """JSON and files are not."""
    where = f"{begin(shared)}/items/4"
    assert shared.post(where, json={"value": "3"}).status_code == 415
    assert shared.post(where, files={"value": b"3"}).status_code == 415


def test_too_many_drafts_forget_the_oldest(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed and not sent does not fill the memory."""
    monkeypatch.setattr("quizzes.delivery.web.drafts.MAX_CHARACTERS", 1000)
    sitting = begin(client)
    for number in (4, 5):
        client.post(f"{sitting}/items/{number}", data={"value": "7", "action": "skip"})
    assert 'value="7"' not in client.get(f"{sitting}/items/4").text
    assert 'value="7"' in client.get(f"{sitting}/items/5").text


def test_what_was_typed_last_is_forgotten_last() -> None:
    """A form that is kept again is not the oldest any more; what was answered weighs nothing."""
    drafts, fields = Drafts(), Fields([("value", "x" * 19_000)])
    for number in range(900):
        drafts.keep("a", number, fields)
        drafts.keep("b", 1, fields)
    assert drafts.get("b", 1) is fields and drafts.get("a", 899) is fields and drafts.get("a", 0) is None
    for number in range(900):
        drafts.drop("a", number)
    for number in range(500):
        drafts.keep("c", number, fields)
    assert drafts.get("b", 1) is fields


def test_an_endless_form_is_not_remembered() -> None:
    """And what stood there before is not taken for it."""
    drafts = Drafts()
    drafts.keep("a", 1, Fields([("value", "7")]))
    drafts.keep("a", 1, Fields([("value", "x" * 5_000_000)]))
    assert drafts.get("a", 1) is None
    drafts.keep("a", 2, Fields(("value", "") for _ in range(1000)))
    assert drafts.get("a", 2) is None


def test_a_record_that_cannot_be_read_is_said_to_be(client: TestClient, tmp_path: Path) -> None:
    """The page says what to do; it is nobody's response that is at fault."""
    with sqlite3.connect(tmp_path / "quizzes.sqlite3") as record:
        record.execute("DROP TABLE attempts")
    record.close()
    page = client.get("/")
    assert page.status_code == 503 and "the record of attempts cannot be used" in page.text.lower()


def test_a_mistake_of_ours_is_a_page_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a traceback in it."""
    monkeypatch.setattr("quizzes.delivery.web.pages.shelf_page", lambda site: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.get("/")
    client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]  # as a browser would see it
    page = client.get("/")
    assert page.status_code == 500 and "a mistake in rectify" in page.text and "Traceback" not in page.text


def test_variants_are_drawn_anew_for_each_sitting(tmp_path: Path) -> None:
    """And stay the same within one."""
    item = data(
        "numeric", stem="Twice {{ n }}?", variables={"n": {"integers": [1, 500]}}, key="{{ 2 * n }}", proof="2 * n"
    )
    with site_client(tmp_path / "q", read({**item, "wrong": []})) as client:
        stems = set()
        for _turn in range(4):
            sitting = str(
                client.post("/banks/sample/begin", data={"mode": "practice", "anew": "yes"}).url.path
            ).partition("/items")[0]
            stem = client.get(f"{sitting}/items/1").text.partition('id="stem">')[2].partition("</div>")[0]
            assert stem in client.get(f"{sitting}/items/1").text
            stems.add(stem)
        assert len(stems) > 1


def test_a_bank_may_be_shown_whatever_it_is_called(tmp_path: Path) -> None:
    """Its title is text, not markup."""
    with site_client(tmp_path / "q", every_kind("true_false", title="<b>Bold</b> & sons")) as client:
        for path in ("/", "/banks/sample", f"{begin(client)}/items/1"):
            assert "&lt;b&gt;Bold&lt;/b&gt; &amp; sons" in client.get(path).text


def test_fields_are_read_up_to_a_number() -> None:
    """More than an item can have is no form of ours."""
    assert Fields.read(b"a=1&a=2&b=%ff&c").all("a") == ["1", "2"]
    with pytest.raises(UsageError, match="more than 60 fields"):
        Fields.read(b"&".join(b"a=1" for _ in range(61)))


def test_drawn_items_are_shown_as_they_are_graded() -> None:
    """The sample items need no drawing: what the tests compare with is what the page shows."""
    assert all(draw(item, 0) is item for item in BANK.items)
