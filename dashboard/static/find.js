// Search in the list of statistics: rows that do not hold every word of the query are hidden.
(() => {
  "use strict";
  const FIELD = ".inventory .find";
  let query = "";
  let page = "";
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

  const take = (input) => {
    query = input.value;
    page = location.pathname;
    apply(input);
  };
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof Element) || !target.matches(FIELD)) return;
    take(target);
  });
  // The field is drawn anew when Streamlit's page takes over, and again with newer figures.
  const putBack = () => {
    if (!query || document.getElementById("first")) return;
    const input = document.querySelector(FIELD);
    if (location.pathname !== page) query = "";
    else if (input && input.value !== query) {
      input.value = query;
      apply(input);
      if (document.activeElement === document.body) input.focus();
    }
  };
  new MutationObserver(putBack).observe(document.body, { childList: true, subtree: true });
  // This file may come later than the reader's first letters.
  document.querySelectorAll(FIELD).forEach((input) => input.value && take(input));
})();
