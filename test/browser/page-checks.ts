import type { Page } from "puppeteer-core";

/** What must hold of a page: each returns what is wrong. They run in the page, so they are texts. */

const firstScreen = `(() => {
  const heading = document.querySelector("h1");
  const box = heading?.getBoundingClientRect();
  const counts = document.querySelector("header")?.innerText ?? "";
  const faults = [];
  if (document.body.firstElementChild?.contains(heading) !== true) faults.push("the verdict is not first");
  if (box === undefined || box.top < 0 || box.bottom > innerHeight / 2) faults.push("the verdict is not on the first screen");
  if (!/breaking/i.test(heading?.innerText ?? "")) faults.push("the verdict is not told");
  if (!/\\d+ breaking/.test(counts)) faults.push("the changes are not counted at the top");
  return faults;
})()`;

const overflow = `(() => {
  const wide = [...document.querySelectorAll("body *")].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.right > innerWidth + 1 && node.closest("pre") === null;
  });
  const faults = wide.map((node) => node.tagName + " is wider than the screen: " + node.textContent.slice(0, 60));
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  return faults;
})()`;

/** WCAG 2: 4.5 to 1 for texts. Colours are drawn, so that every way to write one counts. */
const contrast = `(() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colour, below) => {
    context.fillStyle = below ?? "rgb(255 255 255)";
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return "rgb(" + [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join(" ") + ")";
  };
  const backgroundOf = (node) => {
    const chain = [];
    for (let one = node; one !== null; one = one.parentElement) chain.unshift(getComputedStyle(one).backgroundColor);
    return chain.reduce((below, colour) => paint(colour, below), undefined);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/\\d+/g).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll("body *")].flatMap((node) => {
    const ownText = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== "");
    if (!ownText || node.getClientRects().length === 0) return [];
    const below = backgroundOf(node);
    const [a, b] = [luminance(paint(getComputedStyle(node).color, below)), luminance(below)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio >= 4.5 ? [] : [node.tagName + "." + node.className + " has a contrast of " + ratio.toFixed(2)];
  });
})()`;

const inert = `(() => {
  const found = document.querySelectorAll("script, img, iframe, object, link, base, body style, a[href]");
  const faults = [...found].map((node) => "the page contains " + node.tagName);
  if ("owned" in window) faults.push("a text of the description was run");
  if (document.querySelector("h1").getClientRects().length === 0) faults.push("a text of the description hides the page");
  return faults;
})()`;

async function evaluated(page: Page, code: string): Promise<readonly string[]> {
  return (await page.evaluate(code)) as readonly string[];
}

/** Opens and closes the first group by mouse and by keyboard, and reaches every group and every text that is scrolled by Tab. */
async function controls(page: Page): Promise<readonly string[]> {
  const isOpen = () => page.evaluate(`document.querySelector("details").open`);
  const faults: string[] = [];
  const first = await isOpen();
  await page.click("summary");
  if ((await isOpen()) === first) faults.push("a click does not open or close a group");
  await page.focus("summary");
  await page.keyboard.press("Enter");
  if ((await isOpen()) !== first) faults.push("the keyboard does not open or close a group");
  await page.evaluate(`document.activeElement.blur(); for (const one of document.querySelectorAll("details")) one.open = true;`);
  const wanted = Number(await page.evaluate(`document.querySelectorAll("summary, pre").length`));
  const reached = new Set<unknown>();
  for (let press = 0; press < wanted + 2; press++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(`[...document.querySelectorAll("summary, pre")].indexOf(document.activeElement)`));
  }
  reached.delete(-1);
  if (reached.size !== wanted) faults.push(`Tab reaches ${reached.size} of ${wanted} groups and texts`);
  const outline = await page.evaluate(
    `getComputedStyle(document.querySelector("summary:focus, pre:focus") ?? document.querySelector("summary")).outlineStyle`,
  );
  if (outline === "none" && wanted > 0 && reached.size === 0) faults.push("what has the focus is not marked");
  return faults;
}

/** Everything that is wrong with the page as it is shown. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const shown = await Promise.all([firstScreen, overflow, contrast, inert].map((code) => evaluated(page, code)));
  return [...shown.flat(), ...(await controls(page))];
}
