import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, launch } from "puppeteer-core";
import { faultsOf } from "./page-checks.js";
import { type ReportFile, writeReports } from "./reports.js";

/** `npm run test:browser`: opens the HTML of a comparison in Chromium. With `--screenshots` it writes the pictures of the documentation. */

const docs = join(import.meta.dirname, "../../docs");

const widths = [
  { name: "a desk", width: 1280, height: 800, picture: "comparison.png" },
  { name: "a phone", width: 390, height: 844, picture: "comparison-phone.png" },
] as const;

const schemes = ["light", "dark"] as const;

const places = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find((path) => path !== "" && existsSync(path));

type Width = (typeof widths)[number];

/** Opens a report as a person would, and returns what is wrong with it. */
async function openReport(
  browser: Browser,
  report: ReportFile,
  { width, height, picture }: Width,
  scheme: string,
): Promise<readonly string[]> {
  const page = await browser.newPage();
  const faults: string[] = [];
  const address = pathToFileURL(report.path).href;
  page.on("console", (message) => faults.push(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`the page fails: ${String(error)}`));
  page.on("dialog", (dialog) => {
    faults.push("the page opens a dialog");
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address) faults.push(`the page loads ${request.url()}`);
  });
  await page.setViewport({ width, height, deviceScaleFactor: 1, isMobile: width < 500, hasTouch: width < 500 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address);
  if (process.argv.includes("--screenshots") && report.name === "a report" && scheme === "light")
    await page.screenshot({ path: join(docs, picture), fullPage: true });
  const text = String(await page.evaluate("document.body.innerText"));
  if (!text.includes(report.shows)) faults.push(`the page does not show ${report.shows}`);
  faults.push(...(await faultsOf(page)));
  await page.close();
  return faults;
}

if (executablePath === undefined) {
  console.error("There is no Chromium: install it (`apt-get install chromium`), or name its path in the variable CHROMIUM.");
  process.exit(1);
}

const reports = await writeReports();
// Chromium's sandbox needs namespaces, which containers and root often have not; the pages are our own.
const browser = await launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
let failed = false;
try {
  for (const report of reports)
    for (const width of widths)
      for (const scheme of schemes) {
        const faults = await openReport(browser, report, width, scheme);
        failed ||= faults.length > 0;
        console.log(`${report.name}, ${width.name}, ${scheme}: ${faults.length === 0 ? "fine" : faults.join("\n  ")}`);
      }
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
