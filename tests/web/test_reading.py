"""Readings as pages: formulas typeset, tables kept, pictures from our own address, nothing from elsewhere."""

import re
from typing import Any

from autograder.service.models import Person, Placement
from autograder.web import reading
from tests.web.school import School


def test_a_reading_is_typeset_and_fetches_nothing_from_elsewhere(pages: School, ada: Person, units: Placement) -> None:
    """Formulas, its own pictures, tables that scroll; HTML is shown as it is typed."""
    folder = pages.course.assignment("units").folder
    (folder / "units.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><style>a{}</style></svg>")
    (folder / "README.md").write_text(
        "# Units\n\n## Why\n\nSo $x \\ge 0$.\n\n![A bend](units.svg) ![no](https://evil.example/a.svg)\n\n"
        "[paper](https://example.org) <script>alert(1)</script>\n\n| a | b |\n| --- | ---: |\n| 1 | $x^2$ |\n\n"
        "    rectify check units.py\n"
    )
    browser = pages.browser(ada)
    page = browser.get(f"/assignments/{units.id}").text
    assert page.count("<h1>") == 1
    for wanted in (
        "<h2>Why</h2>",
        "<math>",
        f'src="/assignments/{units.id}/pictures/units.svg" alt="A bend"',
        'class="to-the-right"',
        '<a href="https://example.org" target="_blank" rel="noopener noreferrer">',
        "&lt;script&gt;",
        "<pre><code>rectify check units.py",
    ):
        assert wanted in page, wanted
    for unwanted in ("evil.example", "style=", "<script>alert"):
        assert unwanted not in page
    picture = browser.get(f"/assignments/{units.id}/pictures/units.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert browser.get(f"/assignments/{units.id}/pictures/other.svg").status_code == 404


def test_a_formula_may_go_on_in_the_next_line(pages: School, ada: Person, units: Placement) -> None:
    """As editors break it; code and prices stay as they are."""
    text = (
        "# U\n\n- At most $0.25^{20}\n  \\approx 9$ is left.\n\n`$a\n$b` costs \\$3, or $x$.\n\n```\n$ ls\n$ cd\n```\n"
    )
    (pages.course.assignment("units").folder / "README.md").write_text(text)
    page = pages.browser(ada).get(f"/assignments/{units.id}").text
    found = page.partition('id="reading"')[2].partition("</article>")[0]
    assert found.count("<math") == 2
    assert "0.25^" not in re.sub(r"<annotation.*?</annotation>", "", found)
    assert "<code>$a $b</code> costs $3" in found
    assert "$ ls\n$ cd" in found


def test_every_reading_of_the_course_is_typeset(course: Any) -> None:
    """No formula is left as its LaTeX, no table is lost."""
    for assignment in course.assignments:
        html = reading.reading_html(assignment, "/pictures")
        assert 'class="latex"' not in html, assignment.name
        assert "$" not in re.sub(r"<code.*?</code>|<annotation.*?</annotation>", "", html, flags=re.DOTALL), (
            assignment.name
        )
        assert html.count("<img") == len(assignment.figures), assignment.name
        assert "| ---" not in html
