"""Records of Python as dicts: dataclasses, pydantic models, named tuples, attrs, mappings.

In: one object. Out: its fields as a dict, values as they are. Imports none of the packages it
serves. Tests: bindings/python/tests/test_values.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._errors import FactTypeError


def fields_of(record: Any, what: str = "") -> dict[str, Any]:
    """The fields of a record by name; lists of records stay lists. `what` it is, for the
    message, and what such a thing is: "`params` are a dict".

    >>> from collections import namedtuple
    >>> fields_of(namedtuple("Row", "sales target")(3, 4))
    {'sales': 3, 'target': 4}
    """
    if isinstance(record, Mapping):
        return dict(record)
    kind = type(record)
    if not isinstance(record, type):
        if hasattr(kind, "model_dump"):
            return dict(record.model_dump())
        if hasattr(kind, "__dataclass_fields__"):
            return {name: getattr(record, name) for name in kind.__dataclass_fields__}
        if hasattr(kind, "__attrs_attrs__"):
            return {field.name: getattr(record, field.name) for field in kind.__attrs_attrs__}
        if hasattr(kind, "_asdict"):
            return dict(record._asdict())
    what = what or "facts are a dict, a dataclass, a pydantic model or keyword arguments"
    raise FactTypeError(f"{what}, not of type {kind.__name__}")
