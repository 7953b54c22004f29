"""The official schemas that stand beside the checkout, for tests; without them a test skips and says so."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
#: The one schema that is imported and not there: an attribute of W3C's that no export uses.
XLINK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
<xs:attribute name="href" type="xs:anyURI"/></xs:schema>"""
LOM = "{http://ltsc.ieee.org/xsd/LOM}lom"


@cache
def schema(path: str) -> Any:
    """The XML schema in that file; what it imports is found by its name, in the folder first that the README says."""
    etree = pytest.importorskip("lxml.etree", reason="validating needs lxml: make .venv/.dev")
    if not (SCHEMAS / path).exists():
        pytest.skip(f"no official schemas at {SCHEMAS}")

    class Local(etree.Resolver):  # type: ignore[misc, name-defined]
        def resolve(self, url: str, _public: str, context: Any) -> Any:
            name = url.rpartition("/")[2]
            near = [SCHEMAS / "qtiv3p0" / "w3" / name] if path.startswith("qtiv3p0") else [Path(url)]
            found = next((file for file in [*near, *sorted(SCHEMAS.rglob(name))] if file.exists()), None)
            return self.resolve_filename(str(found), context) if found else self.resolve_string(XLINK, context)

    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(str(SCHEMAS / path), parser))


@cache
def qti12_dtd() -> Any:
    """The document type of QTI 1.2.1."""
    etree = pytest.importorskip("lxml.etree", reason="validating needs lxml: make .venv/.dev")
    file = SCHEMAS / "qtiv1p2p1" / "ims_qtiasiv1p2p1.dtd"
    if not file.exists():
        pytest.skip(f"no official schemas at {SCHEMAS}")
    with file.open("rb") as text:
        return etree.DTD(text)


def problems(document: bytes, path: str) -> list[str]:
    """What is wrong with a document by the schema in that file, its descriptions (LOM) looked at, too."""
    from lxml import etree

    root = etree.fromstring(document)
    found = [*_problems(schema(path), root)]
    for description in root.iter(LOM):
        found += _problems(schema("imsmd_loose_v1p3p2.xsd"), etree.fromstring(etree.tostring(description)))
    return found


def _problems(validator: Any, root: Any) -> list[str]:
    return [] if validator.validate(root) else [str(error) for error in validator.error_log]
