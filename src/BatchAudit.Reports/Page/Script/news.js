/** The gravest findings that the newest run brought, and how that run went. */
function showNews() {
  const findings = reports.get("findings");
  if (findings?.has("new")) showNewFindings(findings);
  const runs = reports.get("runs");
  if (runs?.length && runs.has("left_over")) showNewestRun(runs);
}

function showNewFindings(findings) {
  const rows = filtered(findings, { where: new Map([["new", "true"]]), search: "" });
  const [severity, rule, batch, file, message] = ["severity", "rule", "batch_id", "file_name", "message"].map(name => findings.cells(name));
  const body = document.querySelector("#news-table .body");
  document.getElementById("news-table").hidden = false;
  if (rows.length === 0) {
    body.replaceChildren(element("p", "The newest run brought none.", { className: "quiet" }));
    return;
  }
  const table = element("table");
  const head = element("tr");
  head.append(heading("Severity"), heading("Rule"), heading("Message"), heading("File", "wide"), heading("Batch", "wide"));
  table.append(element("thead"), element("tbody"));
  table.tHead.append(head);
  table.tBodies[0].append(...Array.from(rows.slice(0, 12), row => {
    const line = element("tr");
    const cells = [word(severity[row]), rule[row], plain(message[row] ?? ""), file[row] ? plain(file[row]) : "", batch[row] ? batchLink(batch[row]) : ""];
    line.append(...cells.map((cell, index) => {
      const made = element("td", null, { className: ["", "", "message", "file wide", "Id wide"][index] });
      made.append(cell);
      return made;
    }));
    return line;
  }));
  body.replaceChildren(table);
  if (rows.length > 12) {
    const more = element("p", null, { className: "more" });
    more.append(link("#findings?new=true", `All ${figures.format(rows.length)} new findings`));
    body.append(more);
  }
}

function batchLink(id) {
  const href = address.rows("batches", "batch_id", id);
  const made = href ? link(href, null, { title: id }) : element("span", null, { title: id });
  made.append(plain(id.length > 14 ? `${id.slice(0, 12)}…` : id));
  return made;
}

function showNewestRun(runs) {
  const last = name => runs.cells(name)[runs.length - 1];
  const line = document.getElementById("newest-run");
  line.hidden = false;
  line.replaceChildren(
    "Run ", String(last("run_id")), " ", word(last("state")),
    ` ${last("due") === null ? "never ended" : `${last("due")} batches due: ${last("read")} read, ${last("unchanged")} of them unchanged; ${last("failed")} failed; ${last("left_over")} left over`}.`);
}
