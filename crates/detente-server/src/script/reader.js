// The reader by keyboard: from mark to mark, to a mark's entry in the list, and back.
const refs = [...document.querySelectorAll("article .ref")];
const said = document.getElementById("said");
const help = document.getElementById("keys");
let at = -1;

const entryOf = (ref) => document.getElementById(ref.hash.slice(1));

function tell(text) {
  // An element that says the same again is not read out: it is emptied first.
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = text; });
}

// The stretches of text that belong to a mark's number: those right before it.
function stretches(ref) {
  const out = [];
  for (let node = ref.previousSibling; node; node = node.previousSibling) {
    if (node.nodeType !== 1 || node.classList.contains("anchor")) continue;
    if (node.localName === "mark") out.push(node);
    else if (node.localName === "a" && out.length) break;
  }
  return out.slice(0, 4);
}

function show(n) {
  if (!refs.length) return tell("Nothing is marked here.");
  document.querySelectorAll(".current").forEach((one) => one.classList.remove("current"));
  at = (n + refs.length) % refs.length;
  const ref = refs[at];
  const entry = entryOf(ref);
  [ref, ...stretches(ref), entry].forEach((one) => one?.classList.add("current"));
  ref.focus({ preventScroll: true });
  ref.scrollIntoView({ block: "center" });
  // The list beside the text scrolls by itself; on a narrow screen it stands below, out of the way.
  const list = entry?.closest("aside");
  if (entry && list && list.scrollHeight > list.clientHeight) {
    list.scrollTop = entry.offsetTop - list.offsetTop - list.clientHeight / 3;
  }
  const heading = entry?.querySelector("a")?.textContent ?? "";
  const facts = entry?.querySelector(".facts")?.textContent.trim().replace(/\s+/g, " ") ?? "";
  tell(`${at + 1} of ${refs.length}: ${heading}. ${facts}`);
}

// Where the page was opened or scrolled to counts as the place to go on from.
function nearest() {
  const middle = innerHeight / 3;
  const after = refs.findIndex((ref) => ref.getBoundingClientRect().top > middle);
  return after < 0 ? refs.length - 1 : after;
}

function typing(target) {
  return target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/.test(target.localName));
}

const keys = {
  j: () => show(at < 0 ? nearest() : at + 1),
  k: () => show(at < 0 ? nearest() - 1 : at - 1),
  "?": () => {
    help.hidden = !help.hidden;
    tell(help.hidden ? "" : help.textContent.trim().replace(/\s+/g, " "));
  },
  Escape: () => {
    help.hidden = true;
    if (at >= 0) show(at);
  },
};
keys.n = keys.j;
keys.p = keys.k;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
  const key = keys[event.key];
  if (key) {
    event.preventDefault();
    key();
    return;
  }
  // On a number Enter follows its link to the entry; the focus goes with it.
  if (event.key === "Enter" && refs.includes(event.target)) {
    const link = entryOf(event.target)?.querySelector("a");
    if (!link) return;
    event.preventDefault();
    at = refs.indexOf(event.target);
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  }
});

// Whoever comes by Tab or by a click goes on from there.
document.addEventListener("focusin", (event) => {
  const n = refs.indexOf(event.target);
  if (n >= 0) at = n;
});

document.getElementById("has-keys").hidden = false;

// The two panes of the original and the reading: where one is looked at, the other follows.
const panes = [...document.querySelectorAll(".pane")];
if (panes.length === 2) {
  const pairs = [...document.querySelectorAll("[data-pair]")];
  const mates = new Map();
  for (const one of pairs) {
    const id = one.dataset.pair;
    mates.set(id, [...(mates.get(id) ?? []), one]);
  }
  let led = null;
  const follow = (pane) => {
    const top = pane.getBoundingClientRect().top + 40;
    const own = pairs.filter((one) => pane.contains(one));
    const first = own.findLast((one) => one.getBoundingClientRect().top <= top) ?? own[0];
    const mate = first && mates.get(first.dataset.pair)?.find((one) => !pane.contains(one));
    const other = panes.find((one) => one !== pane);
    if (!mate || !other || other.scrollHeight <= other.clientHeight) return;
    const by = mate.getBoundingClientRect().top - other.getBoundingClientRect().top -
      (first.getBoundingClientRect().top - pane.getBoundingClientRect().top);
    other.scrollTop += by;
  };
  for (const pane of panes) {
    const lead = () => { led = pane; };
    for (const kind of ["pointerenter", "wheel", "touchstart", "focusin", "keydown"]) {
      pane.addEventListener(kind, lead, { passive: true });
    }
    pane.addEventListener("scroll", () => { if (led === pane) requestAnimationFrame(() => follow(pane)); }, { passive: true });
  }
}
