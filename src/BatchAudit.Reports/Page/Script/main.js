/** The tables people ask for first; then the others, as the report catalog has them. */
const firstViews = ["findings", "batches", "file-jobs", "error-groups", "mapping-errors"];
const tableView = new TableView();
const timelines = new Timelines();

function showViews() {
  const order = [...firstViews.filter(name => reports.has(name)), ...[...reports.keys()].filter(name => !firstViews.includes(name))];
  document.getElementById("views").replaceChildren(link("#overview", "Overview"), ...order.map(name => {
    const made = link(`#${name}`, reports.get(name).title);
    made.append(" ", element("small", figures.format(reports.get(name).length)));
    return made;
  }));
}

/** Draws what the fragment says. */
function follow() {
  const state = address.read();
  const report = reports.get(state.view);
  document.getElementById("at-a-glance").hidden = Boolean(report);
  document.getElementById("table-view").hidden = !report;
  for (const view of document.querySelectorAll("#views a")) {
    if (view.hash.split("?")[0] === `#${state.view}`) view.setAttribute("aria-current", "page");
    else view.removeAttribute("aria-current");
  }
  hideTip();
  if (report) tableView.show(report, state);
  else timelines.show(state);
}

document.querySelector(".skip").addEventListener("click", event => {
  event.preventDefault();
  document.getElementById("main").focus();
});

addEventListener("hashchange", () => {
  follow();
  // So that the next Tab goes on in what was just shown, and a screen reader says what that is.
  if (!document.getElementById("table-view").hidden) document.getElementById("table-title").focus({ preventScroll: true });
  scrollTo(0, 0);
});

addEventListener("keydown", event => {
  if (event.key === "/" && !details.open && !event.target.matches("input, select") && !document.getElementById("table-view").hidden) {
    event.preventDefault();
    tableView.focusSearch();
  }
});

// A page that is printed from a table prints the overview, which then must have been drawn.
addEventListener("beforeprint", () => timelines.show(address.read()));

document.getElementById("without-script").remove();
showViews();
showNews();
showNights();
showGroups();
follow();
