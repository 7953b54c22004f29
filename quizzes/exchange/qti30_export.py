"""Writes a bank as a QTI 3.0 package: that of QTI 2.1 under other names."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from quizzes.bank import Bank
from quizzes.exchange.losses import Exported
from quizzes.exchange.package import pack
from quizzes.exchange.qti2_package import TEST_FILE, Types, documents
from quizzes.exchange.qti30_names import renamed
from quizzes.exchange.xml_build import document

TARGET = "QTI 3.0"
METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
TYPES = Types("QTI Package", "3.0.0", "imsqti_test_xmlv3p0", "imsqti_item_xmlv3p0", METADATA)
QTI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGING = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATIONS = {
    QTI: "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    PACKAGING: "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
}


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The package as a zip."""
    parts = documents(bank, TARGET, TYPES, variants=variants, seed=seed)
    files = {
        "imsmanifest.xml": _document(parts.manifest, PACKAGING),
        TEST_FILE: _document(renamed(parts.test), QTI),
    }
    files |= {name: _document(renamed(item), QTI) for name, item in parts.items.items()}
    return Exported(content=pack(files), suffix=".zip", losses=parts.losses)


def _document(root: Element, space: str) -> bytes:
    root.set("xmlns", space)
    root.set("xmlns:xsi", XSI)
    root.set("xsi:schemaLocation", f"{space} {LOCATIONS[space]}")
    return document(root)
