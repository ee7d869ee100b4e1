// Runs in every measured page, dashboard and floor alike: when are the charts drawn?
// Python puts in the charts expected after loading.
(() => {
  const MARKS = ".trace path, .trace text, .points path, .point, .bars path, .shapelayer path";
  const graph = (id) => document.querySelector(`.st-key-figure-${id} .js-plotly-plot`);

  function marked(id) {
    const found = graph(id);
    return Boolean(found && found.querySelector(".main-svg") && found.querySelector(MARKS));
  }

  // A probe is a place in the new figure whose value differs from the old one.
  function probed({ id, path, value }) {
    const found = graph(id);
    let at = found && { data: found.data, layout: found.layout };
    for (const step of path) at = at === null || at === undefined ? at : at[step];
    return at === value;
  }

  function eachFrame(done, limit) {
    return new Promise((resolve, reject) => {
      const step = () => {
        if (done()) resolve(performance.now());
        else if (performance.now() > limit) reject(new Error("charts were not drawn in time"));
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
  }

  // Milliseconds from the last click until every probe and every mark is there.
  function changed(ids, probes) {
    const there = () => probes.every(probed) && ids.every(marked);
    if (there()) throw new Error("the page shows already what the change should bring");
    let clicked = null;
    document.addEventListener("click", (event) => (clicked = event.timeStamp), {
      capture: true,
      once: true,
    });
    const done = () => clicked !== null && there();
    return eachFrame(done, performance.now() + 30000).then((now) => now - clicked);
  }

  const ids = IDS;
  window.__bench = {
    loaded: ids.length ? eachFrame(() => ids.every(marked), 60000) : null,
    // Until filters answer: Streamlit's own page stands in place of the first answer.
    operable: () =>
      eachFrame(
        () =>
          !document.getElementById("first") &&
          document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]"),
        60000,
      ),
    missing: () => ids.filter((id) => !marked(id)),
    arm(ids, probes) {
      window.__bench.change = changed(ids, probes);
    },
    change: null,
  };
})();
