"""Banks on their way out and in: variants by seed, YAML that reads back, and nothing that is lost in silence."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.errors import UsageError
from quizzes.exchange.bank_yaml import to_yaml
from quizzes.exchange.drafts import MAX_OBJECTIVES, Draft, slug
from quizzes.exchange.groups import groups, variant_losses
from quizzes.exchange.refusals import ImportRefused
from quizzes.exchange.supplied import IMPORTED, NO_REASON
from quizzes.markdown import problem_in
from quizzes.reader import bundled_bank, parse_bank
from quizzes.shelf import bank_names
from tests.quizzes.samples import data, read
from tests.thorough import examples

OPTIONS = [{"text": "yes", "key": True}, {"text": "no"}]


@pytest.mark.parametrize("name", bank_names())
def test_a_bank_is_the_same_when_it_is_read_from_its_yaml(name: str) -> None:
    """Every bundled bank, with variables, proofs and ids of its own."""
    bank = bundled_bank(name)
    assert parse_bank(to_yaml(bank), every_variant=False) == bank


@settings(max_examples=examples(200), deadline=None)
@given(st.text(st.sampled_from("ab \n'\":-#>|[]{},&*!%@?0."), min_size=1, max_size=30))
def test_any_text_of_a_bank_is_written_so_that_it_reads_back(text: str) -> None:
    """Whatever YAML makes of its signs."""
    if problem_in(text) is None and "{{" not in text and "[[" not in text:
        bank = read(data("single_choice", stem=text, hints=[text]))
        assert parse_bank(to_yaml(bank)) == bank


@pytest.mark.parametrize(
    "text", ["1e308", "5e-3", "12", ".inf", ".nan", "true", "null", "~", "0x1F", "no", "1_000", "1:30"]
)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    """To our own reader, which knows other numbers than PyYAML does."""
    bank = read(data("single_choice", stem=text))
    assert parse_bank(to_yaml(bank)) == bank


def test_what_goes_without_saying_is_not_written() -> None:
    """Ids made from texts, and defaults; ids that somebody chose are."""
    text = to_yaml(read(data("single_choice", options=[{"text": "a", "key": True, "id": "x"}, *OTHER_TWO])))
    assert text.count("id: ") == 2 and "shuffle" not in text and "points: 6\n" in text


OTHER_TWO: list[dict[str, Any]] = [{"text": "b", "reason": "No."}, {"text": "c", "reason": "No."}]


def test_variants_are_numbered_and_stay_when_more_are_asked_for() -> None:
    """By one seed."""
    bank = bundled_bank("gallery")
    few, many = ({each.name: each for each in groups(bank, count, 1)} for count in (2, 4))
    assert [item.id for item in few["slope-at-a-point"].items] == ["slope-at-a-point-v1", "slope-at-a-point-v2"]
    assert few["slope-at-a-point"].items == many["slope-at-a-point"].items[:2]
    assert [item.id for item in few["gelu-dip-place"].items] == ["gelu-dip-place"]
    assert not any(item.is_template for each in many.values() for item in each.items)


def test_an_item_with_a_single_variant_keeps_its_id() -> None:
    """There is nothing to draw."""
    bank = read(data("numeric", stem="{{ 1 + 1 }}", key="{{ 1 / 4 }}"))
    assert [item.id for item in groups(bank, 5, 1)[0].items] == ["item"]
    assert "as the one variant that there is" in str(next(iter(variant_losses(bank, 5, "X"))))


def test_the_loss_of_variables_says_how_many_variants_there_are() -> None:
    """And how many leave."""
    bank = bundled_bank("gallery")
    said = {count: [str(loss) for loss in variant_losses(bank, count, "X")] for count in (1, 3, 100)}
    assert "it leaves as 3 of 17 variants, each an item of its own" in said[3][1]
    assert said[100][1].endswith("it leaves as its 17 variants, each an item of its own")
    assert said[1][1].endswith("`variables`, `constraints`: it leaves as 1 of 17 variants, each an item of its own")


@pytest.mark.parametrize("count", [0, 201])
def test_a_number_of_variants_out_of_range_is_refused(count: int) -> None:
    """Every one of them is written."""
    with pytest.raises(UsageError, match=f"{count} variants cannot be drawn; ask for 1 to 200"):
        groups(bundled_bank("gallery"), count, 1)


def draft_of(*items: dict[str, Any]) -> Draft:
    draft = Draft("X", "file.zip")
    for each in items:
        draft.add({"kind": "single_choice", "stem": "s", "options": OPTIONS, **each}, [])
    return draft


def test_what_a_file_lacks_is_supplied_and_said() -> None:
    """So that the bank is sound and its author finds the places."""
    imported = draft_of({"id": "Question 1!"}).finish(title="A Quiz")
    item = imported.bank.items[0]
    assert parse_bank(to_yaml(imported.bank)) == imported.bank
    assert (imported.bank.bank, item.id, item.objectives) == ("a-quiz", "question-1", [IMPORTED])
    assert NO_REASON in to_yaml(imported.bank)
    missing = "points, difficulty, objectives, source, explanation, reasons"
    assert [loss.what for loss in imported.losses] == [f"the file has no {missing}: placeholders stand there"]


def test_names_are_made_from_what_the_file_has() -> None:
    """And each names one item."""
    draft = draft_of({"id": "Été 1"}, {"id": "ete-1"}, {"id": "a.b_c"}, {"id": "!"}, {})
    assert [item.id for item in draft.items] == ["ete-1", "ete-1-2", "a.b_c", "item", "item-2"]
    assert slug("a" * 200, "x") == "a" * 60


def test_an_option_that_means_the_others_is_reworded() -> None:
    """Options have no fixed order here."""
    options = [{"text": "a"}, {"text": "All of the above.", "key": True}, {"text": "none of these"}]
    draft = draft_of({"options": options})
    assert "Every other option is right." in str(draft.items[0]) and "No other option is right." in str(draft.items[0])
    assert sum("is reworded" in loss.what for loss in draft.losses) == 2


def test_an_entry_that_is_refused_costs_itself() -> None:
    """The item stays."""
    draft = Draft("X", "f")
    hints = ["h"] * 7
    wrong = [{"text": "a", "reason": "r"}, {"text": "c", "reason": "r"}]
    text = {"kind": "short_text", "stem": "s", "key": "a", "accept": ["A", "b"], "wrong": wrong, "hints": hints}
    draft.add(text, ["something else"])
    assert draft.items[0].model_dump()["accept"] == ["b"] and len(draft.items[0].hints) == 5
    assert [entry["text"] for entry in draft.items[0].model_dump()["wrong"]] == ["c"]
    assert "something else" in [loss.what for loss in draft.losses]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "two options read alike": ({"options": [*OPTIONS, {"text": "no"}]}, "options.3.text: `no` is there twice"),
    "an expression": ({"stem": "{{ x }}"}, "it holds `{{`, which starts an expression here"),
    "no text": ({"stem": " "}, "stem: is empty"),
    "a field is missing": ({"kind": "numeric", "tolerance": {"absolute": 0}, "options": None}, "key: is missing"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_item_that_is_no_item_here_is_left_out_with_the_reason(name: str) -> None:
    """And a bank without any is none."""
    changes, why = REFUSED[name]
    draft = draft_of({name: value for name, value in changes.items() if value is not None})
    if changes.get("options", OPTIONS) is None:
        draft = Draft("X", "file.zip")
        draft.add({name: value for name, value in {"stem": "s", **changes}.items() if value is not None}, [])
    assert f"left out: {why}" in draft.losses[-1].what
    with pytest.raises(ImportRefused, match="`file.zip` holds no item that can be imported.*left out"):
        draft.finish(title="t")


def test_points_beyond_the_most_are_cut_and_none_are_one() -> None:
    """Other systems know neither bound."""
    draft = draft_of({"points": 120}, {"points": -1})
    assert [item.points for item in draft.items] == [100, 1]
    assert draft.losses[0].what == "120 points, of which 100 are left"


def test_objectives_are_declared_with_their_sentences() -> None:
    """As many as a bank may have; the others count as imported."""
    draft = Draft("X", "f")
    names = [draft.objective(f"Know thing {number}") for number in range(MAX_OBJECTIVES + 3)]
    for name in names:
        draft.add({"kind": "true_false", "stem": "s", "key": True, "objectives": [name]}, [])
    bank = draft.finish(title="t", description="d").bank
    assert bank.objectives["know-thing-1"] == "Know thing 1" and len(bank.objectives) == MAX_OBJECTIVES + 1
    assert names[-1] == IMPORTED and bank.description == "d"


def test_a_bank_has_no_more_items_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is left out and said."""
    monkeypatch.setattr("quizzes.exchange.drafts.MAX_ITEMS", 1)
    assert draft_of({}, {}).losses[-1].what == "left out: a bank has at most 1 items"
