"""The home page of a fresh demo network as docs/images/home.png, 1280 by 900."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "home.png"
PORT = "18790"
ADDRESS = f"http://127.0.0.1:{PORT}/"
PATIENCE = 400


def browser_path() -> str:
    found = (
        os.environ.get("JMZ_CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        raise SystemExit("A Chromium is needed. On Debian: apt-get install chromium")
    return found


def wait_for_page() -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(ADDRESS, timeout=30).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{ADDRESS} did not answer within {PATIENCE} s.")


def take_picture() -> None:
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=flags)
        page = browser.new_page(
            viewport={"width": 1280, "height": 900}, locale="nl-NL", color_scheme="light"
        )
        page.goto(ADDRESS)
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jmz-picture-") as folder:
        others = {name: value for name, value in os.environ.items() if not name.startswith("JMZ_")}
        environment = {**others, "JMZ_DATA_DIR": folder, "PORT": PORT}
        site = subprocess.Popen(  # noqa: S603
            [sys.executable, str(ROOT / "manage.py"), "run", "--demo"], env=environment, cwd=ROOT
        )
        try:
            wait_for_page()
            take_picture()
        finally:
            site.terminate()
            site.wait(timeout=10)
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)} was taken.\n")


if __name__ == "__main__":
    main()
