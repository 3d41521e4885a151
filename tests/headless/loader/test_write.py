

async def test_writing_nothing_after_loading_leaves_nothing_to_parse(page: Page) -> None:
    await page.set_content("<p>x", url="https://a.test/")
    await page.evaluate("(document.write(''), document.write('<b>y</b>'), 0)")
    assert await page.evaluate("document.body.innerHTML") == "<b>y</b>"
    assert page.errors == []
