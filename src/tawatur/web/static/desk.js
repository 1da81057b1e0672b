"use strict";
// The desk: keys, the panel beside an article, words taken from the text, the theme's cookie. All text is set as text.
(() => {
  const body = document.querySelector(".reading .body");
  const panel = () => document.getElementById("panel");
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]");

  // ---- keys: a letter presses the button, link or summary that carries it ----
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); return; }
    if (body && (event.key === "j" || event.key === "k")) { event.preventDefault(); step(event.key === "j" ? 1 : -1); return; }
    if (!/^[a-z]$/i.test(event.key)) return;
    const wanted = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
    if (wanted) { event.preventDefault(); wanted.click(); }
  });

  // ---- on a narrow screen the bar of pages shows where one is ----
  const here = document.querySelector(".top nav [aria-current]");
  if (here) {
    const bar = here.closest("nav"), middle = (box) => box.left + box.width / 2;
    bar.scrollLeft += middle(here.getBoundingClientRect()) - middle(bar.getBoundingClientRect());
  }

  // ---- the panel: the server tells what is known of a mark ----
  const marked = () => [...body.querySelectorAll(".seg[data-m]")];
  let at = -1;

  function tell(seg) {
    body.querySelectorAll(".seg.now").forEach((other) => other.classList.remove("now"));
    const ids = seg.dataset.m.split(" ");
    for (const other of marked()) if (other.dataset.m.split(" ").some((id) => ids.includes(id))) other.classList.add("now");
    const article = body.closest(".text").dataset.article;
    htmx.ajax("GET", `/articles/${article}/marks/${ids.join(",")}`, { target: "#panel", swap: "outerHTML" });
  }

  function step(by) {
    const all = marked();
    if (!all.length) return;
    at = (at + by + all.length) % all.length;
    all[at].scrollIntoView({ block: "center" });
    tell(all[at]);
  }

  body?.addEventListener("click", (event) => {
    const seg = event.target.closest(".seg[data-m]");
    if (!seg || !document.getSelection().isCollapsed) return;
    at = marked().indexOf(seg);
    tell(seg);
  });

  document.querySelectorAll(".shows").forEach((box) => box.addEventListener("change", () => {
    body.classList.toggle(`without-${box.value}`, !box.checked);
  }));

  // ---- words taken from the text, in code points of the article ----
  function placeOf(node, offset) {
    const seg = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".seg");
    if (!seg || !body.contains(seg)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset ? seg.textContent : "";
    return Number(seg.dataset.s) + [...before].length;
  }

  function selected() {
    const chosen = document.getSelection();
    if (!body || chosen.rangeCount === 0 || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    let start = placeOf(range.startContainer, range.startOffset), end = placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    let words = [...range.toString()];
    while (words.length && /\s/.test(words[0])) { words.shift(); start += 1; }
    while (words.length && /\s/.test(words[words.length - 1])) { words.pop(); end -= 1; }
    return words.length ? { start, end, words: words.join("") } : null;
  }

  let last = null;
  document.addEventListener("selectionchange", () => { last = selected() || last; });
  document.querySelectorAll(".take").forEach((button) => {
    // a press must not lose what is selected
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (!last) return;
      const form = button.form, part = button.dataset.part;
      form.elements[part].value = `${last.start}-${last.end}`;
      form.querySelector(`.taken[data-for="${part}"]`).textContent = last.words;
      if (part === "source" && !form.elements.speaker.value) form.elements.speaker.value = last.words;
    });
  });
  document.querySelector("form.add")?.addEventListener("submit", (event) => {
    const form = event.target;
    const lacking = ["content", "cue"].find((part) => !form.elements[part].value);
    if (lacking) { event.preventDefault(); form.querySelector(`.take[data-part="${lacking}"]`).focus(); }
  });

  // ---- the theme is kept where the server sees it, so that a page is never drawn twice ----
  document.getElementById("theme")?.addEventListener("click", () => {
    document.cookie = `tawatur_theme=${document.documentElement.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
  });
})();
