// The agenda by dragging and by keys: both renumber the places, which is all that is sent. Without this one types them.
(() => {
  "use strict";
  const list = document.getElementById("agenda");
  if (!list) return;
  const told = document.getElementById("agenda-told");
  let dragged = null;

  const items = () => [...list.querySelectorAll("[data-item]")];

  function renumber() {
    items().forEach((item, index) => { item.querySelector("input.place").value = index + 1; });
    told.textContent = told.dataset.moved;
  }

  function move(item, before) {
    list.insertBefore(item, before);
    renumber();
  }

  for (const item of items()) {
    const handle = item.querySelector("[data-handle]");
    handle.addEventListener("pointerdown", () => { item.draggable = true; });
    handle.addEventListener("pointerup", () => { item.draggable = false; });
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    item.addEventListener("dragend", () => { item.draggable = false; dragged = null; });
    item.addEventListener("dragover", (event) => { if (dragged) event.preventDefault(); });
    item.addEventListener("drop", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      const box = item.getBoundingClientRect();
      move(dragged, event.clientY < box.top + box.height / 2 ? item : item.nextElementSibling);
    });
    handle.addEventListener("keydown", (event) => {
      const other = event.key === "ArrowUp" ? item.previousElementSibling
        : event.key === "ArrowDown" ? item.nextElementSibling?.nextElementSibling ?? null : undefined;
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      if (event.key === "ArrowUp" && !other || event.key === "ArrowDown" && !item.nextElementSibling) return;
      move(item, other);
      handle.focus();
    });
  }
})();
