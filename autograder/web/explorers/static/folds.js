// What folds is open where there is room beside the drawings, and starts closed on a phone.

export function foldOnPhones() {
  if (!window.matchMedia("(max-width: 57.99rem)").matches) return;
  for (const fold of document.querySelectorAll(".fold")) fold.open = false;
}
