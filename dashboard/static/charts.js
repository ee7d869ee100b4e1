// Draws the charts: each place `.plot` carries its figure; Plotly draws it once, redraws it when
// another figure comes for the same chart, and fits it to the width of its card.
(() => {
  "use strict";
  const CONFIG = { displayModeBar: false, responsive: false };
  const PLACE = ".plot[data-figure]";
  // Milliseconds of drawing until the browser may paint and answer clicks.
  const SLICE = 200;
  const graphs = new Map(); // by chart: {graph, figure, width}
  const waiting = new Set(); // places
  const HTML = document.documentElement.namespaceURI;
  let ready = false;
  let failed = false;
  let planned = false;

  const draw = (place) => {
    const { plot: id, figure: text } = place.dataset;
    const width = place.clientWidth;
    if (!place.isConnected || !width) return;
    const known = graphs.get(id);
    if (known && known.figure === text && known.width === width) return;
    const { data, layout } = JSON.parse(text);
    const graph = known ? known.graph : place.appendChild(document.createElement("div"));
    graphs.set(id, { graph, figure: text, width });
    window.Plotly.react(graph, data, { ...layout, width }, CONFIG);
  };

  const work = () => {
    planned = false;
    const end = performance.now() + SLICE;
    for (const place of waiting) {
      waiting.delete(place);
      draw(place);
      if (performance.now() > end) break;
    }
    if (waiting.size) plan();
    else startStreamlit();
  };
  // Streamlit's scripts wait until the charts of the first answer are drawn: both would need the
  // same two cores. Whatever goes wrong with the charts, Streamlit starts.
  const STREAMLIT_AT_LATEST = 2500;
  const startStreamlit = () => {
    const held = document.getElementById("streamlit");
    if (!held) return;
    held.remove();
    for (const node of held.content.children) {
      const copy = document.createElement(node.tagName);
      for (const { name, value } of node.attributes) copy.setAttribute(name, value);
      document.head.append(copy);
    }
  };
  setTimeout(startStreamlit, STREAMLIT_AT_LATEST);

  // Before whatever else waits, such as Streamlit's start; the browser still paints in between.
  const soon = (task) =>
    window.scheduler?.postTask
      ? window.scheduler.postTask(task, { priority: "user-blocking" })
      : setTimeout(task);
  const plan = () => {
    if (planned || !ready) return;
    planned = true;
    soon(work);
  };

  // A chart that only changes its width waits until the page has settled.
  const SETTLED = 150;
  const settling = new Map();
  const settle = (place) => {
    clearTimeout(settling.get(place));
    settling.set(
      place,
      setTimeout(() => {
        settling.delete(place);
        waiting.add(place);
        plan();
      }, SETTLED),
    );
  };
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const known = graphs.get(target.dataset.plot);
      if (known && known.figure === target.dataset.figure) settle(target);
      else waiting.add(target);
    }
    if (waiting.size) plan();
  });

  // The page as the server sent it, until Streamlit's own stands.
  let first = document.getElementById("first");
  const arrive = (place) => {
    if (first && !first.contains(place)) return;
    if (failed) {
      place.textContent =
        "Das Diagramm lässt sich nicht zeichnen. Die Zahlen stehen in der Tabelle darunter.";
      return;
    }
    const known = graphs.get(place.dataset.plot);
    // Until the new figure is drawn the old one stands in its place.
    if (known) place.replaceChildren(known.graph);
    // Also draws it: an observed place reports its first size.
    sizes.observe(place);
  };
  const leave = () => {
    for (const [id, { graph }] of graphs) {
      if (graph.isConnected) continue;
      window.Plotly.purge(graph);
      graphs.delete(id);
    }
  };

  const fail = () => {
    failed = true;
    startStreamlit();
    document.querySelectorAll(PLACE).forEach(arrive);
  };

  // So long Streamlit's page may lack a chart: it may have been built from newer data.
  const LATE = 1500;
  let late = 0;
  const observer = new MutationObserver((changes) => {
    let gone = false;
    for (const { target, addedNodes, removedNodes } of changes) {
      if (target.namespaceURI !== HTML) continue;
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(PLACE)) arrive(node);
        else node.querySelectorAll(PLACE).forEach(arrive);
      }
      gone = gone || removedNodes.length > 0;
    }
    if (first && standing()) {
      if (complete()) handOver();
      else if (!late) late = setTimeout(() => first && handOver(), LATE);
    }
    if (gone) leave();
  });

  const standing = () =>
    document.querySelector(
      "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]",
    ) && document.querySelector("[data-testid=stMain] .footer");
  // A chart without its new place would be lost and drawn again.
  const complete = () =>
    [...first.querySelectorAll(PLACE)].every((place) =>
      document.querySelector(`#root .plot[data-plot="${place.dataset.plot}"]`),
    );
  // Streamlit's page takes over: charts move into it as they are, and the reader stays in place.
  const handOver = () => {
    const page = first.querySelector(".first-main");
    const top = page.scrollTop;
    const gone = first;
    first = null;
    document.querySelectorAll(`#root ${PLACE}`).forEach(arrive);
    gone.remove();
    document.querySelector("[data-testid=stMain]").scrollTop = top;
  };

  // Where the connection does not come about, the page can be read but not asked.
  const PATIENCE = 12000;
  setTimeout(() => {
    if (!first) return;
    const notice = document.createElement("p");
    notice.className = "complaint";
    notice.setAttribute("role", "status");
    notice.textContent =
      "Die Verbindung zum Server ist noch nicht aufgebaut. Die Seite lässt sich lesen; die Auswahl links antwortet, sobald die Verbindung steht.";
    first.querySelector(".first-page").prepend(notice);
  }, PATIENCE);

  // Plotly measures texts: the font has to be there.
  const font = document.fonts.load('1em "IBM Plex Sans"').catch(() => undefined);
  const begin = async () => {
    await font;
    if (ready) return;
    ready = true;
    document.querySelectorAll(PLACE).forEach((place) => waiting.add(place));
    work();
  };
  document.querySelectorAll(PLACE).forEach(arrive);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
  const library = document.getElementById("plotly");
  if (window.Plotly) begin();
  else {
    document.addEventListener("plotly", begin);
    library.addEventListener("load", begin);
    library.addEventListener("error", fail);
  }
})();
