// Links inside the pages keep the choice: what the address says of county, municipality, period,
// group, action field and preview goes along, unless the link says otherwise itself.
(() => {
  "use strict";
  const PARAMETERS = ["kreis", "gemeinde", "jahr", "gruppe", "handlungsfeld", "vorschau"];
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href^='/']");
      // The address of a file says by itself what it holds.
      if (!link || !link.closest(".stHtml, #first") || link.hasAttribute("download")) return;
      const target = new URL(link.href);
      const here = new URLSearchParams(location.search);
      for (const name of PARAMETERS) {
        if (here.has(name) && !target.searchParams.has(name)) {
          target.searchParams.set(name, here.get(name));
        }
      }
      link.href = target.pathname + target.search;
    },
    { capture: true },
  );
})();
