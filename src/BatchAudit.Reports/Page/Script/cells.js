/** An element with text in it. Text is only ever set as text: nothing in the page is made by parsing. */
function element(name, text = null, properties = {}) {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  Object.assign(made, properties);
  return made;
}

function drawn(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

function link(href, text, properties = {}) {
  return element("a", text, { href, ...properties });
}

/** Each word's tone, as WordTone.cs has it, and of two totals that should not be there. */
const toneOf = new Map(Object.entries({{tones}}).flatMap(([tone, words]) => words.map(word => [word, tone])));
toneOf.set("unaccounted", "bad").set("files not known", "bad");

/** Gives a word its colour and sign. COMPLETED has none: it is not a success yet. */
function toned(span) {
  const tone = toneOf.get(span.dataset.word);
  if (tone) span.dataset.tone = tone;
  return span;
}

function word(text) {
  const span = element("span", null, { className: "word" });
  span.append(plain(text));
  span.dataset.word = text;
  return toned(span);
}

// What nobody sees, or what turns the rest of a line around, must not pass for nothing.
const strange = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** Text of the server's: kept to its own direction, with invisible characters shown by their numbers. */
function plain(text) {
  const isolated = element("bdi");
  let start = 0;
  for (const match of text.matchAll(strange)) {
    const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    isolated.append(text.slice(start, match.index), element("span", `U+${code}`, { className: "strange" }));
    start = match.index + match[0].length;
  }
  isolated.append(text.slice(start));
  return isolated;
}

const figures = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

function time(text) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) ? `${text.slice(0, 10)} ${text.slice(11, 19)}` : text;
}

/** A cell as the page shows it. Null is nothing. */
function shown(cell, kind) {
  if (cell === null) return "";
  if (typeof cell === "number") return figures.format(cell);
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (kind === "Word") return word(cell);
  return plain(kind === "Time" ? time(cell) : cell);
}

function isNumber(column) {
  return column.kind === "Integer" || column.kind === "Number";
}

/** Where a cell leads: from a batch to its files and back, from anything to the batch, file or errors it speaks of. */
function leadsTo(report, column, cell) {
  if (cell === null || cell === "") return null;
  switch (column) {
    case "batch_id": return address.rows(report.name === "batches" ? "file-jobs" : "batches", "batch_id", cell);
    case "fixed_by_batch_id": return address.rows("batches", "batch_id", cell);
    case "source_directory_file_id":
    case "job_id": return report.name === "file-jobs" ? null : address.rows("file-jobs", column, cell);
    case "error_group": return address.rows(report.name === "error-groups" ? "file-jobs" : "error-groups", column, cell);
    default: return null;
  }
}

document.querySelectorAll(".word").forEach(toned);
