// Measuring on a picture: marks are set, dragged and moved by keys; what they come to is shown, and worked out again by the server.
(() => {
  "use strict";
  const form = document.querySelector("[data-measuring]");
  const svg = form?.querySelector("[data-picture]");
  if (!svg) return;
  const find = (what) => form.querySelector(what);
  const all = (what) => [...form.querySelectorAll(what)];
  const [layer, picture, value, next] = [find("[data-marks]:not(input)"), svg.querySelector("image"), find("[data-value]"), find("[data-next]")];
  const width = Number(form.dataset.width), height = Number(form.dataset.height), fileScale = Number(form.dataset.mm) || null;
  const marks = { scale: [], length: [], share: [], arc: [] };
  const view = { x: 0, y: 0, w: width, h: height };
  const chosen = () => form.querySelector("input[name=tool]:checked");
  const tool = () => chosen().value;
  const labels = () => chosen().dataset.marks.split("|");
  const between = (low, number, high) => Math.min(high, Math.max(low, number));
  const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

  // -- What the marks come to: as assessments/key_images/measures.py has it --------------------------------

  function scale() {
    const mm = Number(find("[name=scale_mm]").value.replace(",", "."));
    if (marks.scale.length === 2 && mm > 0) return mm / distance(...marks.scale);
    return marks.scale.length || find("[name=scale_mm]").value ? null : fileScale;
  }

  function circle([a, b]) {
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, r: distance(a, b) / 2 };
  }

  function angles(points) {
    const centre = circle(points);
    return points.slice(2).map((mark) => Math.atan2(mark.y - centre.y, mark.x - centre.x));
  }

  function measured() {
    const points = marks[tool()];
    if (tool() === "scale" || points.length < labels().length) return null;
    const first = distance(points[0], points[1]);
    if (!first) return null;
    if (tool() === "length") return scale() && first * scale();
    if (tool() === "share") return Math.min(100, 100 * distance(points[2], points[3]) / first);
    const [begins, ends] = angles(points);
    return 100 * ((ends - begins + 4 * Math.PI) % (2 * Math.PI)) / (2 * Math.PI);
  }

  function answer(number, choices) {
    if (choices.length < 3) return `${Math.ceil(Math.round(number * 10) / 10)} ${chosen().dataset.unit}`;
    return choices[3 * number < 100 ? 0 : 3 * number > 200 ? 2 : 1];
  }

  // -- Drawing --------------------------------------------------------------------------------------------

  const make = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, text] of Object.entries(attributes)) element.setAttribute(key, text);
    return element;
  };
  const perScreen = () => Math.max(view.w / svg.clientWidth, view.h / svg.clientHeight);

  function path(kind, points) {
    let told = "";
    for (let n = 0; n + 1 < points.length; n += 2) told += `M${points[n].x} ${points[n].y}L${points[n + 1].x} ${points[n + 1].y}`;
    if (kind !== "arc" || points.length < 4) return told;
    const [begins, ends] = angles(points), { x, y, r } = circle(points);
    const at = (angle) => `${x + r * Math.cos(angle)} ${y + r * Math.sin(angle)}`;
    const large = (ends - begins + 4 * Math.PI) % (2 * Math.PI) > Math.PI ? 1 : 0;
    return `M${points[0].x} ${points[0].y}L${points[1].x} ${points[1].y}M${at(begins)}A${r} ${r} 0 ${large} 1 ${at(ends)}`;
  }

  function draw() {
    const focused = layer.contains(document.activeElement) ? document.activeElement.dataset.number : null;
    layer.replaceChildren();
    for (const kind of new Set(["scale", tool()])) {
      if (!marks[kind].length) continue;
      layer.append(make("path", { class: "mark-under", d: path(kind, marks[kind]) }), make("path", { class: kind === "scale" ? "mark-scale" : "mark-line", d: path(kind, marks[kind]) }));
      if (kind !== tool()) continue;
      marks[kind].forEach((mark, number) => {
        const handle = make("g", { class: `mark is-${kind}`, tabindex: 0, role: "button", "data-number": number, "aria-label": `${number + 1}: ${labels()[number]}` });
        handle.append(make("circle", { cx: mark.x, cy: mark.y, r: 9 * perScreen() }));
        layer.append(handle);
      });
    }
    if (focused !== null) layer.querySelector(`[data-number="${focused}"]`)?.focus({ preventScroll: true });
    tell();
  }

  function tell() {
    const points = marks[tool()], number = measured();
    next.textContent = points.length < labels().length ? `${points.length + 1}/${labels().length}: ${labels()[points.length]}` : "";
    find("[data-place]").disabled = points.length >= labels().length;
    find(".measuring-scale").hidden = tool() !== "scale";
    const noScale = tool() === "length" && points.length === 2 && !scale();
    value.textContent = number ? `${number.toFixed(1)} ${chosen().dataset.unit}` : noScale ? value.dataset.noScale : value.dataset.none;
    for (const fieldset of all("[data-of]")) fieldset.hidden = fieldset.dataset.of !== tool();
    const question = form.querySelector(`[data-of="${tool()}"] input[name=question]:checked`);
    const take = find("[data-take]");
    if (!take) return;
    take.disabled = !(number && question);
    take.dataset.plain ??= take.textContent;
    take.textContent = number && question ? `${take.dataset.says} ${answer(number, question.dataset.choices.split("|"))}` : take.dataset.plain;
  }

  function look() {
    view.w = between(20, view.w, width * 2); view.h = between(20, view.h, height * 2);
    view.x = between(-view.w / 2, view.x, width - view.w / 2); view.y = between(-view.h / 2, view.y, height - view.h / 2);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    draw();
  }

  function zoom(by, at = { x: view.x + view.w / 2, y: view.y + view.h / 2 }) {
    view.x = at.x - (at.x - view.x) / by; view.y = at.y - (at.y - view.y) / by;
    view.w /= by; view.h /= by;
    look();
  }

  // -- Mouse and touch ------------------------------------------------------------------------------------

  function place(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }
  const inside = (point) => ({ x: between(0, point.x, width), y: between(0, point.y, height) });
  const fingers = new Map();
  let dragged = null, from = null, spread = 0;

  function near(point, reach) {
    let best = null, least = reach * perScreen();
    marks[tool()].forEach((mark, number) => {
      if (distance(mark, point) <= least) [best, least] = [number, distance(mark, point)];
    });
    return best;
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 2) {
      spread = distance(...fingers.values());
      dragged = from = null;
      return;
    }
    const point = place(event);
    // While marks are still to be set, only a tap right on a mark takes hold of it: the next may be close by.
    const setting = marks[tool()].length < labels().length;
    dragged = near(point, (event.pointerType === "touch" ? 26 : 14) / (setting ? 2 : 1));
    if (dragged === null && setting) {
      dragged = marks[tool()].push(inside(point)) - 1;
      draw();
    }
    if (dragged === null) from = point;
    else layer.querySelector(`[data-number="${dragged}"]`).focus({ preventScroll: true });
  });
  svg.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const point = place(event);
    fingers.set(event.pointerId, point);
    if (fingers.size === 2) {
      const now = distance(...fingers.values());
      if (spread && now) zoom(now / spread, point);
      spread = distance(...fingers.values());
    } else if (dragged !== null) {
      marks[tool()][dragged] = inside(point);
      draw();
    } else if (from) {
      view.x += from.x - point.x; view.y += from.y - point.y;
      look();
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      dragged = from = null;
    });
  }
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });

  // -- Keys and buttons -----------------------------------------------------------------------------------

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  svg.addEventListener("keydown", (event) => {
    const mark = event.target.closest(".mark"), arrow = ARROWS[event.key];
    if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (arrow && mark) {
      // Half a pixel of the screen: whole ones of a small picture are too coarse to be within 2 % of a small lesion.
      const step = Math.min(1, perScreen() / 2) * (event.shiftKey ? 10 : 1), point = marks[tool()][mark.dataset.number];
      marks[tool()][mark.dataset.number] = inside({ x: point.x + arrow[0] * step, y: point.y + arrow[1] * step });
      draw();
    } else if (arrow) {
      view.x += arrow[0] * view.w / 20; view.y += arrow[1] * view.h / 20;
      look();
    } else return;
    event.preventDefault();
  });
  find("[data-place]").addEventListener("click", () => {
    const number = marks[tool()].push(inside({ x: Math.round(view.x + view.w / 2), y: Math.round(view.y + view.h / 2) })) - 1;
    draw();
    layer.querySelector(`[data-number="${number}"]`).focus({ preventScroll: true });
  });
  find("[data-clear]").addEventListener("click", () => { marks[tool()] = []; draw(); });
  find("[data-whole]").addEventListener("click", () => { Object.assign(view, { x: 0, y: 0, w: width, h: height }); look(); });
  for (const button of all("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  for (const range of all("[data-filter]")) {
    range.addEventListener("input", () => {
      picture.style.filter = all("[data-filter]").map((one) => `${one.dataset.filter}(${one.value}%)`).join(" ");
    });
  }
  form.addEventListener("change", (event) => {
    if (event.target.name === "tool") for (const one of all("input[name=question]")) one.checked = false;
    draw();
  });
  find("[name=scale_mm]").addEventListener("input", tell);
  form.addEventListener("submit", () => {
    const plain = (points) => JSON.stringify(points.map(({ x, y }) => [Math.round(x * 100) / 100, Math.round(y * 100) / 100]));
    find("[name=marks]").value = plain(marks[tool()]);
    find("[name=scale_marks]").value = marks.scale.length ? plain(marks.scale) : "";
  });
  new ResizeObserver(draw).observe(svg);
  look();
})();
