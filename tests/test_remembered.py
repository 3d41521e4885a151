"""Caches of functions of texts that pages give."""

from __future__ import annotations

from shim.remembered import remembered, remembered_by_size


def test_long_texts_are_not_remembered() -> None:
    asked: list[tuple[str, int]] = []

    @remembered(2, longest=5)
    def double(text: str, times: int = 2) -> str:
        asked.append((text, times))
        return text * times

    assert [double(text) for text in ("a", "a", "123456", "123456")] == ["aa", "aa", "123456123456", "123456123456"]
    assert double("a", times=3) == "aaa"
    assert asked == [("a", 2), ("123456", 2), ("123456", 2), ("a", 3)]


def test_texts_are_remembered_that_come_to_a_size() -> None:
    asked: list[str] = []

    @remembered_by_size(10)
    def upper(text: str, _other: int | None = None) -> str:
        asked.append(text)
        return text.upper()

    for text in ("abcd", "abcd", "efgh", "abcd", "i" * 20, "i" * 20, "abcd"):
        assert upper(text) == text.upper()
    assert asked == ["abcd", "efgh", "i" * 20, "abcd"]
