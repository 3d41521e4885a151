"""Media elements under the polyfill and the real host: what makes a session active, inactive, interrupted."""

from tests.polyfill.world import World

MAKE = "globalThis.a = document.createElement('audio'); append(a);"


def test_session_is_active_while_an_element_plays(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    assert (page.state, page.log) == ("active", ["active"])
    page.do("a.pause()")
    assert (page.state, page.log) == ("inactive", ["inactive"])
    assert world.causes == [
        (page.id, "inactive", "active", "element became audible: audio#1"),
        (page.id, "active", "inactive", "element no longer audible: audio#1"),
    ]


def test_page_sees_the_change_only_after_the_media_event(world: World) -> None:
    page = world.page()
    page.do(
        MAKE + "globalThis.seen = []; for (const t of ['play', 'playing', 'pause', 'ended'])"
        "a.addEventListener(t, () => seen.push(t + ' ' + navigator.audioSession.state)); a.play()"
    )
    page.do("a.pause()")
    page.do("a.play()")
    page.do("a.end()")
    assert page.run("return seen") == [
        "play inactive",
        "playing inactive",
        "pause active",
        "play inactive",
        "playing inactive",
        "pause active",
        "ended active",
    ]


def test_muted_volume_and_missing_track_are_silence(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.muted = true; a.play()")
    assert page.state == "inactive"
    page.do("a.muted = false")
    assert page.state == "active"
    page.do("a.volume = 0")
    assert page.state == "inactive"
    page.do("a.volume = 0.001")
    assert page.state == "active"
    page.do("globalThis.v = document.createElement('video'); v.audio = false; v.play(); a.pause()")
    assert page.state == "inactive"


def test_two_toggles_of_mute_in_one_task_end_active(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    page.do("for (let i = 0; i < 2; i++) { a.muted = true; a.muted = false }")
    assert page.state == "active"
    assert page.log == ["active", "inactive", "active", "inactive", "active"]


def test_pause_and_play_in_one_task_change_nothing(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    page.do("a.pause(); a.play()")
    page.do("a.seek()")
    assert (page.state, page.log) == ("active", ["active"])


def test_play_and_pause_in_one_task_change_nothing(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play(); a.pause()")
    assert (page.state, page.log) == ("inactive", [])


def test_stall_is_silence_until_playback_goes_on(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    page.do("a.stall()")
    assert page.state == "inactive"
    page.do("a.recover()")
    assert page.state == "active"


def test_session_ends_with_the_last_of_two_elements(world: World) -> None:
    page = world.page()
    page.do(MAKE + "globalThis.b = new Audio(); a.play(); b.play()")
    page.do("a.pause()")
    assert (page.state, page.log) == ("active", ["active"])
    page.do("b.end()")
    assert (page.state, page.log) == ("inactive", ["inactive"])


def test_failed_element_is_silent(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    page.do("a.fail()")
    assert page.state == "inactive"


def test_element_playing_before_installation_is_found(world: World) -> None:
    page = world.page(
        before="globalThis.a = new HTMLAudioElement(); append(a); a.play(); while (tasks.length) runTask();"
    )
    world.settle()
    assert page.state == "active"


def test_element_of_markup_is_found_when_it_plays(world: World) -> None:
    page = world.page()
    page.do("globalThis.a = new HTMLAudioElement(); append(a); a.internalPlay()")
    assert page.state == "active"


def test_clone_and_detached_elements_count(world: World) -> None:
    page = world.page()
    page.do(MAKE + "globalThis.b = a.cloneNode(); b.internalPlay()")
    assert page.state == "active"
    page.do("b.pause(); globalThis.c = new Audio(); c.internalPlay()")
    assert page.state == "active"


def test_element_that_moves_to_another_document_leaves_the_session(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    page.do("a.ownerDocument = {}; a.fire('pause')")
    assert page.state == "inactive"
    assert world.host.device.session(page.id).elements == {}
    page.do("a.ownerDocument = document; a.fire('playing')")
    assert page.state == "active"


def test_collected_elements_leave_the_session(world: World) -> None:
    page = world.page()
    page.do("globalThis.all = []; for (let i = 0; i < 50; i++) { all.push(new Audio()); all[i].play() }")
    assert len(world.host.device.session(page.id).elements) == 50
    page.do("for (const a of all) a.pause()")
    page.do("all = null")
    page.context.gc()
    page.run("")
    assert world.host.device.session(page.id).elements == {}


def test_interruption_pauses_and_resumes_what_was_audible(world: World) -> None:
    page = world.page()
    page.do(MAKE + "globalThis.b = new Audio(); a.play(); b.muted = true; b.play()")
    call = world.begin()
    assert page.state == "interrupted"
    assert page.run("return [a.paused, b.paused]") == [True, False]
    world.end(call)
    assert page.run("return [a.paused, b.paused]") == [False, False]
    assert page.log == ["active", "interrupted", "active"]
    assert [c[3] for c in world.causes] == ["element became audible: audio#1", "phone call", "phone call ended"]


def test_elements_paused_by_the_page_do_not_resume(world: World) -> None:
    page = world.page()
    page.do(MAKE + "globalThis.b = new Audio(); a.play(); b.play()")
    call = world.begin()
    page.do("a.pause()")
    world.end(call)
    assert page.run("return [a.paused, b.paused]") == [True, False]
    assert page.state == "active"


def test_nothing_left_to_resume_ends_inactive(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    call = world.begin()
    page.do("a.pause()")
    assert page.state == "interrupted"
    world.end(call)
    assert (page.state, page.run("return a.paused")) == ("inactive", True)
    assert world.causes[-1][3] == "phone call ended, nothing to resume"


def test_element_that_the_page_loads_anew_meanwhile_does_not_resume(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    call = world.begin()
    page.do("a.fire('emptied')")
    assert page.state == "interrupted"
    world.end(call)
    assert (page.state, page.run("return a.paused")) == ("inactive", True)


def test_element_that_the_page_loads_anew_and_plays_meanwhile_resumes(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    call = world.begin()
    page.do("a.fire('emptied'); a.play()")
    assert (page.state, page.run("return a.paused")) == ("interrupted", True)
    world.end(call)
    assert (page.state, page.run("return a.paused")) == ("active", False)


def test_play_during_an_interruption_waits_for_its_end(world: World) -> None:
    page = world.page()
    call = world.begin()
    page.do(MAKE + "a.play()")
    assert (page.state, page.run("return a.paused")) == ("interrupted", True)
    page.do("a.play()")
    assert page.run("return a.paused") is True
    world.end(call)
    assert (page.state, page.run("return a.paused")) == ("active", False)


def test_interruption_that_ends_at_once_leaves_the_element_playing(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    call, deliveries = world.host.begin_interruption("alarm", 0.0)
    world.queue(deliveries)
    world.queue(world.host.end_interruption(call, 0.0))
    world.settle()
    assert (page.state, page.run("return a.paused")) == ("active", False)
    assert page.log == ["active", "interrupted", "active"]


def test_end_without_permission_to_resume_leaves_elements_paused(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    world.end(world.begin(), resume=False)
    assert (page.state, page.run("return a.paused")) == ("inactive", True)
    page.do("a.play()")
    assert page.state == "active"


def test_element_that_cannot_resume_does_not_leave_the_session_active(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    call = world.begin()
    page.do("a.fail(); a.internalPlay = () => {}")
    world.end(call)
    assert page.state == "inactive"


def test_element_muted_while_interrupted_resumes_but_is_silent(world: World) -> None:
    page = world.page()
    page.do(MAKE + "a.play()")
    call = world.begin()
    page.do("a.muted = true")
    world.end(call)
    assert (page.state, page.run("return a.paused")) == ("inactive", False)
    page.do("a.muted = false")
    assert page.state == "active"


def test_detached_element_survives_collection_while_interrupted(world: World) -> None:
    page = world.page()
    page.do("new Audio().play()")
    call = world.begin()
    page.context.gc()
    world.end(call)
    assert page.state == "active"
