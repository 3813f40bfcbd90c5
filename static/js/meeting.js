// Next and previous case by the arrows, and by the page keys that a presenter's remote sends.
(() => {
  "use strict";
  const ways = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" };
  document.addEventListener("keydown", (event) => {
    const rel = ways[event.key];
    if (!rel || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // A form that is filled in keeps its keys, and is not left by one that was meant for a field.
    if (document.querySelector("form") || event.target.closest("input, select, textarea")) return;
    const way = document.querySelector(`a[rel=${rel}]`);
    if (way) {
      event.preventDefault();
      way.click();
    }
  });
})();
