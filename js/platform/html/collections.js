// Collections and lists whose members the host works out whenever somebody looks: `compute` gives their numbers, separated by
// spaces.
library({
  liveCollection(compute) {
    return $.create("HTMLCollection", $.computed(compute));
  },
  liveList(compute) {
    return $.create("NodeList", $.computed(compute));
  },
  computed(compute) {
    return {
      get items() {
        const ids = compute();
        return ids === "" ? [] : ids.split(" ");
      },
    };
  },
});
