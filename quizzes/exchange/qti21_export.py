"""Writes a bank as a QTI 2.1 package."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from quizzes.bank import Bank
from quizzes.exchange.losses import Exported
from quizzes.exchange.package import pack
from quizzes.exchange.qti2_package import TEST_FILE, Types, documents
from quizzes.exchange.xml_build import document

TARGET = "QTI 2.1"
METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
TYPES = Types("QTIv2.1 Package", "1.0.0", "imsqti_test_xmlv2p1", "imsqti_item_xmlv2p1", METADATA)
QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATIONS = {
    QTI: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    PACKAGING: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
}


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The package as a zip."""
    parts = documents(bank, TARGET, TYPES, variants=variants, seed=seed)
    files = {"imsmanifest.xml": _document(parts.manifest, PACKAGING), TEST_FILE: _document(parts.test, QTI)}
    files |= {name: _document(item, QTI) for name, item in parts.items.items()}
    return Exported(content=pack(files), suffix=".zip", losses=parts.losses)


def _document(root: Element, space: str) -> bytes:
    root.set("xmlns", space)
    root.set("xmlns:xsi", XSI)
    root.set("xsi:schemaLocation", f"{space} {LOCATIONS[space]}")
    return document(root)
