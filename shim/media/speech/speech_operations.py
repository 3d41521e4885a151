"""Host operations of speechSynthesis."""

from __future__ import annotations

import json
from collections.abc import Callable

from shim.audio.readers import tone
from shim.audio.voice import Voice
from shim.engine.event_loop import Timer
from shim.engine.realm import Realm, operation
from shim.media.document import MediaDocument

from .speech import Speech, Utterance, Word

_TONE = 220.0
_LOUDNESS = 0.1
"""The pitch in Hz and the linear amplitude of what a recording has in the place of speech."""
_VOICES = {
    "English (United States)": "en-US",
    "English (United Kingdom)": "en-GB",
    "Deutsch": "de-DE",
    "Español": "es-ES",
    "Français": "fr-FR",
    "日本語": "ja-JP",
}


class SpeechOperations:
    """Host operations of `js/platform/speech`; the `SpeechHost` of the document's `Speech`."""

    def __init__(self, realm: Realm, document: MediaDocument) -> None:
        self._realm = realm
        self._speech = Speech(self)
        document.add_sound(self)

    @operation
    def speech_voices(self) -> str:
        voices = [
            {"voiceURI": f"urn:voice:{lang}", "name": name, "lang": lang, "default": at == 0}
            for at, (name, lang) in enumerate(_VOICES.items())
        ]
        return json.dumps(voices)

    @operation
    def speech_speak(self, number: int, text: str, rate: float, volume: float) -> None:
        self._speech.speak(Utterance(int(number), text, rate, volume))

    @operation
    def speech_cancel(self) -> None:
        self._speech.cancel()

    @operation
    def speech_pause(self) -> None:
        self._speech.pause()

    @operation
    def speech_resume(self) -> None:
        self._speech.resume()

    @operation
    def speech_pending(self) -> bool:
        return self._speech.pending

    @operation
    def speech_speaking(self) -> bool:
        return self._speech.speaking

    @operation
    def speech_paused(self) -> bool:
        return self._speech.paused

    # SpeechHost -------------------------------------------------------------------------------------------------------

    def now(self) -> float:
        return self._realm.loop.now()

    def call_at(self, due: float, callback: Callable[[], None]) -> Timer:
        """The page is not idle before it has said what it has to say."""
        return self._realm.loop.call_at(due, callback, self._realm, counts=True)

    def queue_task(self, callback: Callable[[], None]) -> None:
        self._realm.loop.queue_task(callback, self._realm)

    def event(self, number: int, type_: str, word: Word, elapsed: float, detail: str) -> None:
        self._realm.call("speechEvent", number, type_, word.place, word.length, elapsed, detail)
        self._realm.checkpoint()

    def close(self) -> None:
        self._speech.close()

    # Sound ------------------------------------------------------------------------------------------------------------

    def listen(self) -> Voice:
        """See `Sound.listen`. AD-HOC: a soft tone for as long as something is said."""
        voice = Voice(self.now)

        def said(utterance: Utterance | None) -> None:
            if utterance is None:
                voice.end(self.now())
            else:
                voice.begin(self.now(), tone(_TONE, _LOUDNESS * utterance.volume))

        listeners = self._speech.listeners
        listeners.append(said)
        voice.on_close = lambda: listeners.remove(said)
        said(self._speech.said)
        return voice
