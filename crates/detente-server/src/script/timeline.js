// A stretch of the timeline's chart, chosen by drawing over it or by keys, becomes the days asked for.
const chart = document.querySelector(".spread svg");
const from = document.getElementById("from");
const to = document.getElementById("to");
const said = document.getElementById("said");

if (chart && from && to) {
  const [left, right] = [Number(chart.dataset.left), Number(chart.dataset.right)];
  const day = 86400000;
  const first = Date.parse(`${chart.dataset.first}T00:00:00Z`);
  const days = Math.max(1, Math.round((Date.parse(`${chart.dataset.last}T00:00:00Z`) - first) / day) + 1);
  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.setAttribute("class", "brush");
  brush.setAttribute("y", "0");
  brush.setAttribute("height", chart.viewBox.baseVal.height);
  // Both ends, as days since the first; `null` where nothing is chosen.
  let chosen = null;
  let start = null;

  const iso = (n) => new Date(first + n * day).toISOString().slice(0, 10);
  const limited = (n) => Math.min(days - 1, Math.max(0, n));
  const place = (n) => left + (n * (right - left)) / days;

  function dayAt(event) {
    const rect = chart.getBoundingClientRect();
    const x = ((event.clientX - rect.left) / rect.width) * chart.viewBox.baseVal.width;
    return limited(Math.floor(((x - left) * days) / (right - left)));
  }

  function show() {
    if (!chosen) {
      brush.remove();
      return;
    }
    const [a, b] = [Math.min(...chosen), Math.max(...chosen)];
    brush.setAttribute("x", place(a));
    brush.setAttribute("width", Math.max(1, place(b + 1) - place(a)));
    if (!brush.isConnected) chart.prepend(brush);
    [from.value, to.value] = [iso(a), iso(b)];
    said.textContent = `${from.value} to ${to.value}`;
  }

  const ask = () => from.form.requestSubmit();

  chart.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    start = { day: dayAt(event), x: event.clientX };
  });
  chart.addEventListener("pointermove", (event) => {
    if (!start || Math.abs(event.clientX - start.x) < 5) return;
    if (!chart.hasPointerCapture(event.pointerId)) chart.setPointerCapture(event.pointerId);
    chosen = [start.day, dayAt(event)];
    show();
  });
  chart.addEventListener("pointerup", () => {
    const drawn = chosen && start;
    start = null;
    // A click that ends it must not follow the mark under it.
    if (drawn) {
      chart.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
      ask();
    }
  });
  chart.addEventListener("pointercancel", () => { start = null; chosen = null; show(); });
  chart.addEventListener("dragstart", (event) => event.preventDefault());

  const step = Math.max(1, Math.round(days / 60));
  chart.tabIndex = 0;
  chart.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (by) {
      event.preventDefault();
      const was = chosen ?? [limited(Math.floor(days / 2)), limited(Math.floor(days / 2))];
      // Shift widens the stretch, without it the whole of it moves.
      chosen = event.shiftKey ? [was[0], limited(was[1] + by)] : was.map((n) => limited(n + by));
      show();
    } else if (event.key === "Enter" && event.target === chart && chosen) {
      event.preventDefault();
      ask();
    } else if (event.key === "Escape") {
      chosen = null;
      show();
    }
  });
  document.getElementById("has-keys").hidden = false;
}
