import { type SizeCosts, totalSeconds } from "./growth.js";
import { type Stage, stages } from "./stages.js";

const width = 640;
const height = 360;
const margin = 48;

const colours: { readonly [Name in Stage | "all"]: string } = {
  load: "#8c564b",
  resolve: "#1f77b4",
  model: "#2ca02c",
  plan: "#9467bd",
  emit: "#d62728",
  format: "#ff7f0e",
  write: "#7f7f7f",
  all: "#000000",
};

/** An SVG with one line for each stage, and one for all: cost against size, so that linear growth is a straight line. */
export function costPlot(costs: readonly SizeCosts[]): string {
  const largest = { size: Math.max(...costs.map(({ size }) => size)), seconds: Math.max(...costs.map(totalSeconds)) };
  const x = (size: number) => margin + (size / largest.size) * (width - 3 * margin);
  const y = (seconds: number) => height - margin - (seconds / largest.seconds) * (height - 2 * margin);
  const line = (name: Stage | "all", of: (cost: SizeCosts) => number): string => {
    const points = costs.map((cost) => `${x(cost.size).toFixed(1)},${y(of(cost)).toFixed(1)}`).join(" ");
    return `<polyline points="${points}" fill="none" stroke="${colours[name]}" stroke-width="2"/>`;
  };
  const names = [...stages, "all"] as const;
  const legend = names.map((name, index) => label(width - 1.7 * margin, margin + index * 18, name, colours[name]));
  const sizes = costs.map(({ size }) => label(x(size) - 12, height - margin + 18, String(size), "#000000"));
  const ends = [0, largest.seconds].map((seconds) => label(4, y(seconds) + 4, `${seconds.toFixed(1)} s`, "#000000"));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<path d="M${margin} ${margin}V${height - margin}H${width - 2 * margin}" fill="none" stroke="#000000"/>
${stages.map((stage) => line(stage, ({ seconds }) => seconds[stage])).join("\n")}
${line("all", totalSeconds)}
${[...legend, ...sizes, ...ends].join("\n")}
</svg>
`;
}

function label(x: number, y: number, text: string, colour: string): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${colour}">${text}</text>`;
}
