"""Treatment of a document that sends what no polyfill sends."""

from __future__ import annotations

from shim.device.device import Device
from shim.link import messages as protocol


def cut_off(device: Device, document: int) -> None:
    """The document is silent for the device from now on; the frames in it go on. Nothing more of it may be received."""
    session = device.core.session(document)
    removed = [protocol.RemoveElement(id=element) for element in session.elements]
    device.take_all(document, [*removed, protocol.Inactivate(element=None, serial=session.serial + 1)])
