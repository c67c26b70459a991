/**
 * Where the reader is, kept in the fragment, so that it can be reloaded, sent and gone back from:
 * #file-jobs?q=words&sort=-credits&outcome=JOB_FAILED. What is not q, sort or columns is a column and the value it must have.
 */
const address = {
  own: ["q", "sort", "columns", "period"],

  read() {
    const [view, query = ""] = location.hash.slice(1).split("?", 2);
    const parameters = new URLSearchParams(query);
    return {
      view: reports.has(view) ? view : "overview",
      search: parameters.get("q") ?? "",
      sort: parameters.get("sort") ?? "",
      allColumns: parameters.get("columns") === "all",
      period: parameters.get("period") ?? "",
      where: new Map([...parameters].filter(([name]) => !this.own.includes(name))),
    };
  },

  of(view, { search = "", sort = "", allColumns = false, period = "", where = new Map() } = {}) {
    const parameters = new URLSearchParams(where);
    if (search) parameters.set("q", search);
    if (sort) parameters.set("sort", sort);
    if (allColumns) parameters.set("columns", "all");
    if (period) parameters.set("period", period);
    const query = parameters.toString();
    return `#${view}${query ? `?${query}` : ""}`;
  },

  /** Where the rows are that have this value; null when the page has no such table. */
  rows(view, column, value) {
    return reports.get(view)?.has(column) ? this.of(view, { where: new Map([[column, value]]) }) : null;
  },

  /** Letters typed one by one are one step back. */
  replace(state) {
    history.replaceState(null, "", this.of(state.view, state));
  },
};
