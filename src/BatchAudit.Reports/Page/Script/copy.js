let silence = 0;

/** Says something in passing, also to those who listen. */
function say(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => { said.textContent = ""; }, 4000);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not every browser lets a page from disk use its clipboard that way.
    const area = element("textarea", null, { value: text });
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`Copied ${what}.`);
}

function copyButton(text, name, properties = {}) {
  const button = element("button", "Copy", { type: "button", ...properties });
  button.setAttribute("aria-label", `Copy ${name}`);
  button.addEventListener("click", event => {
    event.stopPropagation();
    copy(text, name);
  });
  return button;
}
