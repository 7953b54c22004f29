// Makes a textarea a light editor: lines are numbered, Tab indents, a new line keeps its indent, and what is typed is
// kept in this browser until it is sent. Esc, then Tab, leaves it. Without this script the textarea does all but that.
"use strict";

const INDENT = "    ";

for (const box of document.querySelectorAll("[data-editor]")) edit(box, box.querySelector("textarea"));

function edit(box, area) {
  const gutter = document.createElement("div");
  gutter.className = "gutter";
  gutter.setAttribute("aria-hidden", "true");
  box.prepend(gutter);
  box.classList.add("live");
  const help = document.getElementById("source-help");
  help.hidden = false;
  area.setAttribute("aria-describedby", help.id);

  let lines = 0;
  const number = () => {
    const now = area.value.split("\n").length;
    if (now !== lines) {
      lines = now;
      gutter.textContent = Array.from({ length: now }, (_, at) => at + 1).join("\n") + "\n\n";
    }
    gutter.scrollTop = area.scrollTop;
  };
  area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  area.addEventListener("input", number);

  let leaving = false;
  area.addEventListener("blur", () => { leaving = false; });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { leaving = true; return; }
    const left = leaving;
    if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) leaving = false;
    if (event.isComposing || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      area.form.querySelector("[data-check]").click();
    } else if ((event.ctrlKey || event.metaKey) && event.key === "/") {
      event.preventDefault();
      changeLines(area, comment);
    } else if (event.ctrlKey || event.metaKey) {
      return;
    } else if (event.key === "Tab" && !left) {
      event.preventDefault();
      tab(area, event.shiftKey);
    } else if (event.key === "Enter") {
      event.preventDefault();
      newLine(area);
    } else if (event.key === "Backspace" && area.selectionStart === area.selectionEnd) {
      const before = lineBefore(area);
      if (before && !before.trim() && before.length % INDENT.length === 0) {
        event.preventDefault();
        area.setSelectionRange(area.selectionStart - INDENT.length, area.selectionStart);
        replace(area, "");
      }
    }
  });

  keepDraft(box, area, number);
  number();
}

// `insertText` keeps the browser's own undo; where it is not known, the text is replaced without it.
function replace(area, text) {
  area.focus();
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (done) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function lineBefore(area) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  return area.value.slice(start, area.selectionStart);
}

function tab(area, back) {
  const several = area.value.slice(area.selectionStart, area.selectionEnd).includes("\n");
  if (back) changeLines(area, (lines) => lines.map((line) => line.replace(/^ {1,4}/, "")));
  else if (several) changeLines(area, (lines) => lines.map((line) => (line ? INDENT + line : line)));
  else replace(area, " ".repeat(INDENT.length - (lineBefore(area).length % INDENT.length)));
}

function newLine(area) {
  const before = lineBefore(area);
  const indent = before.match(/^ */)[0];
  replace(area, "\n" + indent + (/:\s*(#.*)?$/.test(before) ? INDENT : ""));
}

function changeLines(area, change) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const after = area.value.indexOf("\n", Math.max(area.selectionStart, area.selectionEnd - 1));
  const end = after < 0 ? area.value.length : after;
  const before = area.value.slice(start, end), changed = change(before.split("\n")).join("\n");
  if (changed === before) return;
  const at = [area.selectionStart, area.selectionEnd];
  area.setSelectionRange(start, end);
  replace(area, changed);
  if (at[0] === at[1]) {
    const there = Math.max(start, at[0] + changed.length - before.length);
    area.setSelectionRange(there, there);
  } else area.setSelectionRange(start, start + changed.length);
}

function comment(lines) {
  const full = lines.filter((line) => line.trim());
  const all = full.length && full.every((line) => /^\s*#/.test(line));
  return lines.map((line) => (all ? line.replace(/^(\s*)# ?/, "$1") : line.trim() ? line.replace(/^(\s*)/, "$1# ") : line));
}

function keepDraft(box, area, number) {
  const key = `rectify.draft.${box.dataset.key}`, sent = area.defaultValue; // `value` may be typed in by now
  let store;
  try { store = window.localStorage; } catch { return; } // a frame may have none
  const write = (text) => { try { text === sent ? store.removeItem(key) : store.setItem(key, text); } catch { /* full */ } };
  if (store.getItem(key) === sent) store.removeItem(key); // it was sent, and is no draft of what is sent later
  const afresh = "afresh" in box.dataset, draft = afresh ? null : store.getItem(key);
  if (afresh) history.replaceState(null, "", location.pathname + location.hash); // the stub comes once, not at a reload
  const note = box.parentElement.querySelector(".restored");
  if (draft !== null && draft !== sent) {
    area.value = draft;
    note.hidden = false;
    note.querySelector("button").addEventListener("click", () => {
      area.value = sent;
      write(sent);
      note.hidden = true;
      number();
      area.focus();
    });
  } else if (area.value !== sent) write(area.value);
  area.addEventListener("input", () => write(area.value));
}
