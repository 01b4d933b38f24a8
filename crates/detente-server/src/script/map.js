// The map by hand: drawn along, closer and wider, by pointer, wheel, two fingers and keys. What is seen
// meanwhile is the drawing that is there; after a rest the server's drawing of that part takes its
// place, and the address names it.
const REST = 350;
const NARROWEST = 0.4;
const WIDEST = 360;

let figure = document.querySelector(".map");
let svg = figure?.querySelector("svg");
const status = document.getElementById("said");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// What is shown, in units of the drawing; the whole of it is what the server drew.
let seen, whole, view;
let timer = 0;
let asked = null;
let frame = 0;
const fingers = new Map();
let moved = false;

function take(next) {
  svg = next;
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  whole = { width, height };
  seen = { x: 0, y: 0, width, height };
  view = { x: Number(svg.dataset.x), y: Number(svg.dataset.y), w: Number(svg.dataset.w) };
}

const box = (at) => `${at.x} ${at.y} ${at.width} ${at.height}`;

function draw() {
  svg.setAttribute("viewBox", box(seen));
}

// From one part to another, in a few frames; at once for those who want no motion.
function glide(to) {
  cancelAnimationFrame(frame);
  const from = { ...seen };
  seen = to;
  if (calm.matches) return draw();
  const start = performance.now();
  const step = (now) => {
    const done = Math.min(1, (now - start) / 180);
    const ease = 1 - (1 - done) ** 3;
    const between = (name) => from[name] + (to[name] - from[name]) * ease;
    svg.setAttribute("viewBox", box({ x: between("x"), y: between("y"), width: between("width"), height: between("height") }));
    if (done < 1) frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
}

// Degrees of longitude across what is seen.
const across = (at) => (view.w * at.width) / whole.width;

function zoomed(by, x = seen.x + seen.width / 2, y = seen.y + seen.height / 2) {
  const wide = Math.min(WIDEST, Math.max(NARROWEST, across(seen) * by));
  const scale = wide / across(seen);
  return {
    x: x - (x - seen.x) * scale,
    y: y - (y - seen.y) * scale,
    width: seen.width * scale,
    height: seen.height * scale,
  };
}

const shifted = (right, down) => ({ ...seen, x: seen.x + right * seen.width, y: seen.y + down * seen.height });

// A place on the screen in units of the drawing.
function unit(event) {
  const rect = svg.getBoundingClientRect();
  return [
    seen.x + ((event.clientX - rect.left) / rect.width) * seen.width,
    seen.y + ((event.clientY - rect.top) / rect.height) * seen.height,
  ];
}

function rest() {
  clearTimeout(timer);
  timer = setTimeout(load, REST);
}

// The address of what is seen, with the filters that are asked for.
function address() {
  const squeeze = Math.max(0.1, Math.cos((view.y * Math.PI) / 180));
  const scale = view.w / whole.width;
  const x = view.x + (seen.x + seen.width / 2 - whole.width / 2) * scale;
  const y = view.y - (seen.y + seen.height / 2 - whole.height / 2) * scale * squeeze;
  const url = new URL(location.href);
  const limited = (value, most) => Math.min(most, Math.max(-most, value)).toFixed(3);
  url.searchParams.set("x", limited(x, 180));
  url.searchParams.set("y", limited(y, 85));
  url.searchParams.set("w", across(seen).toFixed(3));
  return url;
}

async function load(url = address()) {
  asked?.abort();
  asked = new AbortController();
  const held = svg.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  try {
    const answer = await fetch(url, { signal: asked.signal, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector(".map svg");
    if (!next) throw new Error("no map");
    if (fingers.size) return rest();
    cancelAnimationFrame(frame);
    // The element that has the focus and the listeners stays; what is in it is replaced.
    for (const name of ["data-x", "data-y", "data-w", "aria-label"]) {
      svg.setAttribute(name, next.getAttribute(name));
    }
    svg.replaceChildren(...next.childNodes);
    take(svg);
    draw();
    for (const part of [".moves", ".map figcaption", ".where"]) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(fresh);
      else if (old && part === ".where") old.replaceChildren();
    }
    const same = held && [...svg.querySelectorAll("a")].find((link) => link.getAttribute("aria-label") === held);
    same?.focus({ preventScroll: true });
    history.replaceState(null, "", url);
    status.textContent = svg.getAttribute("aria-label");
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = "The map could not be loaded; the links above it still lead there.";
  }
}

function apart() {
  const [a, b] = [...fingers.values()];
  return { far: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 };
}

function listen() {
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event);
    moved = false;
    clearTimeout(timer);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const was = fingers.size === 2 ? apart() : null;
    const [right, down] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (!moved && Math.hypot(right, down) < 4) return;
    // Only once it is drawn along: a click on a mark is to stay one.
    if (!moved) svg.setPointerCapture(event.pointerId);
    moved = true;
    fingers.set(event.pointerId, event);
    const rect = svg.getBoundingClientRect();
    if (was) {
      const now = apart();
      seen = zoomed(was.far / Math.max(1, now.far), ...unit(was));
    } else {
      seen = shifted(-right / rect.width, -down / rect.height);
    }
    draw();
  });
  const up = (event) => {
    if (fingers.delete(event.pointerId) && moved && !fingers.size) rest();
  };
  svg.addEventListener("pointerup", up);
  svg.addEventListener("pointercancel", up);
  svg.addEventListener("click", (event) => {
    if (!moved) return;
    event.preventDefault();
    moved = false;
  }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  // A page that is scrolled past the map is not caught by it: the map wants the focus first, or Ctrl.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !svg.contains(document.activeElement)) return;
    event.preventDefault();
    seen = zoomed(Math.exp(event.deltaY * (event.deltaMode ? 0.05 : 0.002)), ...unit(event));
    draw();
    rest();
  }, { passive: false });
  svg.addEventListener("pointerdown", () => {
    if (!svg.contains(document.activeElement)) svg.focus({ preventScroll: true });
  });
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const to = {
      ArrowLeft: () => shifted(-0.2, 0),
      ArrowRight: () => shifted(0.2, 0),
      ArrowUp: () => shifted(0, -0.2),
      ArrowDown: () => shifted(0, 0.2),
      "+": () => zoomed(0.6),
      "=": () => zoomed(0.6),
      "-": () => zoomed(1 / 0.6),
      "−": () => zoomed(1 / 0.6),
    }[event.key];
    if (to) {
      event.preventDefault();
      glide(to());
      rest();
    } else if (event.key === "0") {
      event.preventDefault();
      const url = new URL(location.href);
      for (const name of ["x", "y", "w"]) url.searchParams.delete(name);
      clearTimeout(timer);
      load(url);
    }
  });
}

if (svg) {
  take(svg);
  svg.tabIndex = 0;
  figure.classList.add("live");
  document.getElementById("has-keys").hidden = false;
  listen();
}
