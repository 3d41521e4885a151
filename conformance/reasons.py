"""Reasons why a native trace, or a decision of ours, is not what the draft's words give. Scenarios name them by key."""

from __future__ import annotations

from dataclasses import dataclass

DRAFT = "https://w3c.github.io/audio-session/"


@dataclass(frozen=True, slots=True)
class Reason:
    """`anchor` is the section of the draft, `decision` the number in docs/session.md, if there is one."""

    text: str
    anchor: str
    decision: int = 0


REASONS = {
    # What we decided
    "turn of one session": Reason(
        "By its words the loop over a tab's sessions ends at the first one that is not active, not exclusive, or auto "
        "beside auto; then the sessions behind it would stay active beside the one that displaces. It is read as "
        "the end "
        "of that session's turn. Firefox does the same.",
        "#audio-session-other-algorithms",
        1,
    ),
    "auto beside auto": Reason(
        "Step 5.4 compares computed types with `auto`, which none ever is, so by the words one auto session displaces "
        "another; the assertion and the note of *update the selected audio session* say that several may be active. "
        "The "
        "comparison is of the types that were set. Firefox does the same.",
        "#audio-session-other-algorithms",
        2,
    ),
    "last audible": Reason(
        "By its words the first of several audible elements that stops makes the session inactive, for only an "
        "interrupted "
        "one prevents it. It is read as the last one that stops. Firefox does the same.",
        "#integration",
        6,
    ),
    "last request": Reason(
        "*Try activating* looks at `[[state]]`, which in the task of the *inactivate* before it still is active: by "
        "the words "
        "the second of both is lost, and the session inactive while an element sounds. The last request counts.",
        "#audio-session-update-state-algorithm",
        7,
    ),
    "displaced and interrupted": Reason(
        "A displaced session's elements play on, and a phone call must silence them too: the interruption reaches "
        "every "
        "session that sounds, and afterwards the same one is displaced as before.",
        "#audio-session-update-state-algorithm",
        9,
    ),
    "refused capture": Reason(
        "The draft lets the capture start and ends it in a task; WebKit refuses it with `InvalidStateError`, and "
        "pages look "
        "for that error.",
        "#microphone-track-source",
        14,
    ),
    "speech": Reason("The draft does not speak of speech; Firefox counts it.", "#integration", 15),
    "moved": Reason(
        "The draft moves an audible element between the lists of two sessions and runs no algorithm for either. It "
        "is read as an "
        "element that is no longer audible there and becomes audible here. Firefox does the same.",
        "#media-element-sink",
        19,
    ),
    # What Firefox does otherwise
    "microphone": Reason(
        "Firefox has not made microphone tracks elements of the session: no state follows from one, no type ends one.",
        "#microphone-track-source",
    ),
    "samples": Reason(
        "Firefox looks at an element's samples, and takes two seconds of zeros for silence; the draft asks for an "
        "audio track, "
        "a volume and no mute.",
        "#media-element-sink",
        16,
    ),
    "short": Reason(
        "Firefox takes no notice of a resource that lasts less than three seconds (preference "
        "`media.mediacontrol.eligible.media.duration.s`); the draft has no such rule.",
        "#media-element-sink",
        16,
    ),
    "streams": Reason("Firefox takes no notice of an element that plays a MediaStream.", "#media-element-sink", 16),
    "not coalesced": Reason(
        "Firefox goes through both states within the task, and fires both events when the state is the last one "
        "already.",
        "#audio-session-update-state-algorithm",
        7,
    ),
    "each type at once": Reason(
        "Firefox applies each type that is set; the draft queues a task that applies the last one.",
        "#audio-session-update-type-algorithm",
    ),
    "order of events": Reason(
        "In the draft the displaced session is told by a task that the displacing one's algorithm queues, so its "
        "event comes "
        "second; in Firefox it comes first.",
        "#audio-session-update-state-algorithm",
        18,
    ),
    "computed anew": Reason(
        "In Firefox a displaced document whose exclusive element pauses while its AudioContext runs becomes active "
        "again; in "
        "the draft nothing activates a session but an element that becomes audible.",
        "#integration",
        8,
    ),
    "other tabs": Reason(
        "The draft lets user agents decide whether several tabs may have audio focus. Firefox with its default "
        "preferences lets all; here a device does by the types' descriptions: playback does not mix with other "
        "playback, transient-solo pauses what else plays for as long as it lasts.",
        "#concepts",
    ),
    "test voice": Reason(
        "Firefox's test voice that lasts long enough to look at cannot be cancelled.", "#integration", 15
    ),
    # What cannot be seen
    "no interruption": Reason(
        "Nothing interrupts Firefox's sessions: the state `interrupted` does not occur there.",
        "#audio-session-update-state-algorithm",
    ),
}
