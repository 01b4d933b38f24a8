// Says so when the record changes while a page is open. The page itself is left as it is: whoever
// reads in it decides when to load it anew.
const root = document.documentElement;
const notice = document.getElementById("changed");

if (notice && "EventSource" in window) {
  const source = new EventSource("/api/v1/changes");
  source.addEventListener("open", () => { root.dataset.live = "listening"; });
  source.addEventListener("change", () => { notice.hidden = false; });
  // A browser holds few connections to one place: a page that nobody sees gives its own back.
  const close = () => { source.close(); root.dataset.live = "closed"; };
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); });
  window.addEventListener("pagehide", close);
}
