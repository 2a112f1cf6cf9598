(() => {
  const data = JSON.parse(document.getElementById("chart-data").textContent);
  const names = { base: "before", shared: "shared", swapped: "another's", author: "own" };
  const css = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  let charts = [];

  // Draws the 95 % interval of each bar or dot as a line with two caps.
  const whiskers = {
    id: "whiskers",
    afterDatasetsDraw(chart) {
      chart.data.datasets.forEach((set, d) => {
        if (!set.intervals) return;
        const across = chart.options.indexAxis === "y";
        const scale = across ? chart.scales.x : chart.scales.y;
        const c = chart.ctx;
        c.save(); c.strokeStyle = css("ink"); c.lineWidth = 1.6;
        chart.getDatasetMeta(d).data.forEach((bar, i) => {
          const interval = set.intervals[i];
          if (!interval || interval[0] === null) return;
          const [low, high] = interval.map(v => scale.getPixelForValue(v));
          const at = across ? bar.y : bar.x;
          const line = (a, b) => { c.beginPath();
            if (across) { c.moveTo(a[0], a[1]); c.lineTo(b[0], b[1]); }
            else { c.moveTo(a[1], a[0]); c.lineTo(b[1], b[0]); } c.stroke(); };
          line([low, at], [high, at]); line([low, at - 4], [low, at + 4]); line([high, at - 4], [high, at + 4]);
        });
        c.restore();
      });
    }
  };

  function draw(id, config) {
    const canvas = document.getElementById(id);
    if (canvas) charts.push(new Chart(canvas, config));
  }
  const title = text => ({ display: true, text, color: css("soft") });
  const axis = (text, more) => Object.assign({ title: title(text), grid: { color: css("line") },
    ticks: { color: css("soft") } }, more);
  const plain = { animation: false, responsive: true, maintainAspectRatio: false };

  function bars(id, scores) {
    draw(id, { type: "bar", plugins: [whiskers],
      data: { labels: scores.map(s => names[s.model]), datasets: [{
        data: scores.map(s => s.value), intervals: scores.map(s => [s.low, s.high]),
        backgroundColor: scores.map(s => css(s.model)), borderRadius: 6, maxBarThickness: 84 }] },
      options: Object.assign({ plugins: { legend: { display: false } }, scales: {
        x: axis("", { grid: { display: false } }),
        y: axis("bits per byte", { beginAtZero: true,
          suggestedMax: Math.max(0, ...scores.map(s => s.high ?? s.value)) * 1.05 }) } }, plain) });
  }

  function forest(id, people) {
    draw(id, { type: "bar", plugins: [whiskers],
      data: { labels: people.map(p => p.label), datasets: [{
        data: people.map(p => p.value), intervals: people.map(p => [p.low, p.high]),
        backgroundColor: people.map(p => css(p.value < 0 ? "author" : "base")),
        borderRadius: 4, maxBarThickness: 18 }] },
      options: Object.assign({ indexAxis: "y", plugins: { legend: { display: false } }, scales: {
        x: axis("bits per byte, own minus shared (left of 0: the own model is better)", {
          suggestedMin: Math.min(0, ...people.map(p => p.low ?? p.value)) * 1.05,
          suggestedMax: Math.max(0, ...people.map(p => p.high ?? p.value)) * 1.05 }),
        y: axis("", { grid: { display: false } }) } }, plain) });
  }

  function curve(id, train, validation) {
    const points = list => list.map(p => ({ x: p.step, y: p.lossNats }));
    const line = (label, list, colour, dash) => ({ label, data: points(list), borderColor: css(colour),
      backgroundColor: css(colour), borderDash: dash, borderWidth: 2, tension: .2,
      pointRadius: list.length > 25 ? 0 : 2 });
    draw(id, { type: "line",
      data: { datasets: [line("training", train, "shared", []), line("held out", validation, "author", [6, 4])] },
      options: Object.assign({ interaction: { mode: "nearest", axis: "x", intersect: false },
        plugins: { legend: { labels: { color: css("soft"), usePointStyle: true, pointStyle: "line" } } },
        scales: { x: axis("step", { type: "linear" }), y: axis("loss, nats per token") } }, plain) });
  }

  const perPerson = person => {
    if (person.dataset.drawn) return;
    person.dataset.drawn = "yes";
    const own = data.curves.find(c => c.id === person.dataset.curve);
    if (own) curve(own.id, own.train, own.validation);
  };
  function everything() {
    charts.forEach(chart => chart.destroy());
    charts = [];
    bars("chart-overall", data.overall);
    forest("chart-people", data.people);
    data.curves.filter(c => c.id.startsWith("chart-phase")).forEach(c => curve(c.id, c.train, c.validation));
    document.querySelectorAll("details.person").forEach(person => {
      delete person.dataset.drawn;
      if (person.open) perPerson(person);
    });
  }
  everything();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", everything);
  document.querySelectorAll("details.person").forEach(person =>
    person.addEventListener("toggle", () => { if (person.open) perPerson(person); }));

  document.querySelectorAll("table.sortable thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      head.parentNode.querySelectorAll("th").forEach(th => th.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = head.closest("table").tBodies[0];
      const key = row => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const number = value => value === "" || isNaN(value) ? null : Number(value);
      const sorted = [...body.rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)], [m, n] = [number(x), number(y)];
        const order = m !== null && n !== null ? m - n : m !== null ? 1 : n !== null ? -1 : x.localeCompare(y);
        return down ? -order : order;
      });
      body.append(...sorted);
    });
  });
})();
