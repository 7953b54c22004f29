"""Files that mean harm, or are broken: refused in words, or read as far as they go, and never a traceback."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.exchange import (
    cartridge_export,
    qti12_blackboard_export,
    qti12_canvas_export,
    qti21_export,
    qti30_export,
)
from quizzes.exchange.bank_yaml import to_yaml
from quizzes.exchange.formats import import_bank
from quizzes.exchange.package import pack, unpack
from quizzes.exchange.refusals import ImportRefused
from quizzes.reader import parse_bank
from tests.quizzes.samples import ITEMS, data, read
from tests.thorough import examples

pytest.importorskip("defusedxml", reason="reading XML needs defusedxml: make .venv/.dev")

BANK = read(*(data(kind, id=kind.replace("_", "-")) for kind in ITEMS))
WRITERS = (qti12_canvas_export, qti21_export, qti30_export, cartridge_export, qti12_blackboard_export)
EXPORTS = [each.export_bank for each in WRITERS]
PACKAGES = [export(BANK, variants=1, seed=1).content for export in EXPORTS]
NAMES = ["qti12", "qti21", "qti30", "cartridge", "blackboard"]
QTI12 = b'<questestinterop><assessment ident="a"><section ident="s">%s</section></assessment></questestinterop>'
QTI2 = b'<assessmentItem identifier="a" title="a"><itemBody>%s</itemBody></assessmentItem>'
SOUND = next(document for name, document in unpack(PACKAGES[0], "x").items() if name == "sample/sample.xml")


def assert_read_or_refused(content: bytes, name: str = "file.zip") -> bool:
    """Whether it was read: then into a sound bank. A refusal is one line that names the file."""
    try:
        imported = import_bank(content, name)[1]
    except ImportRefused as error:
        assert "\n" not in str(error) and str(error).startswith("`")
        return False
    assert parse_bank(to_yaml(imported.bank)) == imported.bank
    return True


@pytest.mark.parametrize("content", PACKAGES, ids=NAMES)
def test_the_sound_files_are_read(content: bytes) -> None:
    """So that what follows changes files that are read otherwise."""
    assert assert_read_or_refused(content)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NAMED = b'<!DOCTYPE questestinterop SYSTEM "http://example.org/ims_qtiasiv1p2p1.dtd">'


@pytest.mark.parametrize("declaration", [ENTITIES, EXTERNAL, NAMED], ids=["entities", "external", "document type"])
@pytest.mark.parametrize("form", [QTI12, QTI2], ids=["qti12", "qti2"])
def test_a_declaration_is_refused(declaration: bytes, form: bytes) -> None:
    """Alone and in a package, where it stands and where a comment stands before it."""
    document = declaration + form % b"&a;"
    for content in (
        document,
        b"<!-- c -->" + document,
        pack({"a/item.xml": document, "imsmanifest.xml": b"<manifest/>"}),
    ):
        with pytest.raises(ImportRefused, match="declares a document type or entities, which can do harm; delete its"):
            import_bank(content, "file")


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_path_that_climbs_is_refused() -> None:
    """Before anything is read."""
    with pytest.raises(ImportRefused, match=r"holds the path `\.\./item.xml`, which leaves the package"):
        import_bank(zipped(**{"../item.xml": SOUND}), "file.zip")


def test_a_bomb_is_refused() -> None:
    """A package of nothing but spaces, and a package inside a package, which nobody opens."""
    bomb = zipped(**{"item.xml": b" " * 20_000_000})
    with pytest.raises(ImportRefused, match="which is too large unpacked"):
        import_bank(bomb, "file.zip")
    with pytest.raises(ImportRefused, match="is of no format that can be imported"):
        import_bank(zipped(**{"inner.zip": bomb}), "file.zip")


def test_an_image_and_a_link_outside_are_never_fetched() -> None:
    """They are lost, and a path in a manifest leads nowhere."""
    image = SOUND.replace(b"What?", b'What? &lt;img src="file:///etc/passwd"/&gt;', 1)
    imported = import_bank(image, "file.xml")[1]
    assert "the image `file:///etc/passwd`" in [loss.what for loss in imported.losses]
    files = unpack(PACKAGES[1], "x")
    files["imsmanifest.xml"] = files["imsmanifest.xml"].replace(b'href="items/', b'href="file:///etc/')
    files["test.xml"] = files["test.xml"].replace(b'href="items/', b'href="../../../etc/')
    assert assert_read_or_refused(pack(files))


ENDS = b"</conditionvar></respcondition></resprocessing></item>"


def deep(tag: str, levels: int) -> bytes:
    return f"<{tag}>".encode() * levels + f"</{tag}>".encode() * levels


@pytest.mark.parametrize(
    "content",
    [
        QTI12 % deep("section", 5000),
        QTI12 % deep("section", 150),
        QTI12 % (b'<item ident="i"><presentation>' + deep("flow", 150) + b"</presentation></item>"),
        QTI12 % (b"<item><resprocessing><respcondition><conditionvar>%s" % deep("not", 150) + ENDS),
        QTI2 % deep("div", 5000),
        QTI2 % deep("div", 150),
        QTI2 % (b"<p>" * 150 + b'<textEntryInteraction responseIdentifier="R"/>' + b"</p>" * 150),
    ],
)  # fmt: skip
def test_depth_without_end_is_refused_or_read(content: bytes) -> None:
    """As far as a person could have meant it."""
    assert_read_or_refused(content, "file.xml")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"PK\x03\x04",
        pack({}),
        pack({"imsmanifest.xml": b"<manifest/>"}),
        pack({"a.xml": b"<questestinterop>"}),
        b"<questestinterop/>",
        b"<assessmentItem/>",
        b"<qti-assessment-item/>",
        SOUND[: len(SOUND) // 2],
        SOUND.replace(b"UTF-8", b"UTF-16"),
        SOUND.replace(b"UTF-8", b"klingon"),
        SOUND.decode().encode("utf-16"),
        SOUND.replace(b"What?", b"\xff\xfe\xe9"),
        SOUND.replace(b"What?", b"&#0;"),
        PACKAGES[0][:-100],
        PACKAGES[0][:200],
        QTI12 % b"<item/>",
        QTI12 % b"<item ident='a'><presentation><response_lid><render_choice/></response_lid></presentation></item>",
        QTI2 % b"<choiceInteraction/>",
        QTI2 % b"<p><textEntryInteraction/><inlineChoiceInteraction/></p>",
        QTI2 % b"<matchInteraction/><gapMatchInteraction/>",
    ],
)
def test_what_is_no_bank_is_refused(content: bytes) -> None:
    """Truncated, in a wrong encoding, empty, or without anything that is asked."""
    assert not assert_read_or_refused(content, "file.xml")


def test_another_encoding_is_read() -> None:
    """Where the document says which."""
    text = SOUND.decode().replace("What?", "Où?")
    for encoding in ("utf-8", "utf-16", "latin-1"):
        assert assert_read_or_refused(text.replace("UTF-8", encoding).encode(encoding), "file.xml")


def test_many_questions_are_read_in_time_that_grows_with_them() -> None:
    """A list of thousands of options, and thousands of conditions about them, is none that a person made."""
    labels = b"".join(b'<response_label ident="%d"/>' % number for number in range(7000))
    conditions = b"".join(
        b'<respcondition><conditionvar><varequal respident="r">%d</varequal></conditionvar></respcondition>' % number
        for number in range(7000)
    )
    response = b'<response_lid ident="r"><render_choice>%s</render_choice></response_lid>' % labels
    inner = b"<presentation>%s</presentation><resprocessing>%s</resprocessing>" % (response, conditions)
    with pytest.raises(ImportRefused, match="left out: it has more than 20,000 elements"):
        import_bank(QTI12 % (b'<item ident="i">%s</item>' % inner), "file.xml")


PARTS = st.sampled_from(
    [
        *(b"", b"<", b">", b"&", b"&lt;", b"&#65;", b"]]>", b"<!--", b"<x>", b"</x>", b'"', b"'", b"\x00", b"\xff"),
        *(b"<![CDATA[", b"{{ x }}", b"$", b"`", b"[[a]]", b"-1", b"1e999", b"nan", b"0", b"99999999999999999999"),
        *(b"true", b"Multiple", b"Ordered", b"identifier", b"<p/>", b"<item/>", b"<response_lid/>", b"<and><not/>"),
        *(b"<choiceInteraction/>", b"<textEntryInteraction/>", b"<responseCondition/>", b"<mapping/>"),
    ]
)  # fmt: skip


def documents_of(content: bytes) -> list[str]:
    return [name for name in unpack(content, "x") if name.endswith((".xml", ".dat")) and "manifest" not in name]


@pytest.mark.parametrize("content", PACKAGES, ids=NAMES)
@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_document_with_anything_in_some_places_is_read_or_refused(content: bytes, choose: st.DataObject) -> None:
    """Elements and attributes that are gone, or hold something else."""
    files = unpack(content, "x")
    name = choose.draw(st.sampled_from(documents_of(content)))
    document = files[name]
    for _times in range(choose.draw(st.integers(1, 4))):
        document = choose.draw(st.sampled_from(CHANGES))(document, choose)
    assert_read_or_refused(pack({**files, name: document}))


def _cut(document: bytes, choose: st.DataObject) -> bytes:
    start = choose.draw(st.integers(0, len(document)))
    return (
        document[:start]
        + choose.draw(PARTS)
        + document[choose.draw(st.integers(start, min(start + 40, len(document)))) :]
    )


def _other_value(document: bytes, choose: st.DataObject) -> bytes:
    return _changed(document, choose, rb'="[^"]*"', lambda part: b'="' + re.sub(rb'[<"&]', b"", part) + b'"')


def _without_element(document: bytes, choose: st.DataObject) -> bytes:
    return _changed(document, choose, rb"<(\w[\w-]*)[^<>]*>[^<>]*</\1>|<\w[^<>]*/>", lambda part: part)


def _other_text(document: bytes, choose: st.DataObject) -> bytes:
    return _changed(document, choose, rb">[^<>]+<", lambda part: b">" + part + b"<")


def _changed(document: bytes, choose: st.DataObject, pattern: bytes, wrap: Callable[[bytes], bytes]) -> bytes:
    places = [match.span() for match in re.finditer(pattern, document)]
    if not places:
        return document
    start, end = choose.draw(st.sampled_from(places))
    return document[:start] + wrap(choose.draw(PARTS)) + document[end:]


CHANGES = [_cut, _other_value, _other_value, _without_element, _without_element, _other_text]


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PACKAGES), st.integers(0, 10**6), st.binary(max_size=4), st.integers(0, 60))
def test_a_package_with_any_bytes_changed_is_read_or_refused(content: bytes, at: int, other: bytes, gone: int) -> None:
    """The directory of the archive too."""
    start = at % len(content)
    assert_read_or_refused(content[:start] + other + content[start + gone :])
