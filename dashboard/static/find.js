// Search in the list of statistics: rows that do not hold every word of the query are hidden.
(() => {
  "use strict";
  let query = "";
  const fold = (text) =>
    text
      .toLocaleLowerCase("de")
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "");

  const apply = (input) => {
    const list = input.closest(".inventory");
    const words = fold(query).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of list.querySelectorAll(".group")) {
      let any = false;
      for (const entry of group.querySelectorAll(".entry")) {
        const text = fold(entry.dataset.find);
        entry.hidden = !words.every((word) => text.includes(word));
        if (!entry.hidden) {
          any = true;
          shown += 1;
        }
      }
      group.hidden = !any;
    }
    const total = list.querySelectorAll(".entry").length;
    list.querySelector(".found").textContent = words.length
      ? shown
        ? `${shown} von ${total} Kennzahlen`
        : "Keine Kennzahl enthält diese Wörter. Ein kürzeres Wort findet mehr."
      : "";
  };

  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof Element) || !target.matches(".inventory .find")) return;
    query = target.value;
    apply(target);
  });
  // What was typed before Streamlit's page took over stays typed.
  document.addEventListener("handover", () => {
    const input = document.querySelector("#root .inventory .find");
    if (!input || !query) return;
    input.value = query;
    apply(input);
    input.focus();
  });
})();
