// Matrix arithmetic. https://drafts.fxtf.org/geometry/#DOMMatrix; sixteen numbers, column by column
library({
  get matrixNames() {
    return [
      "a",
      "b",
      "c",
      "d",
      "e",
      "f",
      "m11",
      "m12",
      "m13",
      "m14",
      "m21",
      "m22",
      "m23",
      "m24",
      "m31",
      "m32",
      "m33",
      "m34",
      "m41",
      "m42",
      "m43",
      "m44",
      "is2D",
      "isIdentity",
    ];
  },
  identity() {
    return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  },
  // slots from a constructor's argument: nothing, six or sixteen numbers, or a transform list
  matrixFrom(init) {
    if (init === undefined) return { m: $.identity(), flat: true };
    if (
      typeof init === "string" ||
      (typeof init !== "object" && typeof init !== "function") ||
      init === null ||
      typeof init[Symbol.iterator] !== "function"
    )
      return $.parseTransform($.str(init));
    const numbers = Array.from(init, Number);
    if (numbers.length === 16) return { m: numbers, flat: false };
    if (numbers.length !== 6) throw new $.TypeError("A matrix has 6 or 16 elements.");
    const [a, b, c, d, e, f] = numbers;
    return { m: [a, b, 0, 0, c, d, 0, 0, 0, 0, 1, 0, e, f, 0, 1], flat: true };
  },
  // AD-HOC: of transform lists only matrix(), matrix3d(), translate(), scale(), rotate() with px and deg are understood
  parseTransform(text) {
    const made = $.create("DOMMatrix", { m: $.identity(), flat: true });
    if (text.trim() === "" || text.trim() === "none") return $.impl(made);
    const list = [...text.matchAll(/\s*([a-zA-Z0-9]+)\(([^)]*)\)\s*/gy)];
    if (list.map((f) => f[0]).join("") !== text) throw new $.DOMException(`Failed to parse '${text}'.`, "SyntaxError");
    for (const [, name, inside] of list) {
      const n = inside
        .split(/[\s,]+/)
        .filter((v) => v !== "")
        .map((v) => parseFloat(v));
      if (n.some(Number.isNaN)) throw new $.DOMException(`Failed to parse '${text}'.`, "SyntaxError");
      if (name === "matrix" || name === "matrix3d") {
        const o = $.matrixFrom(n);
        $.timesMatrix(made, o.m, o.flat);
      } else if (name === "translate" || name === "translate3d") made.translateSelf(n[0], n[1] ?? 0, n[2] ?? 0);
      else if (name === "translateX") made.translateSelf(n[0]);
      else if (name === "translateY") made.translateSelf(0, n[0]);
      else if (name === "scale") made.scaleSelf(n[0], n[1] ?? n[0]);
      else if (name === "rotate") made.rotateSelf(n[0]);
      else throw new $.DOMException(`Failed to parse '${text}'.`, "SyntaxError");
    }
    return $.impl(made);
  },
  // https://drafts.fxtf.org/geometry/#matrix-validate-and-fixup
  matrixOf(init) {
    const pairs = { a: "m11", b: "m12", c: "m21", d: "m22", e: "m41", f: "m42" };
    const value = (name) => init[name];
    for (const short in pairs)
      if (
        value(short) !== undefined &&
        value(pairs[short]) !== undefined &&
        !Object.is(value(short) + 0, value(pairs[short]) + 0)
      )
        throw new $.TypeError(`The values of ${short} and ${pairs[short]} differ.`);
    const flat =
      [init.m13, init.m14, init.m23, init.m24, init.m31, init.m32, init.m34, init.m43].every((v) => v === 0) &&
      init.m33 === 1 &&
      init.m44 === 1;
    if (init.is2D === true && !flat) throw new $.TypeError("The matrix is not two-dimensional.");
    const { m13, m14, m23, m24, m31, m32, m33, m34, m43, m44 } = init;
    const two = (short, fallback) => init[pairs[short]] ?? init[short] ?? fallback;
    return {
      m: [
        two("a", 1),
        two("b", 0),
        m13,
        m14,
        two("c", 0),
        two("d", 1),
        m23,
        m24,
        m31,
        m32,
        m33,
        m34,
        two("e", 0),
        two("f", 0),
        m43,
        m44,
      ],
      flat: init.is2D ?? flat,
    };
  },
  copyMatrix(impl) {
    return $.create("DOMMatrix", { m: impl.m.slice(), flat: impl.flat });
  },
  product(a, b) {
    const made = [];
    for (let column = 0; column < 4; column++)
      for (let row = 0; row < 4; row++) {
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += a[k * 4 + row] * b[column * 4 + k];
        made.push(sum);
      }
    return made;
  },
  timesMatrix(matrix, other, flat) {
    const impl = $.impl(matrix);
    impl.m = $.product(impl.m, other);
    impl.flat = impl.flat && flat;
    return matrix;
  },
  rotationMatrix(x, y, z, angle) {
    const length = Math.hypot(x, y, z);
    if (length === 0) return $.identity();
    [x, y, z] = [x / length, y / length, z / length];
    const half = (angle * Math.PI) / 360;
    const sc = Math.sin(half) * Math.cos(half),
      sq = Math.sin(half) ** 2;
    return [
      1 - 2 * (y * y + z * z) * sq,
      2 * (x * y * sq + z * sc),
      2 * (x * z * sq - y * sc),
      0,
      2 * (x * y * sq - z * sc),
      1 - 2 * (x * x + z * z) * sq,
      2 * (y * z * sq + x * sc),
      0,
      2 * (x * z * sq + y * sc),
      2 * (y * z * sq - x * sc),
      1 - 2 * (x * x + y * y) * sq,
      0,
      0,
      0,
      0,
      1,
    ];
  },
  // Gauss-Jordan elimination; null when there is no inverse
  invertedMatrix(m) {
    const rows = [0, 1, 2, 3].map((r) => [m[r], m[4 + r], m[8 + r], m[12 + r], ...[0, 1, 2, 3].map((c) => (c === r ? 1 : 0))]);
    for (let c = 0; c < 4; c++) {
      const pivot = rows.slice(c).reduce((best, row, i) => (Math.abs(row[c]) > Math.abs(rows[best][c]) ? c + i : best), c);
      if (!(Math.abs(rows[pivot][c]) > 0)) return null;
      [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
      const scale = rows[c][c];
      rows[c] = rows[c].map((v) => v / scale);
      for (let r = 0; r < 4; r++)
        if (r !== c) {
          const factor = rows[r][c];
          rows[r] = rows[r].map((v, i) => v - factor * rows[c][i]);
        }
    }
    return [4, 5, 6, 7].flatMap((c) => rows.map((row) => row[c]));
  },
  transformedPoint(m, { x, y, z, w }) {
    const at = (row) => m[row] * x + m[4 + row] * y + m[8 + row] * z + m[12 + row] * w;
    return $.create("DOMPoint", { x: at(0), y: at(1), z: at(2), w: at(3) });
  },
  matrixText({ m, flat }) {
    if (!m.every(Number.isFinite)) throw new $.DOMException("The matrix has elements that are not finite.", "InvalidStateError");
    return flat ? `matrix(${[m[0], m[1], m[4], m[5], m[12], m[13]].join(", ")})` : `matrix3d(${m.join(", ")})`;
  },
});
