"""Notebooks become cells of plain Python: every shape of JSON, and IPython's syntax taken out without moving a line."""

from __future__ import annotations

import ast
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import UnreadableSubmission
from autograder.submission.ipython import parses, plain_python
from autograder.submission.notebook import Cell, parse_notebook
from tests.thorough import examples


def code(source: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source}


def notebook(*cells: Any, **more: Any) -> str:
    return json.dumps({"nbformat": 4, "cells": list(cells), **more})


def test_cells_are_numbered_among_the_code_cells() -> None:
    """Text cells are passed over and not counted, as in `In [n]`."""
    text = {"cell_type": "markdown", "source": "# title"}
    found = parse_notebook(notebook(text, code("a = 1"), text, code(["b = 2\n", "c = 3"])))
    assert found.cells == (Cell("a = 1", "cell 1"), Cell("b = 2\nc = 3", "cell 2"))
    assert found.remarks == ()


def test_blank_cells_count_but_are_not_kept() -> None:
    """An empty code cell keeps its number and gives no cell."""
    assert parse_notebook(notebook(code(" \n"), code("a = 1"))).cells == (Cell("a = 1", "cell 2"),)


def test_nbformat_3_has_worksheets() -> None:
    """The older format keeps cells in worksheets and source under `input`."""
    cells = [{"cell_type": "code", "language": "python", "input": ["a = 1\n", "b = 2"]}]
    found = parse_notebook(json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}, {"cells": cells}]}))
    assert [cell.name for cell in found.cells] == ["cell 1", "cell 2"]
    assert found.cells[0].text == "a = 1\nb = 2"


def test_windows_newlines_in_a_cell() -> None:
    """A cell's newlines are made plain."""
    assert parse_notebook(notebook(code("a = 1\r\nb = 2\rc = 3"))).cells[0].text == "a = 1\nb = 2\nc = 3"


def test_no_code_is_remarked() -> None:
    """A notebook with text alone is readable and says that it has no code."""
    assert parse_notebook(notebook()).remarks == ("The notebook has no code in it.",)


@pytest.mark.parametrize(
    "metadata", [{"language_info": {"name": "julia"}}, {"kernelspec": {"language": "julia"}}], ids=["info", "kernel"]
)
def test_another_language_is_remarked(metadata: dict[str, Any]) -> None:
    """A kernel that is not Python's is remarked on, and the cells are read all the same."""
    found = parse_notebook(notebook(code("x = 1"), metadata=metadata))
    assert "its language is 'julia'" in found.remarks[0]
    assert found.cells


@pytest.mark.parametrize("metadata", [None, [], {"kernelspec": 3}, {"language_info": {"name": 4}}])
def test_odd_metadata_does_no_harm(metadata: object) -> None:
    """Metadata of any type is passed over."""
    assert parse_notebook(notebook(code("x = 1"), metadata=metadata)).remarks == ()


@pytest.mark.parametrize(
    ("cell", "remark"),
    [
        (
            {"source": "b = 2", "outputs": []},
            "entry 2 (of all cells, text too) has no `cell_type`: it was read as code.",
        ),
        ({"source": "Prose."}, "entry 2 (of all cells, text too) has no `cell_type`: it was read as text."),
        ({"cell_type": "code"}, "cell 2 has no text as its `source`: it was read as empty."),
        (code(["b", 3]), "cell 2 has no text as its `source`: it was read as empty."),
        (code(None), "cell 2 has no text as its `source`: it was read as empty."),
    ],
)
def test_a_damaged_cell_costs_no_other(cell: dict[str, Any], remark: str) -> None:
    """What can be read of it is, and the rest of the notebook stands."""
    found = parse_notebook(notebook(code("a = 1"), cell))
    assert found.cells[0].text == "a = 1"
    assert found.remarks == (f"The notebook's {remark}",)
    assert [cell.text for cell in found.cells[1:]] == (["b = 2"] if "as code" in remark else [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1, 2]", "no object"),
        ("{}", "no list of `cells`"),
        ('{"cells": 3}', "no list of `cells`. Open it"),
        ('{"worksheets": [3]}', "worksheet 1 is no object"),
        ('{"worksheets": [{}]}', "no list of `cells` in worksheet 1"),
        (notebook(code("a\0b")), r"cell 1 holds the character U\+0000"),
        (notebook(code("a\ud800b")), r"cell 1 holds the character U\+D800"),
        (notebook(code("a"))[:-4], "cut short"),
        ('{"cells": [}', "no valid JSON at line 1, column 12"),
        ('{"cells": [\n<<<<<<< HEAD\n', r"merge conflict \(`<<<<<<<` at line 2\)"),
        ("[" * 100_000, "nests too deeply"),
        ('{"cells": ' + "9" * 5000 + "}", "number that is too long"),
    ],
)
def test_damage_is_named(text: str, message: str) -> None:
    """Whatever is wrong in the JSON, the student hears what, where, and what to do."""
    with pytest.raises(UnreadableSubmission, match=message):
        parse_notebook(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("%matplotlib inline\nx = 1", "\nx = 1"),
        ("!pip install torch\nx = 1", "\nx = 1"),
        ("!pip install \\\n  torch\nx = 1", "\n\nx = 1"),
        ("files = !ls\n", "files = None\n"),
        ("t = %timeit -o f(x)", "t = None"),
        ("d['= 1'], y = !ls", "d['= 1'], y = None"),
        ("?torch.relu", ""),
        ("torch.relu?\nx.y[0]??", "\n"),
        ("for i in x:\n    %prun f(i)\nelse:\n\t!ls", "for i in x:\n    pass\nelse:\n\tpass"),
        ("%time c = f(1)\nx = c", "c = f(1)\nx = c"),
        ("for i in x:\n    %time  f(i)", "for i in x:\n    f(i)"),
        ("%time c = f(1, \\\n  2)\n%time y = c \\\n  + 1", "c = f(1, \\\n  2)\ny = c \\\n  + 1"),
        ("%time\n%time -n 3 f(x)\n%time no python\n%timeit y = 2\nx = 1", "\n\n\n\nx = 1"),
        ("%%time\nx = 1", "\nx = 1"),
        ("\n%%capture out\n%%timeit -n 3\n%pip list\nx = 1", "\n\n\n\nx = 1"),
        ("%%bash\nls\nrm x", "\n\n"),
        ("%%writefile answer.py\nx = 1", "\n"),
        ("await fetch()\n!ls", "await fetch()\n"),
    ],
)
def test_commands_are_taken_out(before: str, after: str) -> None:
    """IPython's commands vanish and every other line keeps its number."""
    text, left_out = plain_python(before)
    assert text == after
    assert left_out
    assert parses(text)


def test_a_command_is_called_by_its_whole_name() -> None:
    """With its hyphens."""
    assert plain_python("!nvidia-smi\n%pip install x")[1] == ["`!nvidia-smi`", "`%pip`"]


@pytest.mark.parametrize(
    "text",
    [
        "x = (a\n% b)",
        "x = a \\\n% b",
        '"""\n%matplotlib inline\n!ls\nwhy?\n"""',
        "s = 'x = !ls'",
        "# x = %time y?\nx = 1",
        "await fetch()",
        "x = 5 % 3",
    ],
)
def test_python_is_left_untouched(text: str) -> None:
    """What parses as Python is the student's own, whatever it looks like."""
    assert plain_python(text) == (text, [])


@pytest.mark.parametrize(
    "kept",
    [
        'doc = """\n%magic\n!ls\nhelp?\n"""',
        "x = (a\n% b)",
        "x = a \\\n% b",
        "s = 'it\\'s (' + \"[\"  # ''' (",
        "r'\\'; t = \"x = !ls\"",
        "y = [1, # (\n 2]",
        "z = x == 1",
    ],
)
def test_strings_and_brackets_survive_beside_a_command(kept: str) -> None:
    """A command elsewhere in the cell does not put strings, brackets or continued lines at risk."""
    text, left_out = plain_python(f"%load_ext x\n{kept}\n!ls\nw = 1")
    assert text == f"\n{kept}\n\nw = 1"
    assert left_out == ["`%load_ext`", "`!ls`"]


def test_a_broken_cell_stays_the_students() -> None:
    """What is no Python without its commands either is kept, at its own line."""
    text, _ = plain_python("%time\ndef f(:\n    pass")
    with pytest.raises(SyntaxError) as problem:
        ast.parse(text)
    assert problem.value.lineno == 2


def test_what_was_left_out_is_remarked() -> None:
    """The remark names the cell and the commands, each once."""
    found = parse_notebook(notebook(code("%pip install x\n%pip install y\n!ls"), code("%%html\n<b>")))
    assert found.remarks[:2] == (
        "cell 1: left out `%pip`, `!ls`; grading runs plain Python.",
        "cell 2: left out all of it (`%%html`); grading runs plain Python.",
    )


def test_many_commands_are_cut_short() -> None:
    """A remark never grows with the cell."""
    remark = parse_notebook(notebook(code("\n".join(f"%m{n} x" for n in range(9))))).remarks[0]
    assert "`%m4` and 4 more;" in remark


def test_an_odd_escape_is_no_bad_syntax(recwarn: pytest.WarningsRecorder) -> None:
    """Python's warnings about the student's text stay out of ours."""
    assert parses("x = '\\d'")
    assert not recwarn.list


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.sampled_from(["%m", "!l", "x", "?", "=", "'", '"""', "(", ")", "\\", "\n", "#", " ", "%%time"])))
def test_the_number_of_lines_never_changes(pieces: list[str]) -> None:
    """Whatever the cell, its lines keep their numbers."""
    text = "".join(pieces)
    assert plain_python(text)[0].count("\n") == text.count("\n")


_JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(["code", "markdown"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["cells", "worksheets", "source", "input", "cell_type", "metadata"]), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=examples(200), deadline=None)
@given(_JSON)
def test_any_json_is_read_or_refused(document: object) -> None:
    """Any JSON document is read, or refused as the student's."""
    try:
        parse_notebook(json.dumps(document))
    except UnreadableSubmission as problem:
        assert str(problem).startswith("The notebook")


def conflict(first: str, second: str) -> str:
    return f"<<<<<<< HEAD\n{first}\n||||||| base\nold\n=======\n{second}\n>>>>>>> theirs\n"


def test_a_merge_conflict_in_the_json_is_read_by_its_first_side() -> None:
    """Both sides are somebody's: the first is the student's own, and the remark says where to look."""
    text = notebook(code("a = 1")).replace('"a = 1"', "\n" + conflict('"a = 1"', '"a = 2"'))
    read = parse_notebook(text)
    assert [cell.text for cell in read.cells] == ["a = 1"]
    assert "merge conflict (line 2): its first side was read" in read.remarks[0]


def test_where_the_first_side_of_a_conflict_is_no_json_the_second_is_read() -> None:
    """Git cuts at lines, and one side may lack a comma."""
    text = notebook(code("a = 1")).replace('"a = 1"', "\n" + conflict('"a = 1",,', '"a = 2"'))
    read = parse_notebook(text)
    assert [cell.text for cell in read.cells] == ["a = 2"]
    assert "its second side was read" in read.remarks[0]


def test_a_merge_conflict_inside_a_cell_is_read_by_its_first_side() -> None:
    """The file is whole, the code in one cell is not."""
    read = parse_notebook(notebook(code(conflict("a = 1", "a = 2") + "b = 3")))
    assert [cell.text for cell in read.cells] == ["a = 1\nb = 3"]
    assert "cell 1: it holds a merge conflict; its first side was read." in read.remarks


def test_a_string_that_looks_like_a_conflict_is_left_alone() -> None:
    """Text that is Python as it stands is the student's."""
    source = f'text = """\n{conflict("a", "b")}"""'
    assert [cell.text for cell in parse_notebook(notebook(code(source))).cells] == [source]


def test_many_conflicts_that_never_end_take_no_time() -> None:
    """One pass, whatever the file holds."""
    text = '{"cells": [\n' + "<<<<<<< HEAD\n" * 200_000
    with pytest.raises(UnreadableSubmission, match="merge conflict"):
        parse_notebook(text)


def test_of_a_notebook_that_is_cut_short_the_whole_cells_are_read() -> None:
    """An upload that broke off loses what it lost, and no more."""
    text = notebook(code("a = 1"), code("b = 2"), code("c = 3"))
    read = parse_notebook(text[: text.index("c = 3")])
    assert [cell.text for cell in read.cells] == ["a = 1", "b = 2"]
    assert read.remarks == ("The notebook is cut short: its first 2 cells were read, the rest is missing.",)


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_an_answer_whose_cell_was_made_text_is_found(kind: str) -> None:
    """One key in Jupyter turns a cell into text; the answer in it is still one."""
    retyped = {"cell_type": kind, "metadata": {}, "source": "def relu(x):\n    return x.clamp(min=0)"}
    read = parse_notebook(notebook(code("import torch"), retyped))
    assert [cell.name for cell in read.cells] == ["cell 1", "text cell 2"]
    assert "text cell 2: a definition in a cell that is no code; it was read as code." in read.remarks


def test_a_text_cell_is_not_read_where_a_code_cell_defines_the_same() -> None:
    """An earlier version that somebody put aside stays aside."""
    aside = {"cell_type": "raw", "metadata": {}, "source": "def relu(x):\n    return x"}
    read = parse_notebook(notebook(code("def relu(x):\n    return x.clamp(min=0)"), aside))
    assert [cell.name for cell in read.cells] == ["cell 1"]


@pytest.mark.parametrize("text", ["def is a keyword of Python", "class action\n\nof some kind", None])
def test_prose_is_not_read_as_code(text: str | None) -> None:
    """Nor is a text cell without a text a reason to refuse the notebook."""
    read = parse_notebook(notebook(code("a = 1"), {"cell_type": "markdown", "metadata": {}, "source": text}))
    assert [cell.name for cell in read.cells] == ["cell 1"]
    assert read.remarks == ()


@pytest.mark.parametrize("entry", [None, "text", ["a"], 7])
def test_an_entry_that_is_no_cell_costs_no_other(entry: object) -> None:
    """It is left out, and the file's other cells are read."""
    found = parse_notebook(notebook(code("a = 1"), entry, code("b = 2")))
    assert [cell.text for cell in found.cells] == ["a = 1", "b = 2"]
    assert found.remarks == ("The notebook's entry 2 (of all cells, text too) is no object: it was left out.",)


@pytest.mark.parametrize("after", ["\n\n<script>", notebook(code("b = 2")), "\n}"])
def test_what_follows_a_notebooks_end_is_left_out(after: str) -> None:
    """Something was pasted, or saved over, behind it."""
    found = parse_notebook(notebook(code("a = 1")) + after)
    assert [cell.text for cell in found.cells] == ["a = 1"]
    assert "what follows its end was left out" in found.remarks[0]


@pytest.mark.parametrize(
    "before",
    [
        "    def f(x):\n        return x",
        "\n\tdef f(x):\n\t    return x",
        ">>> def f(x):\n...     return x",
        "In [1]: def f(x):\n   ...:     return x",
        "In [12]: def f(x):\n    ...:     return x",
        "def f(x):\n...     return x",
        "  >>> def f(x):\n  ...     return x\n  ...",
    ],
)
def test_cells_that_ipython_runs_as_typed_are_read_as_it_does(before: str) -> None:
    """Of a cell that is indented as a whole, or was copied with its prompts, only the code counts."""
    after, left_out = plain_python(before)
    assert after.strip() == "def f(x):\n    return x"
    assert after.count("\n") == before.count("\n")
    assert left_out == []


def test_commands_are_taken_out_behind_prompts() -> None:
    """A line may have both."""
    assert plain_python(">>> %matplotlib inline\n>>> x = 1") == ("\nx = 1", ["`%matplotlib`"])
    assert plain_python("    %%time\n    x = 1") == ("\nx = 1", ["`%%time`"])


def test_an_answer_between_fences_in_a_text_cell_is_found() -> None:
    """That is how a text cell shows code; the lines keep their numbers, and prose around the block makes it none."""
    block = "```python\ndef f(x):\n    return x\n```\n"
    fenced = {"cell_type": "markdown", "metadata": {}, "source": block}
    found = parse_notebook(notebook(code("a = 1"), fenced))
    assert found.cells[1].text == "\ndef f(x):\n    return x"
    assert "it was read as code" in found.remarks[0]
    fenced["source"] = "For example:\n\n" + block
    assert len(parse_notebook(notebook(code("a = 1"), fenced)).cells) == 1
