"use strict";
// The dossier's page: language and theme switches, words brought to view, the panel that explains a mark, the charts.
// All text is set as text, never as markup.
(() => {
  const root = document.documentElement;
  const panel = document.getElementById("panel");

  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a mailed file may have no storage */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  function setLanguage(language) {
    root.lang = language;
    root.dir = language === "ar" ? "rtl" : "ltr";
    const button = document.getElementById("language");
    if (button) button.lang = language === "ar" ? "en" : "ar";
    drawCharts();
  }

  function dark() {
    const set = root.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  // ---- words: #wARTICLE.START-END is a place in an article ----
  function showWords() {
    const place = /^#w([0-9a-f]+)\.(\d+)-(\d+)$/.exec(decodeURIComponent(location.hash));
    if (!place) return;
    document.querySelectorAll(".seg.hit").forEach((seg) => seg.classList.remove("hit"));
    const article = document.getElementById("a" + place[1]);
    if (!article) return;
    const start = Number(place[2]), end = Number(place[3]);
    let first = null;
    for (const seg of article.querySelectorAll(".seg")) {
      if (Number(seg.dataset.s) < end && Number(seg.dataset.e) > start) {
        seg.classList.add("hit");
        first = first || seg;
      }
    }
    if (first) first.scrollIntoView({ block: "center" });
  }

  // ---- the panel beside the text ----
  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function showPanel(article, ids) {
    const holder = article.querySelector("script.marks");
    if (!holder) return;
    const known = JSON.parse(holder.textContent);
    panel.replaceChildren();
    const close = element("button", "×");
    close.type = "button";
    close.setAttribute("aria-label", "×");
    close.addEventListener("click", () => { panel.hidden = true; });
    panel.append(close);
    for (const id of ids) {
      const mark = known[id];
      if (!mark) continue;
      panel.append(element("h4", mark.title[root.lang]));
      const list = element("dl");
      for (const [term, value] of mark.rows[root.lang]) {
        list.append(element("dt", term));
        const told = element("dd");
        told.append(element("bdi", value));
        list.append(told);
      }
      panel.append(list);
    }
    panel.hidden = panel.children.length < 2;
  }

  async function copy(button) {
    try { await navigator.clipboard.writeText(button.dataset.cite); } catch { window.prompt("", button.dataset.cite); return; }
    const before = [...button.childNodes];
    button.replaceChildren(button.dataset.done);
    setTimeout(() => button.replaceChildren(...before), 1500);
    const said = document.getElementById("said");
    if (said) said.textContent = button.dataset.done;
  }

  document.addEventListener("click", (event) => {
    const cite = event.target.closest(".cite");
    if (cite) { copy(cite); return; }
    const seg = event.target.closest(".seg[data-m]");
    if (seg) showPanel(seg.closest(".text"), [...new Set(seg.dataset.m.trim().split(/\s+/))]);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel?.parentElement === document.body) panel.hidden = true; });

  // ---- charts ----
  const style = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  // the desk's pages fetch the bundle from the desk itself, once a chart comes near; the one file has it inside
  let loading = null;
  function bundle() {
    const from = document.body.dataset.charts;
    if (window.tawaturCharts || !from) return Promise.resolve(window.tawaturCharts);
    loading ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = from;
      script.addEventListener("load", () => resolve(window.tawaturCharts));
      script.addEventListener("error", () => resolve(undefined));
      document.head.append(script);
    });
    return loading;
  }

  async function drawOne(holder) {
    const charts = await bundle();
    const source = root.lang === "ar" ? holder.dataset.specAr : holder.dataset.specEn;
    if (!charts || !source) return;
    const spec = JSON.parse(source);
    spec.width = Math.max(holder.clientWidth - 20, 280);
    spec.autosize = { type: "fit-x", contains: "padding" };
    const quiet = style("--quiet"), line = style("--line");
    spec.background = "transparent";
    spec.config = {
      font: "Plex, sans-serif", view: { stroke: null }, point: { color: style("--accent") }, line: { color: style("--accent") },
      rule: { color: style("--accent") }, range: { category: [1, 2, 3, 4].map((n) => style(`--series-${n}`)) },
      axis: { labelColor: quiet, titleColor: quiet, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, labelLimit: 220 },
      legend: { labelColor: quiet, titleColor: quiet, labelFontSize: 12 },
    };
    const compiled = charts.compile(spec).spec;
    const view = new charts.vega.View(charts.vega.parse(compiled, null, { ast: true }), {
      expr: charts.expressionInterpreter, renderer: "svg", container: holder, hover: true,
      loader: { load: () => Promise.reject(new Error("no requests")), sanitize: () => Promise.reject(new Error("no requests")) },
    });
    view.tooltip((_handler, _event, _item, value) => { holder.title = value ? Object.values(value).join("\n") : ""; });
    await view.runAsync();
    holder.dataset.drawn = "yes";
  }

  let watcher = null;
  function drawCharts() {
    watcher?.disconnect();
    // charts are drawn when they come near the screen: a long dossier opens at once
    watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        entry.target.replaceChildren();
        drawOne(entry.target);
      }
    }, { rootMargin: "400px" });
    document.querySelectorAll(".plot").forEach((holder) => watcher.observe(holder));
  }

  addEventListener("beforeprint", () => document.querySelectorAll(".plot:not([data-drawn])").forEach(drawOne));

  document.getElementById("language")?.addEventListener("click", () => {
    const next = root.lang === "ar" ? "en" : "ar";
    remember("language", next);
    setLanguage(next);
  });
  document.getElementById("theme")?.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    drawCharts();
  });
  const theme = recall("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  const language = recall("language");
  if ((language === "ar" || language === "en") && document.getElementById("language")) setLanguage(language); else drawCharts();
  addEventListener("hashchange", showWords);
  document.addEventListener("htmx:after:swap", () => { if (document.querySelector(".plot:not([data-drawn])")) drawCharts(); });
  showWords();
})();
