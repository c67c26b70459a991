const tip = document.getElementById("tip");

/** Shows lines beside an element while the pointer is on it or it has the focus; Escape sends them away. */
function tipFor(owner, lines) {
  const show = (x, y) => {
    tip.textContent = lines();
    tip.hidden = false;
    tip.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 18 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 10 : y + 18}px`;
  };
  owner.addEventListener("pointermove", event => show(event.clientX, event.clientY));
  owner.addEventListener("pointerleave", hideTip);
  owner.addEventListener("focus", () => {
    const box = owner.getBoundingClientRect();
    if (owner.matches(":focus-visible")) show(box.left, box.bottom - 14);
  });
  owner.addEventListener("blur", hideTip);
}

function hideTip() {
  tip.hidden = true;
}

addEventListener("keydown", event => { if (event.key === "Escape") hideTip(); });
addEventListener("scroll", hideTip, { passive: true, capture: true });
