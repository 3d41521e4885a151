"""Speech synthesis, of which the draft says nothing. Firefox's test voice never comes to an end by itself."""

from ..scenario import Scenario


def _speech(name: str, *steps: str, native: str = "speech", unobservable: str = "") -> Scenario:
    return Scenario(f"speech/{name}", steps, "#integration", native=native, decided="speech", unobservable=unobservable)


SCENARIOS = [
    _speech("cancelled", "top speak s => | top=active", "top cancel => | top=inactive", native="test voice"),
    _speech("type set meanwhile", "top speak s => | top=active", "top type playback", "top type auto"),
    _speech(
        "element meanwhile",
        "top speak s => | top=active",
        "top play a => top=active |",
        "top pause a => top=inactive |",
    ),
]
