# ruff: noqa: E501 expressions are lines
"""`Intl` and the `toLocale...` methods: what QuickJS gives, by ICU of its own, held against Chromium's."""

from __future__ import annotations

import json

import pytest

from shim import Browser
from tests.real_browsers import need_chromium

URL = "https://example.test/"
RUN = """(expressions) => expressions.map((expression) => {
  try { const value = (0, eval)(expression); return JSON.stringify(value) ?? String(value); } catch (error) { return error.name; }
})"""
LOCALES = ("en-US", "de", "fr", "ja", "ar-EG", "hi", "pt-BR", "zh-Hans", "es", "ru", "pl", "tr", "sv", "ko", "he", "it")
NUMBERS = (
    "", "style:'currency',currency:'EUR'", "style:'currency',currency:'JPY',currencyDisplay:'name'",
    "style:'percent',maximumFractionDigits:1", "notation:'compact'", "notation:'compact',compactDisplay:'long'",
    "style:'unit',unit:'kilometer-per-hour',unitDisplay:'long'", "minimumFractionDigits:2,maximumFractionDigits:2",
    "style:'unit',unit:'megabyte'", "style:'currency',currency:'USD',currencySign:'accounting'",
)  # fmt: skip
DATES = (
    "", "dateStyle:'full'", "dateStyle:'medium',timeStyle:'short'", "dateStyle:'long',timeStyle:'long'",
    "hour:'numeric',minute:'2-digit'", "year:'numeric',month:'long',day:'numeric'", "timeStyle:'medium'",
    "weekday:'short',month:'short',day:'numeric'", "hour:'2-digit',minute:'2-digit',second:'2-digit',hour12:false",
    "month:'long',year:'numeric'", "year:'2-digit',month:'2-digit',day:'2-digit'", "weekday:'long'", "hour:'numeric'",
)  # fmt: skip
OF_EACH_LOCALE = (
    *(f"[0.5,1234567.891,-12,3].map(new Intl.NumberFormat(L,{{{o}}}).format)" for o in NUMBERS),
    *(
        f"new Intl.DateTimeFormat(L,{{timeZone:'Europe/Berlin',{o}}}).format(Date.UTC(2026,10,30,15,4,5))"
        for o in DATES
    ),
    *(
        f"[-1,0,1,2,-5].map((n) => new Intl.RelativeTimeFormat(L,{{numeric:'auto'}}).format(n,'{unit}'))"
        for unit in ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
    ),
    "[-1,2,-5].map((n) => new Intl.RelativeTimeFormat(L,{style:'short'}).format(n,'days'))",
    *(
        f"['long','short'].map((style) => new Intl.ListFormat(L,{{type:'{type_}',style}}).format(['a','b','c']))"
        for type_ in ("conjunction", "disjunction", "unit")
    ),
    "[0,1,2,3,5,11,21,101,1.5].map((n) => ['cardinal','ordinal'].map((type) => new Intl.PluralRules(L,{type}).select(n)))",
    "[['region','US'],['language','fr'],['language','en-GB'],['currency','EUR'],['script','Cyrl'],['calendar','buddhist'],"
    "['dateTimeField','month']].map(([type,code]) => new Intl.DisplayNames(L,{type}).of(code))",
    "['z','a','Z','ä','Ä','ö','a10','a2','é','e','ß','ss','中','b'].sort(new Intl.Collator(L).compare)",
    "['toLocaleString','toLocaleDateString','toLocaleTimeString'].map((m) => new Date(Date.UTC(2026,0,2,3,4,5))[m](L,{timeZone:'UTC'}))",
    "[(1234.5).toLocaleString(L), 12345678901234567890n.toLocaleString(L)]",
    "new Intl.NumberFormat(L).resolvedOptions()",
    "new Intl.DateTimeFormat(L,{timeZone:'UTC',hour:'numeric',minute:'numeric'}).resolvedOptions()",
    "new Intl.NumberFormat(L,{style:'currency',currency:'USD'}).formatToParts(-1234.5)",
    "new Intl.DateTimeFormat(L,{timeZone:'UTC',dateStyle:'full',timeStyle:'long'}).formatToParts(0)",
    "new Intl.NumberFormat(L).formatRange(3,1500)",
    "new Intl.DateTimeFormat(L,{timeZone:'UTC',dateStyle:'medium'}).formatRange(0,86400000*3)",
    "((l) => [l.maximize()+'',l.minimize()+'',l.getWeekInfo(),l.getTextInfo(),l.getHourCycles(),l.getNumberingSystems()])"
    "(new Intl.Locale(L))",
)
OTHERS = """
new Intl.NumberFormat().resolvedOptions()
Intl.DateTimeFormat().resolvedOptions()
Intl.DateTimeFormat.supportedLocalesOf(['de','xx','en-US-u-nu-arab'])
Intl.getCanonicalLocales(['EN-us','zh-hant-tw','iw'])
Intl.getCanonicalLocales('x_y')
new Intl.NumberFormat('en',{style:'currency'})
new Intl.NumberFormat('en',{style:'nope'})
new Intl.NumberFormat('en',{maximumFractionDigits:101})
new Intl.NumberFormat('en',{minimumFractionDigits:3,maximumFractionDigits:2})
new Intl.NumberFormat('en',{unit:'smoot',style:'unit'})
Intl.ListFormat()
Intl.PluralRules()
new Intl.DateTimeFormat('en',{timeZone:'Nowhere/City'})
new Intl.DateTimeFormat('en',{dateStyle:'full',hour:'numeric'})
new Intl.DateTimeFormat('en').format(NaN)
new Intl.DateTimeFormat('de-u-ca-buddhist-nu-arab',{timeZone:'UTC'}).format(0)
new Intl.DateTimeFormat('en-u-hc-h23',{timeZone:'UTC',hour:'numeric'}).resolvedOptions()
new Intl.DateTimeFormat('en',{timeZone:'+05:30',hour:'numeric',minute:'numeric',timeZoneName:'shortOffset'}).format(0)
new Intl.DateTimeFormat('en',{timeZone:'America/New_York',timeZoneName:'long'}).format(0)
new Intl.DateTimeFormat('en',{timeZone:'UTC',fractionalSecondDigits:3,second:'numeric',minute:'numeric'}).format(123)
new Intl.DateTimeFormat('en',{timeZone:'UTC',dayPeriod:'long',hour:'numeric'}).format(0)
new Intl.DateTimeFormat('en',{timeZone:'UTC',era:'long'}).format(-8e13)
new Intl.DateTimeFormat('ja',{timeZone:'UTC',hour:'numeric',hour12:true}).format(0)
new Intl.DateTimeFormat('en',{timeZone:'UTC'}).formatToParts(0)
new Intl.NumberFormat('en',{notation:'scientific'}).format(123456)
new Intl.NumberFormat('en',{notation:'engineering'}).formatToParts(123456)
new Intl.NumberFormat('en',{signDisplay:'exceptZero'}).format(5)
new Intl.NumberFormat('en',{style:'currency',currency:'USD',currencySign:'accounting'}).format(-5)
new Intl.NumberFormat('en',{maximumSignificantDigits:3}).format(123456)
new Intl.NumberFormat('en',{minimumIntegerDigits:3}).format(5)
new Intl.NumberFormat('en',{useGrouping:false}).format(123456)
new Intl.NumberFormat('en',{useGrouping:'min2'}).format(1234)
new Intl.NumberFormat('en',{roundingMode:'floor',maximumFractionDigits:0}).format(1.9)
new Intl.NumberFormat('en',{roundingIncrement:5,minimumFractionDigits:2,maximumFractionDigits:2}).format(1.23)
new Intl.NumberFormat('en',{trailingZeroDisplay:'stripIfInteger',minimumFractionDigits:2}).format(2)
new Intl.NumberFormat('en',{roundingPriority:'morePrecision',maximumSignificantDigits:2,maximumFractionDigits:2}).format(1.2345)
[NaN,Infinity,-Infinity,-0,1e21,1e-7].map(new Intl.NumberFormat('en').format)
new Intl.NumberFormat('en').formatToParts(NaN)
new Intl.NumberFormat('en').format('12345678901234567890.5')
new Intl.NumberFormat('en').format(12345678901234567890n)
new Intl.PluralRules('ar').resolvedOptions()
new Intl.RelativeTimeFormat('en').formatToParts(-3,'days')
new Intl.RelativeTimeFormat('en').format(1,'parsec')
new Intl.RelativeTimeFormat('en').resolvedOptions()
new Intl.ListFormat('en').formatToParts(['a','b','c'])
new Intl.ListFormat('en').format([1])
new Intl.ListFormat('en').resolvedOptions()
new Intl.DisplayNames('en',{type:'language',languageDisplay:'standard'}).of('en-GB')
new Intl.DisplayNames('en',{type:'region'}).of('ZZ')
new Intl.DisplayNames('en',{type:'region',fallback:'none'}).of('QX')
new Intl.DisplayNames('en',{type:'region'}).of('U')
new Intl.DisplayNames('en',{type:'currency',style:'narrow'}).of('USD')
new Intl.DisplayNames('en',{type:'currency',style:'short'}).of('EUR')
new Intl.DisplayNames('en')
new Intl.Collator('de').resolvedOptions()
['a10','a2'].sort(new Intl.Collator('en',{numeric:true}).compare)
new Intl.Collator('en',{sensitivity:'base'}).compare('a','Á')
new Intl.Collator('en',{sensitivity:'accent'}).compare('a','A')
new Intl.Collator('en',{sensitivity:'case'}).compare('a','A')
new Intl.Collator('en',{caseFirst:'upper'}).compare('a','A')
new Intl.Collator('en',{ignorePunctuation:true}).compare('a-b','ab')
new Intl.Collator('de-u-co-phonebk').resolvedOptions()
'a'.localeCompare('B')
'ä'.localeCompare('z','sv')
'a'.localeCompare('A',undefined,{sensitivity:'base'})
[...new Intl.Segmenter('en',{granularity:'word'}).segment('Hello, wörld 👍🏽! Don\\\\'t')].map(s=>[s.segment,s.index,s.isWordLike])
[...new Intl.Segmenter('en').segment('👨‍👩‍👧é')].length
[...new Intl.Segmenter('en',{granularity:'sentence'}).segment('Hello there. How are you? Fine.')].map(s=>s.segment)
new Intl.Segmenter('ja',{granularity:'word'}).segment('吾輩は猫である。').containing(3)
[...new Intl.Segmenter('th',{granularity:'word'}).segment('สวัสดีครับ')].map(s=>s.segment)
new Intl.Segmenter('en').resolvedOptions()
new Intl.Locale('en-Latn-US-u-ca-buddhist-hc-h12-kn').toString()
(l=>[l.language,l.script,l.region,l.baseName,l.calendar,l.hourCycle,l.numeric,l.numberingSystem,l.caseFirst,l.collation])(new Intl.Locale('en-Latn-US-u-ca-buddhist-hc-h12-kn'))
new Intl.Locale('en',{region:'GB',hourCycle:'h23',numeric:true}).toString()
new Intl.Locale('en',{region:'x'})
new Intl.Locale()
new Intl.NumberFormat(new Intl.Locale('de')).format(1.5)
[1234.5,new Date(0)].toLocaleString('en-US',{timeZone:'UTC'})
new Date(NaN).toLocaleString()
(1e6).toLocaleString()
(0.123).toLocaleString('en-US',{style:'percent'})
new Date(0).toLocaleDateString('en-US',{timeZone:'UTC',month:'short'})
new Date(0).toLocaleTimeString('en-US',{timeZone:'UTC',hour:'2-digit',minute:'2-digit'})
new Date(0).toLocaleDateString('en-US',{timeZone:'UTC',timeStyle:'short'})
Intl.supportedValuesOf('calendar')
Intl.supportedValuesOf('collation')
Intl.supportedValuesOf('unit')
Intl.supportedValuesOf('nope')
Object.prototype.toString.call(new Intl.NumberFormat())
Intl.NumberFormat.prototype.format
Intl.NumberFormat.prototype.resolvedOptions.call({})
Object.getOwnPropertyNames(Intl.DateTimeFormat.prototype).sort()
class2 = class extends Intl.NumberFormat { x() { return this.format(1.5) } }, new class2('de').x()
const f = new Intl.NumberFormat('en').format; f === f
Number.prototype.toLocaleString.call('x')
Number.prototype.toLocaleString.length+Number.prototype.toLocaleString.name+String.prototype.localeCompare.length
Object.getOwnPropertyDescriptor(Number.prototype,'toLocaleString').enumerable
new Intl.DateTimeFormat('en',{timeZone:'Asia/Tokyo',dateStyle:'medium',timeStyle:'short'}).formatRangeToParts(0,86400000*3)
new Intl.DateTimeFormat('en',{timeZone:'UTC',dateStyle:'medium'}).formatRangeToParts(0,86400000*3)
new Intl.DateTimeFormat('en',{timeZone:'UTC',hour:'numeric',minute:'numeric'}).formatRange(0,3600000*3)
new Intl.PluralRules('en',{type:'ordinal'}).resolvedOptions()
String.prototype.localeCompare.call(null,'x')
(1234.5).toLocaleString('en-US',{style:'currency',currency:'USD'})
new Date(2026,0,1).toLocaleString()
Intl.DateTimeFormat('en',{hour:'numeric',hour12:false,timeZone:'UTC'}).format(0)
Intl.DateTimeFormat('en-GB',{timeStyle:'short',timeZone:'UTC',hour12:true}).format(0)
new Intl.NumberFormat('es').format(1234)
new Intl.NumberFormat('en',{style:'currency',currency:'EUR',notation:'compact'}).format(1234567)
new Intl.DisplayNames('fr',{type:'currency'}).of('USD')
""".strip().split("\n")
NEAR = 0.98
"""Part of the outputs that are Chromium's to the letter. The others come from the newer data of its ICU."""


async def outputs(engine: str, expressions: list[str]) -> list[str]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<p>", url=URL)
        found: list[str] = await page.evaluate(RUN, expressions)
        return found


async def test_outputs_are_chromiums() -> None:
    need_chromium()
    expressions = [e.replace("(L", f"('{locale}'") for locale in LOCALES for e in OF_EACH_LOCALE]
    ours, theirs = await outputs("quickjs", expressions), await outputs("chromium", expressions)
    different = [row for row in zip(expressions, ours, theirs, strict=True) if row[1] != row[2]]
    same = 1 - len(different) / len(expressions)
    assert same >= NEAR, "\n".join(map(str, different))
    # what does not depend on the version of the data
    ours, theirs = await outputs("quickjs", OTHERS), await outputs("chromium", OTHERS)
    assert dict(zip(OTHERS, ours, strict=True)) == dict(zip(OTHERS, theirs, strict=True))


EXPECTED = {
    "(1234567.891).toLocaleString()": "1,234,567.891",
    "(5).toLocaleString('de', { style: 'currency', currency: 'EUR' })": "5,00\u00a0€",
    "new Date(0).toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'full' })": "Thursday, January 1, 1970",
    "new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-1, 'day')": "yesterday",
    "new Intl.ListFormat('en').format(['calls', 'alarms'])": "calls and alarms",
    "new Intl.PluralRules('en', { type: 'ordinal' }).select(22)": "two",
    "['ö', 'z', 'a'].sort(new Intl.Collator('sv').compare).join('')": "azö",
    "Object.prototype.toString.call(Intl)": "[object Intl]",
    "Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(2.5)": "3",
}


async def test_outputs_of_each_service(engine: str) -> None:
    expected = {expression: json.dumps(value, ensure_ascii=False) for expression, value in EXPECTED.items()}
    assert dict(zip(EXPECTED, await outputs(engine, list(EXPECTED)), strict=True)) == expected


@pytest.mark.parametrize("script", ["document.title = 'x'", "JSON.stringify([1.5])", "[3, 2].sort()"])
async def test_a_page_without_it_does_not_import_icu(script: str) -> None:
    code = (
        "import asyncio, sys\nfrom shim import Browser\nasync def main():\n async with Browser() as browser:\n"
        f"  page = await browser.new_page()\n  await page.set_content('<p>')\n  await page.evaluate({script!r})\n"
        "asyncio.run(main())\nprint('icu' in sys.modules)"
    )
    import asyncio
    import sys

    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert (await process.communicate())[0] == b"False\n"
