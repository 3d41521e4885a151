// Methods of arrays that make an array, which the engine would have a page's constructor make: of these arrays inherit one.
library({
  copyOfArray(o, at, count) {
    return Reflect.apply($.native("Array", "toSpliced"), o, [at, count]);
  },
  place(at, length) {
    return at < 0 ? Math.max(at + length, 0) : Math.min(at, length);
  },
  get making() {
    return {
      slice(start = 0, end = this.length) {
        const { length } = this;
        const head = $.copyOfArray(this, $.place(end, length), length);
        return start === 0 ? head : $.copyOfArray(head, 0, $.place(start, length));
      },
      map(f) {
        const made = $.copyOfArray(this, 0, 0);
        for (let i = 0; i < made.length; i++) made[i] = f(made[i], i, this);
        return made;
      },
    };
  },
});
