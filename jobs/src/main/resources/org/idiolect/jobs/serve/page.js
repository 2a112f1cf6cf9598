"use strict";

const $ = (id) => document.getElementById(id);
const GRADES = {
  A: "plenty of text to learn from",
  B: "a fair amount of text",
  C: "little text: expect a rough likeness",
  D: "hardly any text: expect no likeness",
};
let people = [];
let running = null;

function say(text, isError) {
  $("status").textContent = text;
  $("status").classList.toggle("error", Boolean(isError));
}

async function loadPeople() {
  people = await (await fetch("/api/people")).json();
  for (const person of people) {
    const option = document.createElement("option");
    option.value = person.id;
    option.textContent = person.label + (person.grade ? " (data grade " + person.grade + ")" : "");
    $("author").append(option);
  }
  showGrade();
}

function showGrade() {
  const person = people.find((p) => p.id === $("author").value);
  $("grade").textContent = person
    ? person.messages.toLocaleString("en") + " messages, " + (GRADES[person.grade] || "")
    : "";
}

function body() {
  return JSON.stringify({
    conversation: $("conversation").value || $("conversation").placeholder,
    author: $("author").value,
    characters: Number($("characters").value),
    temperature: Number($("temperature").value),
    seed: Number($("seed").value),
  });
}

function setRunning(controller) {
  running = controller;
  $("go").disabled = Boolean(controller);
  $("stop").disabled = !controller;
}

function show(line) {
  if (line.kind === "end") {
    say(line.text === "complete" ? "Done." : "Stopped: " + line.text + ".");
  } else {
    // As text, never as markup.
    $(line.kind).append(document.createTextNode(line.text));
  }
}

async function read(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    lines.forEach((line) => show(JSON.parse(line)));
  }
}

async function imitate(event) {
  event.preventDefault();
  if (running) {
    return;
  }
  $("imitation").textContent = "";
  $("base").textContent = "";
  setRunning(new AbortController());
  say("Writing…");
  try {
    const response = await fetch("/api/imitate", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: body(),
      signal: running.signal,
    });
    if (response.ok) {
      await read(response);
    } else {
      say((await response.json()).error, true);
    }
  } catch (failure) {
    const stopped = failure.name === "AbortError";
    say(stopped ? "Stopped." : "The program does not answer; is it still running?", !stopped);
  } finally {
    setRunning(null);
  }
}

$("form").addEventListener("submit", imitate);
$("stop").addEventListener("click", () => running && running.abort());
$("author").addEventListener("change", showGrade);
$("conversation").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    $("form").requestSubmit();
  }
});
for (const id of ["characters", "temperature"]) {
  $(id).addEventListener("input", () => ($(id + "Value").textContent = $(id).value));
}
loadPeople().catch(() => say("The program does not answer; is it still running?", true));
