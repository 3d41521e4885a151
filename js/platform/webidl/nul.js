// Strings with U+0000 on their way into the host.
//
// INTEROP: the engine's binding ends strings there. From the first such string on that a page has, another character that none of an
// operation's strings has stands for it on the way.
library({
  get isCareful() {
    return false;
  },
  bewareOfNul() {
    if ($.isCareful) return;
    $.isCareful = true;
    for (let i = 1; i <= 6; i++)
      $.h[`$${i}`] = (n, ...args) => {
        args.length = i;
        return $.carefulCall(n, args);
      };
  },
  carefulCall(n, args) {
    const hasNul = (x) => typeof x === "string" && x.includes("\0");
    if (!args.some(hasNul)) return $.checked($.host(n, ...args.map($.flat)));
    let code = 0xe000;
    while (code < 0xfffd && args.some((x) => typeof x === "string" && x.includes(String.fromCharCode(code)))) code++;
    const standIn = String.fromCharCode(code);
    return $.checked($.host("with_nul", standIn, n, ...args.map((x) => $.flat(hasNul(x) ? x.split("\0").join(standIn) : x))));
  },
});
