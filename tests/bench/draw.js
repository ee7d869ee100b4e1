// Draws and replaces the figures of a static page. A floor: nothing but Plotly's own calls.
const CONFIG = { displayModeBar: false, responsive: true, staticPlot: false };

function place(id) {
  const holder = document.querySelector(`.st-key-figure-${id}`);
  return holder.firstElementChild || holder.appendChild(document.createElement("div"));
}

function drawAll(Plotly, figures) {
  for (const id of Object.keys(figures)) {
    const target = place(id);
    const layout = { ...figures[id].layout, width: target.clientWidth };
    Plotly.newPlot(target, figures[id].data, layout, CONFIG);
  }
}

// `figures` are those that stay or come; charts that are not listed in `kept` go.
async function replaceAll(Plotly, address) {
  const { figures, kept } = await (await fetch(address)).json();
  for (const holder of document.querySelectorAll("[class^=st-key-figure-]")) {
    const id = holder.className.slice("st-key-figure-".length);
    if (!kept.includes(id) && holder.firstElementChild) {
      Plotly.purge(holder.firstElementChild);
      holder.replaceChildren();
    }
  }
  for (const id of Object.keys(figures)) {
    const target = place(id);
    const layout = { ...figures[id].layout, width: target.clientWidth };
    Plotly.react(target, figures[id].data, layout, CONFIG);
  }
}

function inlineFigures() {
  return JSON.parse(document.getElementById("figures").textContent);
}
