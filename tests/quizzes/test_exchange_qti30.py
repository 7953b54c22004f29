"""QTI 3.0 packages: valid by the official schemas, and those of QTI 2.1 under other names."""

from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.exchange import qti21_export, qti30_export
from quizzes.exchange.package import unpack
from quizzes.exchange.qti30_names import HTML, as_qti2
from quizzes.exchange.xml_safety import parse_xml, without_namespaces
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from tests.quizzes.official_schemas import problems
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.quizzes.samples import ITEMS, around, item
from tests.thorough import examples

SCHEMAS = {
    "imsmanifest.xml": "qtiv3p0/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    "": "qtiv3p0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd",
}


def files_of(bank: Bank) -> dict[str, bytes]:
    return unpack(qti30_export.export_bank(bank, variants=3, seed=1).content, "bank.zip")


def assert_valid(bank: Bank) -> None:
    for name, document in files_of(bank).items():
        assert not problems(document, SCHEMAS.get(name, SCHEMAS[""]))


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_is_valid_and_written_the_same_twice(name: str) -> None:
    """Every document of the package, descriptions included."""
    bank = bundled_bank(name)
    export = qti30_export.export_bank
    assert export(bank, variants=3, seed=1) == export(bank, variants=3, seed=1)
    assert_valid(bank)


@pytest.mark.parametrize("kind", BY_KIND)
@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_item_of_a_kind_is_valid(kind: str, choose: st.DataObject) -> None:
    """Whatever its texts hold."""
    if bank := bank_with(choose.draw(items(kind))):
        assert_valid(bank)


@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_says_what_it_says_in_qti21(kind: str) -> None:
    """So that what is scored and shown there is scored and shown here."""
    bank = around(item(kind))
    older = unpack(qti21_export.export_bank(bank, variants=3, seed=1).content, "bank.zip")["items/item.xml"]
    newer = parsed(files_of(bank)["items/item.xml"])
    assert all(element.tag in HTML or element.tag.startswith("qti-") for element in newer.iter())
    assert shape(as_qti2(newer)) == shape(parsed(older))


def parsed(document: bytes) -> Element:
    return without_namespaces(parse_xml(document, "a.xml"))


def shape(element: Element) -> tuple[object, ...]:
    """The whole tree, without how it is laid out and where its schema is."""
    attributes = {name: value for name, value in element.attrib.items() if name != "schemaLocation"}
    texts = [(element.text or "").strip(), (element.tail or "").strip()]
    return element.tag, attributes, *texts, *map(shape, element)


def test_an_attribute_of_html_keeps_its_name() -> None:
    """It has hyphens of its own."""
    text = b'<qti-prompt data-x="1"><p data-y="2">a</p></qti-prompt>'
    root = as_qti2(parsed(text))
    assert (root.attrib, root[0].attrib) == ({"dataX": "1"}, {"data-y": "2"})


def test_losses_bear_the_name_of_the_target() -> None:
    """They are those of QTI 2.1."""
    bank = bundled_bank("gallery")
    of_older = qti21_export.export_bank(bank, variants=3, seed=1).losses
    of_newer = qti30_export.export_bank(bank, variants=3, seed=1).losses
    assert [str(loss) for loss in of_newer] == [str(loss).replace("QTI 2.1", "QTI 3.0", 1) for loss in of_older]
