// German words in place of Streamlit's own, and the accessible name of its sidebar buttons.
(() => {
  "use strict";
  const WORDS = new Map([
    ["Page not found", "Seite nicht gefunden"],
    ["Connection error", "Verbindung unterbrochen"],
    ["Connection lost", "Verbindung unterbrochen"],
    ["Connecting", "Verbindung wird aufgebaut"],
    ["Connecting...", "Verbindung wird aufgebaut"],
    ["Please wait...", "Bitte warten …"],
    ["Running...", "Wird geladen …"],
    ["Running", "Wird geladen"],
    ["Stop", "Anhalten"],
    ["No results", "Kein Treffer"],
    ["No options to select.", "Keine Auswahl vorhanden"],
    ["No options to select", "Keine Auswahl vorhanden"],
    ["Choose an option", "Bitte wählen"],
    ["Choose options", "Bitte wählen"],
    ["Select all", "Alle auswählen"],
    ["Clear all", "Auswahl aufheben"],
    ["Clear value", "Auswahl aufheben"],
    ["Close", "Schließen"],
    ["Close sidebar", "Seitenleiste schließen"],
    ["Collapse sidebar", "Seitenleiste einklappen"],
    ["Expand sidebar", "Seitenleiste ausklappen"],
    ["Open sidebar", "Seitenleiste öffnen"],
    ["View more", "Mehr anzeigen"],
    ["View less", "Weniger anzeigen"],
    ["Fullscreen", "Vollbild"],
    ["Close fullscreen", "Vollbild schließen"],
    ["Show more", "Mehr anzeigen"],
    ["Show less", "Weniger anzeigen"],
    ["Rerun", "Neu laden"],
    ["Copy to clipboard", "Kopieren"],
    ["open", "öffnen"],
    ["Open", "Öffnen"],
    ["App pages", "Seiten"],
    ["Main content", "Inhalt"],
    ["main content", "Inhalt"],
    ["Skip to main content", "Zum Inhalt springen"],
    ["Upload", "Dateien auswählen oder hierher ziehen"],
    ["file upload", "Dateien auswählen"],
    ["Add files", "Weitere Dateien auswählen"],
    ["add icon", "Zeichen zum Hinzufügen"],
    ["Drag and drop files here", "Dateien hier ablegen"],
    ["Drag and drop a file here", "Datei hier ablegen"],
    ["Uploading...", "Wird übertragen …"],
    ["Download failed", "Das Herunterladen ist nicht gelungen"],
    ["Failed to generate file for download", "Die Datei konnte nicht gemacht werden"],
    ["Press Enter to apply", "Mit der Eingabetaste übernehmen"],
    ["Press Ctrl+Enter to apply", "Mit Strg und Eingabetaste übernehmen"],
    ["Press ⌘+Enter to apply", "Mit ⌘ und Eingabetaste übernehmen"],
    ["Clear entry", "Eingabe löschen"],
    ["Selected values", "Ausgewählt"],
    ["Multiselect options", "Auswahl"],
    ["Scroll tabs left", "Weiter nach links"],
    ["Scroll tabs right", "Weiter nach rechts"],
    ["Sidebar", "Seitenleiste"],
    ["sidebar", "Seitenleiste"],
  ]);
  const SENTENCES = [
    [/^You may have mistyped the address or the page was moved.*$/, "Die Adresse ist falsch geschrieben oder die Seite wurde verschoben."],
    [/^The page that you have requested does not seem to exist.*$/, "Die gewünschte Seite gibt es nicht. Gezeigt wird der Überblick."],
    [/^Is Streamlit still running\?.*$/, "Der Server antwortet nicht. Die Seite versucht es von selbst wieder."],
    [/^Streamlit server is not responding.*$/, "Der Server antwortet nicht. Die Seite versucht es von selbst wieder."],
    [/^(\d+)([KMG]B) per file$/, "zusammen bis $1 $2"],
    [/^Error: File must be ([\d.]+)([KMG]B) or smaller\.$/, "Fehler: Die Datei darf höchstens $1 $2 haben."],
    [/^Error: (Network|Request|Error uploading).*$/, "Fehler: Die Datei ist nicht angekommen. Bitte noch einmal versuchen."],
    [/^(\d+) options? available\.$/, "$1 zur Auswahl"],
    [/^Remove (.+)$/, "$1 entfernen"],
    [/^Select(ed)? (.+)\. (.+)$/, "$2: $3"],
    [/^Selected (.+)\. (.+)$/, "$2: $1"],
  ];
  const translate = (text) => {
    const bare = text.trim();
    if (WORDS.has(bare)) return text.replace(bare, WORDS.get(bare));
    for (const [pattern, german] of SENTENCES) {
      if (pattern.test(bare)) return bare.replace(pattern, german);
    }
    return text;
  };
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
  // Charts and our own pieces are German already, and hold most of the page's nodes; the text of an
  // icon is the name of its picture.
  const OURS = ".js-plotly-plot, #js-plotly-tester, [data-testid=stHtml], [data-testid=stIconMaterial]";
  const ours = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element === null || element.closest(OURS) !== null;
  };
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const german = translate(node.data);
      if (german !== node.data) node.data = german;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(OURS)) return;
    for (const name of ATTRIBUTES) {
      const value = node.getAttribute(name);
      if (value) {
        const german = translate(value);
        if (german !== value) node.setAttribute(name, german);
      }
    }
    for (const child of node.childNodes) visit(child);
  };
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (ours(change.target)) continue;
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else if (change.type === "characterData") visit(change.target);
      else visit(change.target);
    }
  });
  const start = () => {
    visit(document.body);
    observer.observe(document.body, {
      childList: true, subtree: true, characterData: true,
      attributes: true, attributeFilter: ATTRIBUTES,
    });
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
