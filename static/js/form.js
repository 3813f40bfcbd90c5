/* The section form: questions come and go with the answers, and what is typed is kept on the server.
   Everything here is a convenience: without it the server does the same when the form is sent.
   The logic is that of assessments/clinical/language/logic.py: true, false, or null for "not known yet". */
(() => {
  "use strict";
  const NOT_ASKED = "(not asked)";
  const NOT_KNOWN = "not_known";
  const KEEP_AFTER = 1500; // ms of a pause; whoever makes none is not let wait longer than the next
  const LONGEST_WAIT = 3000;
  const UNDER_WAY = "bonemet:under-way"; // a path and a random key, while what was typed is on its way

  /* -- The three-valued logic ------------------------------------------------------------------------- */

  class Reading {
    constructor(questions, answers) {
      this.questions = questions;
      this.answers = answers;
      this.askedMemo = new Map();
    }

    answer(key) {
      const said = this.answers[key];
      return said === undefined || said === null || this.asked(key) === false ? null : said;
    }

    asked(key) {
      if (!this.askedMemo.has(key)) {
        this.askedMemo.set(key, this.holds(this.questions[key].asked));
      }
      return this.askedMemo.get(key);
    }

    offered(key) {
      return this.questions[key].choices.filter((choice) => this.holds(choice.when) !== false);
    }

    possible(key) {
      const asked = this.asked(key);
      if (asked === false) {
        return [NOT_ASKED];
      }
      const said = this.answers[key];
      const open = said === undefined || said === null;
      let values;
      if (this.questions[key].kind === "yes_no") {
        values = open ? [true, false] : [said];
      } else {
        const offered = this.offered(key);
        const fine = offered.filter((choice) => !choice.coarse).map((choice) => choice.value);
        values = open
          ? fine
          : offered.filter((choice) => choice.value === said).flatMap((choice) => choice.finer)
              .filter((value) => fine.includes(value));
        // An answer that is no longer offered is set aside: the question counts as open.
        if (!open && values.length === 0) {
          values = fine;
        }
      }
      return asked === null && open ? [...values, NOT_ASKED] : values;
    }

    span(key) {
      const asked = this.asked(key);
      const said = this.answers[key];
      if (asked === false) {
        return null;
      }
      if (typeof said === "number") {
        return [said, said];
      }
      return asked === null ? [-Infinity, Infinity] : this.questions[key].span;
    }

    holds(condition) {
      if (condition === true) {
        return true;
      }
      const [name, first, second, third] = condition;
      switch (name) {
        case "all":
        case "any": {
          const found = first.map((part) => this.holds(part));
          const deciding = name === "any";
          if (found.includes(deciding)) {
            return deciding;
          }
          return found.includes(null) ? null : !deciding;
        }
        case "not": {
          const value = this.holds(first);
          return value === null ? null : !value;
        }
        case "is": {
          const possible = this.possible(first);
          const inside = possible.filter((value) => second.includes(value)).length;
          return inside === possible.length ? true : inside === 0 ? false : null;
        }
        case "said": {
          const said = this.answer(first);
          return said !== null && second.includes(said);
        }
        case "given":
          return this.answer(first) !== null;
        case "asked":
          return this.asked(first);
        case "between": {
          const span = this.span(first);
          if (span === null) {
            return false;
          }
          const low = second === false ? -Infinity : second;
          const high = third === false ? Infinity : third;
          if (span[1] < low || span[0] > high) {
            return false;
          }
          return span[0] >= low && span[1] <= high ? true : null;
        }
        default:
          throw new Error(`unknown condition ${name}`);
      }
    }
  }

  function asked(questions, answers) {
    const reading = new Reading(questions, answers);
    return Object.fromEntries(Object.keys(questions).map((key) => [key, reading.asked(key)]));
  }

  /* -- Numbers as they are typed: the rules of read_number on the server, which tells what is wrong --------- */

  const GROUPED = /^[+-]?[1-9][0-9]{0,2}([.,'][0-9]{3})+([.,][0-9]+)?$/;

  function readNumber(question, text, chosen) {
    const behind = text.normalize("NFKC").trim().match(/^(.*[0-9])\s*([^0-9\s].*)$/);
    const written = behind && (question.written || {})[behind[2].replace(/[ .]+$/, "").toLowerCase()];
    if (written) {
      text = behind[1];
    }
    const unit = written || chosen;
    const plain = text.normalize("NFKC").replace(/\u2212/g, "-").replace(/\u2019/g, "'").trim();
    const compact = plain.replace(/([0-9])\s(?=[0-9]{3}(?![0-9]))/g, "$1");
    if (!/^[+-]?[0-9]{1,9}([.,][0-9]{1,6})?$/.test(compact)) {
      return null;
    }
    const factor = (question.units && question.units[unit]) || 1;
    const number = Number(compact.replace(",", ".")) * factor;
    if (question.kind === "integer" && !Number.isInteger(number)) {
      return null;
    }
    const thousands = Number(compact.replace(/[.,]/, "")) * factor;
    const may = question.kind === "integer" || thousands <= 10 * question.span[1];
    return GROUPED.test(compact) && may ? null : number;
  }

  /* -- The page ---------------------------------------------------------------------------------------- */

  // A jump to a question ends in its first control: on opening the page, and within it.
  function focusAsked() {
    const box = location.hash.startsWith("#question_") && document.getElementById(location.hash.slice(1));
    if (!box) return;
    box.closest("details")?.setAttribute("open", "");
    const inputs = [...box.querySelectorAll("input")].filter((input) => !input.closest("[hidden]"));
    (inputs.find((input) => input.checked) ?? inputs[0])?.focus({ preventScroll: true });
    box.scrollIntoView({ block: "start" });
  }

  function focusFirstProblem() {
    const summary = document.querySelector(".error-summary") || document.getElementById("follows");
    if (summary) {
      summary.focus();
    }
  }

  // What is written beside buttons by its name, as the server finds it: a part will do where no other has it.
  function written(input) {
    const text = input ? input.value.trim().toLowerCase() : "";
    if (text === "") return "";
    const names = [...input.list.options].map((option) => [option.value.toLowerCase(), option.dataset.value]);
    const exact = names.filter(([name]) => name === text);
    const found = exact.length ? exact : names.filter(([name]) => name.includes(text));
    return found.length === 1 ? found[0][1] : "";
  }

  function typedAnswer(form, question, key, read) {
    const unknown = form.elements[`${key}-unknown`];
    const control = form.elements[key];
    const text = (control ? control.value.trim() : "") || written(form.elements[`${key}-written`]);
    if (text === "" || text === NOT_KNOWN || (unknown && unknown.checked)) {
      return null;
    }
    if (question.kind === "yes_no") {
      return text === "yes";
    }
    if (question.kind === "integer" || question.kind === "decimal") {
      if (read && read.text === text) {
        return read.number; // a date and time: as the server reads it
      }
      const unit = form.elements[`${key}-unit`];
      return readNumber(question, text, unit ? unit.value : "");
    }
    return text;
  }

  function showChoices(box, key, reading) {
    const offered = reading.offered(key);
    const all = reading.questions[key].choices;
    let marked = null;
    for (const button of box.querySelectorAll("[data-place]")) {
      const choice = all[Number(button.dataset.place)];
      button.hidden = !offered.includes(choice);
      const input = button.querySelector("input");
      if (input.checked) {
        marked = input;
      }
    }
    // Two choices may share a value (proximal femur, proximal humerus): the mark moves to the one that is shown.
    if (marked && marked.closest("[data-place]").hidden) {
      const twin = [...box.querySelectorAll("[data-place]:not([hidden]) input")].find((i) => i.value === marked.value);
      if (twin) {
        twin.checked = true;
      }
    }
  }

  function startShowing(form, rules) {
    const boxes = new Map();
    for (const box of form.querySelectorAll("[data-question]")) {
      boxes.set(box.dataset.question, box);
    }

    function update() {
      const answers = { ...rules.answers };
      for (const key of rules.section) {
        answers[key] = typedAnswer(form, rules.questions[key], key, rules.read && rules.read[key]);
      }
      const reading = new Reading(rules.questions, answers);
      const shown = [];
      for (const key of rules.section) {
        const box = boxes.get(key);
        const is = reading.asked(key);
        const answered = answers[key] !== null;
        // On the emergency path a question must also be worth its place.
        const worth = !rules.questions[key].when || reading.holds(rules.questions[key].when) === true;
        box.hidden = !((is === true && (worth || answered)) || (is === null && answered));
        if (!box.hidden) {
          shown.push(key);
        }
        if (rules.questions[key].choices) {
          showChoices(box, key, reading);
        }
      }
      form.elements.shown.value = shown.join(",");
      for (const fold of form.querySelectorAll("details.fold:not([data-picker], [name])")) {
        fold.hidden = !fold.querySelector("[data-question]:not([hidden])");
      }
    }

    // Of buttons and a field beside them one holds the answer.
    form.addEventListener("input", ({ target }) => {
      if (target.name.endsWith("-written") && target.value !== "") {
        for (const button of form.querySelectorAll(`input[name="${target.name.slice(0, -"-written".length)}"]`)) button.checked = false;
      } else if (form.elements[`${target.name}-written`]) {
        form.elements[`${target.name}-written`].value = "";
      }
    });
    form.addEventListener("input", update);
    form.addEventListener("change", update);
    form.addEventListener("bonemet:kept", (event) => {
      rules.read = event.detail || rules.read;
      update();
    });
    // A typed answer and "not known" exclude each other.
    form.addEventListener("input", (event) => {
      const unknown = form.elements[`${event.target.name}-unknown`];
      if (unknown && event.target.type === "text" && event.target.value !== "") {
        unknown.checked = false;
      }
    });
    form.addEventListener("change", (event) => {
      if (event.target.name.endsWith("-unknown") && event.target.checked) {
        form.elements[event.target.name.slice(0, -"-unknown".length)].value = "";
      }
    });
    update();
  }

  function startKeeping(form) {
    const status = form.querySelector("[data-kept]");
    let waiting = 0; // the timer
    let since = 0; // when the first thing was typed that is not kept yet; 0: everything is
    let sending = null;
    let count = 0;
    let leaving = false;

    // Loaded again, a page may be there before the last words of the one before have arrived: then once more.
    const [where, page] = (sessionStorage.getItem(UNDER_WAY) || "").split(" ");
    sessionStorage.removeItem(UNDER_WAY);
    const shown = [...form.querySelectorAll("input[name=resumes]")].map((input) => input.value);
    if (where === location.pathname && !shown.includes(page)) awaitLastWords(page);

    async function awaitLastWords(of) {
      const resuming = form.dataset.resume || location.pathname;
      for (const pause of [150, 300, 600, 1200, 2400]) {
        await new Promise((go) => { window.setTimeout(go, pause); });
        if (since) return; // somebody types again already: what comes late is told of when this is saved
        const seen = await fetch(resuming, { credentials: "same-origin" }).then((answer) => answer.text(), () => "");
        if (!since && seen.includes(`name="resumes" value="${of}"`)) return location.replace(resuming);
      }
    }

    // Of what one page sends, the last that was typed counts, whatever arrives last.
    function content() {
      form.elements.count.value = String((count += 1));
      return new URLSearchParams(new FormData(form));
    }

    async function send(again = false) {
      const typedUntil = since;
      since = 0;
      try {
        const response = await fetch(form.dataset.draft, {
          method: "POST",
          body: content(),
          headers: { Accept: "application/json" },
          credentials: "same-origin",
          redirect: "manual",
          keepalive: true,
        });
        if (response.ok) {
          status.textContent = `${form.dataset.saved} ${new Date().toTimeString().slice(0, 5)}`;
          const { read } = await response.json().catch(() => ({}));
          if (!since) form.dispatchEvent(new CustomEvent("bonemet:kept", { bubbles: true, detail: read }));
          return true;
        }
        const refused = await response.json().catch(() => ({}));
        if (refused.token && refused.user === document.body.dataset.user && !again) {
          for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = refused.token;
          return send(true);
        }
        status.textContent = refused.why || form.dataset.refused;
        if (refused.ended) document.dispatchEvent(new Event("bonemet:ended"));
      } catch {
        if (!leaving) {
          status.textContent = form.dataset.failed;
          wait();
        }
      }
      since ||= typedUntil || Date.now();
      return false;
    }

    async function keep() {
      window.clearTimeout(waiting);
      waiting = 0;
      while (sending) await sending;
      if (!since || leaving) return true;
      sending = send();
      const kept = await sending;
      sending = null;
      return kept;
    }

    function wait() {
      window.clearTimeout(waiting);
      const left = LONGEST_WAIT - (Date.now() - (since || Date.now()));
      waiting = window.setTimeout(keep, Math.max(0, Math.min(KEEP_AFTER, left)));
    }

    form.addEventListener("input", () => {
      since ||= Date.now();
      wait();
    });
    form.addEventListener("submit", () => {
      leaving = true;
      window.clearTimeout(waiting);
    });
    window.addEventListener("pageshow", () => { leaving = false; });
    document.addEventListener("bonemet:unsent", () => { // the server was away, and the page stays
      leaving = false;
      if (since) wait();
    });
    // Whoever looks elsewhere, reloads or closes the tab within the pause must not lose the last words.
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
    window.addEventListener("beforeunload", () => {
      if (since && !leaving) sessionStorage.setItem(UNDER_WAY, `${location.pathname} ${form.elements.once.value}`);
      keep();
    });
    window.addEventListener("pagehide", () => {
      if (since && !leaving) navigator.sendBeacon(form.dataset.draft, content());
    });
    // Another language, or theme, is a page of its own: it is fetched once what is typed is kept.
    for (const other of document.querySelectorAll(".site-nav form")) {
      let tried = false;
      other.addEventListener("submit", async (event) => {
        if (event.defaultPrevented || tried || !(since || sending)) return;
        event.preventDefault();
        tried = true; // refused, it stays here and says why; pressed once more, it goes
        if (await keep()) other.requestSubmit(event.submitter);
      });
    }
  }

  // An answer of last time that somebody says is still the same: as if it had been typed.
  function startConfirming(form) {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-same]");
      if (!button) {
        return;
      }
      const box = button.closest("[data-question]");
      const key = box.dataset.question;
      const text = button.dataset.same;
      const radio = [...box.querySelectorAll(`input[type=radio][name="${key}"]`)].find(
        (one) => one.value === text && !one.closest("[hidden]"),
      );
      const control = radio || box.querySelector(`input[type=text][name="${key}"]`);
      if (!control) {
        return;
      }
      event.preventDefault();
      if (radio) {
        radio.checked = true;
      } else {
        control.value = text;
        const unit = form.elements[`${key}-unit`];
        if (unit && button.dataset.sameUnit) {
          unit.value = button.dataset.sameUnit;
        }
      }
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
      control.focus();
    });
  }

  globalThis.bonemetForm = { asked, readNumber };
  const form = document.getElementById("section-form");
  const rules = document.getElementById("form-rules");
  if (form && rules) {
    startShowing(form, JSON.parse(rules.textContent));
    if (form.dataset.draft) startKeeping(form);
    startConfirming(form);
  }
  addEventListener("hashchange", focusAsked);
  // The browser itself goes to the box of the question once the page is loaded, and no further.
  addEventListener("load", () => requestAnimationFrame(() => {
    if (document.activeElement?.id === location.hash.slice(1)) focusAsked();
  }));
  focusAsked();
  focusFirstProblem();
})();
