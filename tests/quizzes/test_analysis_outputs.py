"""The page, the tables and the command: whole, safe, and the same for the same input."""

import csv
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from autograder.cli.main import run
from quizzes.analysis.analysis import Analysis
from quizzes.analysis.csv_files import csv_files
from quizzes.analysis.folder import PAGE, write_folder
from quizzes.analysis.formats import responses_of
from quizzes.analysis.page import render_page
from quizzes.analysis.scatter import scatter
from quizzes.analysis.text_table import parse_table
from quizzes.errors import UsageError
from tests.quizzes.analysis_samples import LSAT6, analysed, chosen, scored

EVIL = '=HYPERLINK("http://x")'
CLASS = [
    "ABCDA", "ABCDB", "ABCCA", "ABDDA", "BBCDA", "ACCDC", "BACA.", "CBDB.", "DACC.", "BDAB.", "ABCDA", "CCCCC",
]  # fmt: skip


def sample() -> Analysis:
    return analysed(chosen(CLASS, "ABCDA"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_the_same_responses_give_the_same_bytes(tmp_path: Path) -> None:
    """Page and tables."""
    for name in ("one", "two"):
        write_folder(sample(), "Quiz", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_items_csv_has_every_figure_with_its_interval_and_count() -> None:
    """Numbers that a spreadsheet can use; a figure that is not defined is empty, with the reason."""
    found = rows(csv_files(sample())["items.csv"])
    assert [row["item"] for row in found] == ["i1", "i2", "i3", "i4", "i5"]
    for row in found:
        for name in ("difficulty", "discrimination", "item_total", "upper_lower", "alpha_without"):
            assert float(row[f"{name}_low"]) <= float(row[name]) <= float(row[f"{name}_high"])
            assert row[f"{name}_count"] == "12"
        assert int(row["responded"]) + int(row["omitted"]) + int(row["not_reached"]) == 12
    alone = rows(csv_files(analysed(scored([[1], [0]])))["items.csv"])[0]
    assert (alone["discrimination"], alone["discrimination_not_defined_because"]) == ("", "there is no other item")


def test_options_csv_has_a_row_for_each_option() -> None:
    """Known ones that nobody chose, too; groups as shares."""
    found = rows(csv_files(sample())["options.csv"])
    assert [row["option"] for row in found if row["item"] == "i1"] == ["A", "B", "C", "D"]
    assert [row["kind"] for row in found if row["item"] == "i5"] == ["key", *["distractor"] * 3, "none"]
    assert sum(int(row["count"]) for row in found if row["item"] == "i5") == 12
    assert {"share_lowest_27", "share_middle", "share_highest_27", "correlation_low"} <= set(found[0])


def test_test_csv_has_the_whole_quiz_and_what_was_said() -> None:
    """Warnings and policies as well."""
    found = {row["figure"]: row for row in rows(csv_files(sample())["test.csv"])}
    assert found["students"]["value"] == "12"
    assert float(found["alpha"]["low"]) < float(found["alpha"]["value"]) < float(found["alpha"]["high"])
    assert found["attempts that count"]["value"] == "first"
    assert found["warning"]["value"].startswith("12 students")


@pytest.mark.parametrize("text", [EVIL, "+1+1", "-1-1", "@x", "\t=1", "\uff1d1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """What a student, or a question, begins so gets an apostrophe; numbers below 0 stay numbers."""
    quoted = text.replace('"', '""')
    table = f'student,item,response,earned\na,"{quoted}","{quoted}",1\nb,"{quoted}",x,0\nc,"{quoted}","{quoted}",1\n'
    files = csv_files(analysed(responses_of(parse_table(table.encode(), "f"))))
    assert rows(files["items.csv"])[0]["item"] == f"'{text.strip()}"
    option = rows(files["options.csv"])[0]
    assert option["option"] == option["text"] == f"'{text.strip()}"
    number = analysed(responses_of(parse_table(b"student,item,response,earned\na,i,-0.5,1\nb,i,0.5,0\n", "f")))
    assert rows(csv_files(number)["options.csv"])[0]["text"] == "-0.5"
    negative = analysed(scored([[1, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 1], [1, 0, 1], [0, 1, 1]]))
    assert float(rows(csv_files(negative)["items.csv"])[0]["discrimination"]) < 0


def test_nothing_of_students_is_in_the_outputs() -> None:
    """Neither names nor ids."""
    table = "student,a,b\nada-lovelace,1,0\nmarie-curie,0,1\nmarie-curie,1,1\n"
    analysis = analysed(responses_of(parse_table(table.encode(), "f")))
    everything = render_page(analysis, "t") + "".join(csv_files(analysis).values())
    assert "lovelace" not in everything and "curie" not in everything


def test_what_comes_from_the_file_is_text_on_the_page() -> None:
    """Never markup, and never something that is fetched."""
    nasty = "<script>alert(1)</script>\u202e"
    table = f'student,item,response,earned\na,"{nasty}","{nasty}",1\nb,"{nasty}",x,0\nc,"{nasty}","{nasty}",1\n'
    page = render_page(analysed(responses_of(parse_table(table.encode(), "f"))), nasty)
    assert "<script" not in page and "\u202e" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    assert "default-src 'none'" in page


def test_pictures_say_in_words_what_they_show() -> None:
    """Each with a title and a description of its own, and sound XML."""
    page = render_page(sample(), "Quiz")
    pictures = re.findall(r"<svg[^>]* role=\"img\".*?</svg>", page, re.DOTALL)
    assert len(pictures) == 2 + 5
    names = set()
    for picture in pictures:
        element = ET.fromstring(picture)
        names.add(element.get("aria-labelledby"))
        title, description = (element.find(tag) for tag in ("title", "desc"))
        assert title is not None and title.text and description is not None and description.text
        assert element.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert len(names) == len(pictures)


def test_why_a_figure_is_not_defined_stands_with_its_item_and_not_in_the_table_of_all() -> None:
    """Else a class of one is a table of excuses; and no mark of plain text is left on the page."""
    page = render_page(analysed(scored([[1, 0.5]], [1, 1])), "Quiz")
    table, _end, items = page.partition("<h2>All items</h2>")[2].partition("</table>")
    assert ">not defined because" not in table
    assert table.count(">\u2013<") == 6
    assert ">not defined because it takes 3 students, and there is 1<" in items
    assert "`" not in page.partition("<body>")[2]


def test_labels_of_flagged_items_do_not_cover_one_another() -> None:
    """Those for which there is no room are left out; the list below the picture has them all."""
    crowd = analysed(scored([[1] * 30] * 19 + [[0] * 30]))
    labels = re.findall(r'<text class="strong" x="([\d.]+)" y="([\d.]+)"', scatter(crowd.items))
    places = [(float(x), float(y)) for x, y in labels]
    assert 1 < len(places) < 30
    assert all(abs(a - c) > 5 or abs(b - d) > 5 for a, b in places for c, d in places if (a, b) != (c, d))


@pytest.mark.parametrize(
    "analysis",
    [
        analysed(scored([[1]])),
        analysed(scored([[0, 0], [0, 0]], [1, 1])),
        analysed(scored(LSAT6)),
        analysed(chosen(["A-", "-B"], "AA")),
        analysed(chosen(["A" * 30] * 3, "A" * 30)),
    ],
    ids=["one student, one item", "all wrong", "a thousand", "nothing in common", "all right"],
)
def test_a_page_is_made_of_every_class(analysis: Analysis) -> None:
    """However little there is to say."""
    page = render_page(analysis, "Quiz")
    assert "nan" not in re.sub(r"<style>.*?</style>|\w*nan\w+|\w+nan\w*", "", page, flags=re.DOTALL)
    assert "None" not in page and page.endswith("</html>\n")


def test_a_folder_is_written_over_and_left_whole_where_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there stays until all of the new is written."""
    target = tmp_path / "deep" / "out"
    paths = write_folder(sample(), "First", target)
    assert [path.name for path in paths] == [PAGE, "items.csv", "options.csv", "test.csv"]
    before = paths[0].read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(UsageError, match="cannot be written: No space left on device; name another folder"):
            write_folder(sample(), "Second", target)
    assert paths[0].read_bytes() == before
    assert sorted(target.iterdir()) == sorted(paths)
    write_folder(sample(), "Second", target)
    assert b"Second: item analysis" in paths[0].read_bytes()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """In words."""
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        write_folder(sample(), "t", tmp_path / "out")


@pytest.fixture
def responses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "week 3.csv"
    text = "\n".join(["student,a,b,c,d,e", "key,A,B,C,D,A", *(f"s{n},{','.join(row)}" for n, row in enumerate(CLASS))])
    path.write_text(text.replace(".", "") + "\n", encoding="utf-8")
    return path


def test_the_command_writes_a_folder_and_says_what_it_found(
    responses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the working directory, named after the file."""
    assert run(["quiz", "analyse", str(responses)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "12 students, 5 items" in shown and "alpha 0." in shown
    assert "wrote week 3-analysis/analysis.html" in shown
    assert (responses.parent / "week 3-analysis" / "options.csv").exists()
    assert "<h1>week 3: item analysis</h1>" in (responses.parent / "week 3-analysis" / PAGE).read_text(encoding="utf-8")


def test_the_command_takes_a_folder_a_title_and_policies(responses: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As its help says."""
    options = ["--out", "there", "--title", "Week three", "--attempts", "best", "--missing", "reached"]
    assert run(["quiz", "analyse", str(responses), *options]) == 0
    page = (responses.parent / "there" / PAGE).read_text(encoding="utf-8")
    assert "<h1>Week three: item analysis</h1>" in page
    assert (
        "a student&#39;s best attempt counts; an omitted response counts 0 points, and one that was not reached" in page
    )
    capsys.readouterr()


def test_the_command_grades_by_a_bank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its name, or its file; an unknown one is the caller's mistake."""
    monkeypatch.chdir(tmp_path)
    Path("r.csv").write_text("student,tanh-is-scaled-sigmoid\na,true\nb,false\n", encoding="utf-8")
    assert run(["quiz", "analyse", "r.csv", "--bank", "gallery"]) == 0
    assert "2 students, 1 item, mean score 50 %" in capsys.readouterr().out
    assert run(["quiz", "analyse", "r.csv", "--bank", "none.yaml"]) == 2
    assert run(["quiz", "analyse", "r.csv", "--bank", "nowhere"]) == 2
    assert "there is no bank `nowhere`" in capsys.readouterr().err.replace("\n", " ")


def test_a_file_that_is_not_understood_ends_in_words(responses: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the code of wrong usage, and nothing written."""
    responses.write_text("student,a\nx,yes\n", encoding="utf-8")
    assert run(["quiz", "analyse", str(responses)]) == 2
    assert "column `a`: `yes` is no number" in " ".join(capsys.readouterr().err.split())
    assert not list(responses.parent.glob("*-analysis"))
