#!/usr/bin/env python3
"""Checks every kind of page of a served case with axe-core, in both colour schemes and two widths.

Usage: axe.py SITE AXE_JS [--extra PATH…]

Finds one page of each kind by the pages' own links, and tells every violation of the rules of WCAG 2.2 A and
AA and of axe's best practices. It also tells of pages that scroll sideways, of errors in the console, and
whether the keys of the reader, the map and the timeline do what they should. The exit status is 1
where something is wrong.
"""

import re
import sys
import time
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [("light", 1400, 1000), ("dark", 1400, 1000), ("light", 390, 844), ("dark", 390, 844)]


def link(site, path, start):
    """The first link on a page that begins so."""
    with urllib.request.urlopen(site + path) as answer:
        page = answer.read().decode()
    found = re.search(f'href="({re.escape(start)}[^"]*)"', page)
    return found and found.group(1).replace("&amp;", "&")


def pages(site):
    report = link(site, "/disputes", "/reports/") or link(site, "/reports", "/reports/")
    plain = report and report.split("?")[0]
    found = [
        "/", "/timeline", "/timeline?from=1800-01-01&to=1800-01-02", "/map", "/incidents",
        "/incidents?actor=nobody-of-this-name", "/disputes", "/agreements", "/relations", "/actors",
        "/places", "/reports", "/review", "/alerts", "/api", "/search", "/search?q=ceasefire", "/search?q=%22", "/no-such-page",
        link(site, "/relations", "/relations?on="),
        link(site, "/incidents", "/incidents/"),
        link(site, "/timeline?type=event", "/rows/"),
        link(site, "/agreements", "/agreements/"),
        link(site, "/relations", "/relations/pair"),
        link(site, "/actors", "/actors/"),
        link(site, "/places", "/places/"),
        report,
        plain and plain + "?raw=1",
    ]
    return [path for path in found if path]


def browser():
    options = Options()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    import shutil

    own = shutil.which("chromedriver")
    return webdriver.Chrome(options=options, service=Service(own) if own else None)


def look(driver, scheme, width, height):
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def check(driver, axe, name):
    """What is wrong on the page that is open."""
    wrong = []
    driver.execute_script(axe)
    answer = driver.execute_async_script(
        "const done = arguments[1];"
        "axe.run(document, {runOnly: arguments[0]}).then(done, (e) => done({error: String(e)}));",
        RULES,
    )
    if "error" in answer:
        return [f"{name}: axe failed: {answer['error']}"]
    for one in answer["violations"]:
        for node in one["nodes"][:3]:
            told = " ".join((node.get("failureSummary") or "").split())
            wrong.append(f"{name}: {one['id']} ({one['impact']}): {node['target']}: {told[:220]}")
    sideways = driver.execute_script(
        "const all = document.documentElement; return all.scrollWidth - all.clientWidth;"
    )
    if sideways > 0:
        wrong.append(f"{name}: scrolls sideways by {sideways} pixels")
    return wrong


def console(driver, name, path):
    """Errors that the browser told; that there is no such page is meant so."""
    told = [one["message"] for one in driver.get_log("browser") if one["level"] == "SEVERE"]
    return [f"{name}: {one}" for one in told if "no-such-page" not in path]


def works(driver, site, report):
    """Whether keys and pointer do what they should."""
    wrong = []
    body = lambda: driver.find_element(By.TAG_NAME, "body")

    def expect(what, holds):
        if not holds:
            wrong.append(what)

    look(driver, "light", 1400, 1000)
    if report:
        driver.get(site + report.split("?")[0])
        if driver.find_elements(By.CSS_SELECTOR, "article .ref"):
            body().send_keys("j")
            time.sleep(0.3)
            expect("reader: j marks one", driver.find_elements(By.CSS_SELECTOR, ".ref.current"))
            said = driver.find_element(By.ID, "said").get_attribute("textContent")
            expect(f"reader: it is told: {said!r}", " of " in said)
            active = driver.switch_to.active_element
            active.send_keys(Keys.ENTER)
            inside = "return !!document.activeElement.closest('.items li.current');"
            expect("reader: Enter leads to the list", driver.execute_script(inside))
            driver.switch_to.active_element.send_keys(Keys.ESCAPE)
            expect(
                "reader: Escape leads back",
                driver.execute_script("return document.activeElement.matches('.ref.current');"),
            )
            body().send_keys("?")
            expect("reader: ? shows the keys", driver.find_element(By.ID, "keys").is_displayed())
            field = driver.find_element(By.ID, "q")
            field.send_keys("jk?")
            expect("reader: a field keeps its keys", field.get_attribute("value") == "jk?")
    driver.get(site + "/map")
    svg = driver.find_element(By.CSS_SELECTOR, ".map svg")
    before = svg.get_attribute("data-w")
    driver.execute_script("arguments[0].focus()", svg)
    svg.send_keys("+")
    time.sleep(1.5)
    svg = driver.find_element(By.CSS_SELECTOR, ".map svg")
    expect("map: + comes closer", float(svg.get_attribute("data-w")) < float(before))
    expect(f"map: the address names it: {driver.current_url}", "w=" in driver.current_url)
    whole = driver.execute_script("return arguments[0].getAttribute('viewBox')", svg)
    expect(f"map: the drawing is whole again: {whole}", whole.startswith("0 0 "))
    from selenium.webdriver import ActionChains

    was = svg.get_attribute("data-x")
    drag = ActionChains(driver).move_to_element_with_offset(svg, 100, 150).click_and_hold()
    drag.move_by_offset(-80, 0).move_by_offset(-80, 0).release().perform()
    time.sleep(1.5)
    svg = driver.find_element(By.CSS_SELECTOR, ".map svg")
    expect("map: it is drawn along", float(svg.get_attribute("data-x")) > float(was))
    driver.execute_script("arguments[0].focus()", svg)
    svg.send_keys("0")
    time.sleep(1.5)
    expect("map: 0 shows all of it", "w=" not in driver.current_url)
    driver.get(site + "/timeline")
    charts = driver.find_elements(By.CSS_SELECTOR, ".spread svg[data-first]")
    if charts:
        chart = charts[0]
        drag = ActionChains(driver).move_to_element_with_offset(chart, -200, -5).click_and_hold()
        drag.move_by_offset(150, 0).move_by_offset(150, 0).release().perform()
        time.sleep(1)
        expect(f"timeline: days are chosen: {driver.current_url}", "from=" in driver.current_url)
        driver.get(site + "/timeline")
        chart = driver.find_element(By.CSS_SELECTOR, ".spread svg[data-first]")
        driver.execute_script("arguments[0].focus()", chart)
        chart.send_keys(Keys.ARROW_LEFT)
        driver.find_element(By.CSS_SELECTOR, ".spread svg[data-first]").send_keys(Keys.ENTER)
        time.sleep(1)
        expect("timeline: keys choose days", "from=" in driver.current_url)
    return wrong


def main():
    site, axe = sys.argv[1].rstrip("/"), open(sys.argv[2]).read()
    extra = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--extra" else []
    driver = browser()
    wrong, checked = [], 0
    paths = pages(site) + extra
    try:
        for path in paths:
            for scheme, width, height in LOOKS:
                look(driver, scheme, width, height)
                driver.get(site + path)
                name = f"{path} {scheme} {width}"
                found = console(driver, name, path) + check(driver, axe, name)
                wrong += [one for one in found if one not in wrong]
                checked += 1
        report = link(site, "/disputes", "/reports/") or link(site, "/reports", "/reports/")
        wrong += works(driver, site, report)
        wrong += console(driver, "keys and pointer", "")
    finally:
        driver.quit()
    for one in wrong:
        print(one)
    print(f"{len(paths)} pages, {checked} looks: {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
