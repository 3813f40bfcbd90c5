// Pointing at the skeleton presses the buttons of the lists below; the lists stay the truth, and the picture follows them.
(() => {
  "use strict";
  const picker = document.querySelector("[data-picker]");
  const form = document.getElementById("section-form");
  if (!picker || !form) return;
  const said = picker.querySelector("[data-picker-said]");

  const shown = (name) => [...form.querySelectorAll(`input[name="${name}"]`)].filter((i) => !i.closest("[hidden]"));
  const answer = (name) => shown(name).find((input) => input.checked)?.value ?? "";

  function press(name, value) {
    const button = shown(name).find((input) => input.value === value);
    if (!button || button.checked) return;
    button.checked = true;
    button.dispatchEvent(new Event("input", { bubbles: true }));
    button.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function placeOf(target) {
    const bone = target.closest("[data-bone]");
    if (!bone) return null;
    const part = target.closest("[data-segment], [data-level]");
    return {
      bone: bone.dataset.bone,
      side: bone.dataset.side || "",
      segment: part?.dataset.segment || "",
      level: part?.dataset.level || "",
    };
  }

  const label = (name, value) => {
    const inputs = [...form.querySelectorAll(`input[name="${name}"]`)].filter((input) => input.value === value);
    const text = inputs.map((input) => input.closest("label").querySelector(".choice-text").firstChild.textContent.trim());
    // Of two buttons with one value (proximal femur, proximal humerus) the finer is named first.
    return text[0] || "";
  };
  const inWords = (place) => [label("side", place.side), label("bone", place.bone), label("segment", place.segment), label("level", place.level)]
    .filter(Boolean).join(" · ");

  const fits = (element, place) => {
    const here = placeOf(element);
    return here.bone === place.bone && (!place.side || !here.side || here.side === place.side)
      && (!here.segment || !place.segment || here.segment === place.segment
        || (place.segment === "proximal" && ["head_neck", "intertrochanteric", "subtrochanteric"].includes(here.segment)))
      && (!here.level || !place.level || here.level === place.level || levels[place.level]?.test(here.level));
  };
  const levels = { cervical: /^C/, thoracic: /^T/, lumbar: /^L/, sacral: /^(S|sacral)/ };
  const parts = [...picker.querySelectorAll(".sk-part, .sk-level, g[data-bone='rib']")];

  function mark(name, place) {
    for (const part of parts) part.classList.toggle(name, Boolean(place?.bone && fits(part, place)));
  }

  function follow() {
    const place = { bone: answer("bone"), side: answer("side"), segment: answer("segment"), level: answer("level") };
    if (place.bone === "pelvis") place.bone = "ilium";
    mark("is-chosen", place);
    said.textContent = inWords({ ...place, bone: answer("bone") }) || "\u00a0";
  }

  picker.addEventListener("pointerover", (event) => {
    const place = placeOf(event.target);
    mark("is-pointed", place);
    if (place) said.textContent = inWords(place);
    else follow();
  });
  picker.addEventListener("pointerleave", () => { mark("is-pointed", null); follow(); });
  picker.addEventListener("click", (event) => {
    const place = placeOf(event.target);
    if (!place) return;
    for (const [name, value] of Object.entries(place)) if (value) press(name, value);
    form.elements.figure.value = picker.dataset.figure;
    follow();
  });
  form.addEventListener("change", (event) => {
    // What is chosen from the list by hand was not pointed out.
    if (event.isTrusted && ["bone", "side", "segment", "level"].includes(event.target.name)) form.elements.figure.value = "";
    follow();
  });
  if (matchMedia("(max-width: 34rem)").matches) picker.open = false;
  picker.removeAttribute("data-fresh");
  follow();
})();
