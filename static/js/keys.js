// Two keys of the form; the page says which. Everything also goes with Tab, arrows, Space and Enter.
(() => {
  "use strict";
  const form = document.getElementById("section-form");
  if (!form) return;

  const isOpen = (box) => ![...box.querySelectorAll("input")].some((input) =>
    input.type === "text" ? input.value.trim() !== "" : input.checked && !input.name.endsWith("-sure"));

  function toNextOpen() {
    const boxes = [...form.querySelectorAll("[data-question]:not([hidden])")].filter((box) => !box.closest("details:not([open])"));
    const here = boxes.findIndex((box) => box.contains(document.activeElement));
    const next = [...boxes.slice(here + 1), ...boxes.slice(0, here + 1)].find(isOpen);
    const control = next
      ? [...next.querySelectorAll("input")].find((input) => !input.closest("[hidden]"))
      : form.querySelector("button.btn-primary");
    control?.focus();
    (next ?? control)?.scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.btn-primary"));
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyN") {
      event.preventDefault();
      toNextOpen();
    }
  });
})();
