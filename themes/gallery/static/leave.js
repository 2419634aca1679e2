// The button "Leave this page": puts another page in the place of this one, so that "back" doesn't show it again.
// Pressing Shift three times within five seconds does the same.

const TIMES = 3;
const WITHIN = 5000;

const link = document.querySelector(".leave");
const said = document.querySelector(".leave-said");
let presses = 0;
let forget = 0;
// Is Shift down, and has nothing else been pressed since? A capital letter is no call to leave.
let alone = false;

function leave() {
  // Nothing of the page stays to be seen while the other one loads.
  document.documentElement.classList.add("is-left");
  document.title = "";
  location.replace(link.href);
}

function again() {
  presses = 0;
  said.textContent = "";
}

link.querySelector(".leave-keys").hidden = false;
link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leave();
});
function other() {
  alone = false;
  again();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") other();
  else if (!event.repeat) alone = true;
});
document.addEventListener("pointerdown", other);
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  alone = false;
  clearTimeout(forget);
  presses += 1;
  if (presses === TIMES) return leave();
  said.textContent = link.getAttribute(`data-left-${TIMES - presses}`);
  forget = setTimeout(again, WITHIN);
});
