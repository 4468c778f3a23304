// Asks the preview's server for the newest state, and shows it. Only a page that is looked at asks: a browser has few
// connections to one server.
const { changes, state } = document.currentScript.dataset;

async function ask() {
  if (document.hidden) return document.addEventListener("visibilitychange", ask, { once: true });
  try {
    const answer = await fetch(`${changes}?since=${state}`, { cache: "no-store" });
    const newest = await answer.text();
    if (answer.ok && newest !== state) return location.reload();
    ask();
  } catch {
    setTimeout(ask, 500);
  }
}
addEventListener("load", ask);
