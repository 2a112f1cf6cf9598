"""The page in a real browser, used as a person would: type, pick, slide, imitate, stop; wide, narrow, by keyboard.

usage: check_page.py OUT RUN_ID CHROMIUM SCREENSHOTS
"""

import json
import pathlib
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

from playwright.sync_api import expect, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Measured: 3.2 s on two cores, 9.4 s with six other builds beside; a build of the jar is not in it.
LONGEST_START = 20.0


def serve(out, run_id):
    """Starts the page on a free port. -> the process, its address, seconds until it listened"""
    began = time.monotonic()
    command = [str(ROOT / "jobs/bin/idiolect"), "serve", "--out", out, "--run-id", run_id, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return process, found.group(), time.monotonic() - began
    raise SystemExit("the page did not start")


def type_pick_slide_imitate(page, folder):
    page.get_by_label("The conversation so far").fill("Ann: are you coming tonight?\nBen: not sure yet")
    options = page.get_by_label("Who answers").locator("option")
    options.nth(1).wait_for(state="attached")  # the page asks for its people once it stands
    assert "data grade" in options.nth(1).inner_text()
    page.get_by_label("Who answers").select_option(index=1)
    page.get_by_label("Characters").fill("60")
    assert page.locator("#charactersValue").inner_text() == "60"
    page.get_by_role("button", name="Imitate").click()
    expect(page.locator("#status")).to_have_text("Done.", timeout=60_000)
    imitation, base = page.locator("#imitation").inner_text(), page.locator("#base").inner_text()
    assert 1 <= len(imitation) <= 60, len(imitation)
    assert 1 <= len(base) <= 60, len(base)
    expect(page.get_by_text("written by a machine")).to_be_visible()
    page.screenshot(path=folder / "page-wide.png", full_page=True)
    return imitation


def same_seed_same_answer(page, before):
    page.get_by_role("button", name="Imitate").click()
    expect(page.locator("#status")).to_have_text("Writing…")
    expect(page.locator("#status")).to_have_text("Done.", timeout=60_000)
    assert page.locator("#imitation").inner_text() == before
    page.get_by_text("More", exact=True).click()
    page.get_by_label("Seed").fill("7")
    page.get_by_role("button", name="Imitate").click()
    expect(page.locator("#status")).to_have_text("Done.", timeout=60_000)
    assert page.locator("#imitation").inner_text() != before


def stop(page):
    page.get_by_label("Characters").fill("600")
    page.get_by_role("button", name="Imitate").click()
    expect(page.locator("#imitation")).not_to_be_empty(timeout=60_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#status")).to_have_text("Stopped.")
    shown = len(page.locator("#base").inner_text())
    time.sleep(1)
    assert len(page.locator("#base").inner_text()) == shown, "the text grows after stop"
    # The next request must not find the page busy for long.
    for _ in range(20):
        page.get_by_label("Characters").fill("20")
        page.get_by_role("button", name="Imitate").click()
        expect(page.locator("#stop")).to_be_disabled(timeout=60_000)
        if page.locator("#status").inner_text() == "Done.":
            return
        time.sleep(0.5)
    raise AssertionError("the page stays busy after stop")


def by_keyboard_and_narrow(page, folder):
    page.set_viewport_size({"width": 360, "height": 720})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, f"{width} pixels wide on a screen of 360"
    page.get_by_label("The conversation so far").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("<b>hello</b> & good evening")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("Done.", timeout=60_000)
    assert page.locator(".bubble b").count() == 0, "output must be text"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "author"
    page.screenshot(path=folder / "page-narrow.png", full_page=True)


def one_at_a_time(address):
    """While one person generates, a second is told so."""
    people = json.load(urllib.request.urlopen(address + "api/people"))
    body = json.dumps(dict(conversation="hi", author=people[0]["id"], characters=600, temperature=1.0, seed=3)).encode()
    imitate = urllib.request.Request(address + "api/imitate", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(imitate) as first:
        first.readline()
        try:
            urllib.request.urlopen(imitate)
            raise AssertionError("two generate at once")
        except urllib.error.HTTPError as busy:
            assert busy.code == 429, busy.code


def refusals(address):
    """Another host, and a request of 10 MB: a status and a sentence each."""
    for request, status in [
        (urllib.request.Request(address, headers={"Host": "evil.example"}), 403),
        (urllib.request.Request(address + "api/imitate", b" " * 10_000_000, {"Content-Type": "application/json"}), 413),
    ]:
        try:
            urllib.request.urlopen(request)
            raise AssertionError("was not refused")
        except urllib.error.HTTPError as refusal:
            assert refusal.code == status, refusal.code
            assert b"error" in refusal.read()
        except (ConnectionError, urllib.error.URLError):
            assert status == 413  # The server hung up while the rest was still being sent.


def port_in_use(out, run_id, address):
    """A second page on the same port: the sentence, and exit code 3."""
    port = address.rstrip("/").rsplit(":", 1)[1]
    command = [str(ROOT / "jobs/bin/idiolect"), "serve", "--out", out, "--run-id", run_id, "--port", port]
    second = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert second.returncode == 3, second.returncode
    assert f"port {port} is taken; choose another with --port" in second.stderr, second.stderr


def main():
    out, run_id, chromium, folder = sys.argv[1], sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    process, address, seconds = serve(out, run_id)
    requests, problems = [], []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1100, "height": 800})
            page.on("request", lambda request: requests.append(request.url))
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
            page.goto(address)
            answer = type_pick_slide_imitate(page, folder)
            same_seed_same_answer(page, answer)
            stop(page)
            by_keyboard_and_narrow(page, folder)
            browser.close()
        one_at_a_time(address)
        refusals(address)
        port_in_use(out, run_id, address)
    finally:
        process.terminate()
        process.wait()
    problems = [problem for problem in problems if "429" not in problem]
    assert not problems, problems
    assert all(url.startswith((address, "data:")) for url in requests), "a request left the machine"
    assert seconds < LONGEST_START, f"{seconds:.1f} s until the page listened"
    print(f"page: listened after {seconds:.1f} s; typed, picked, slid, imitated, stopped, keyboard, 360 pixels; "
          f"{len(requests)} requests, all local")


if __name__ == "__main__":
    main()
