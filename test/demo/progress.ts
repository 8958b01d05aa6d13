import { Presets, SingleBar } from "cli-progress";

/** Shows the progress of a run: as a bar on a terminal, otherwise as one line for each step. */
export interface Progress {
  step(done: number, updated: number): void;
  end(): void;
}

export function showProgress(total: number, stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bar(total, stream) : lines(total, stream);
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
  const format = "{bar} {value} of {total}: {updated} updated, {rest} not";
  const drawn = new SingleBar({ format, stream, hideCursor: true, barsize: 30 }, Presets.shades_classic);
  drawn.start(total, 0, { updated: 0, rest: 0 });
  return {
    step: (done, updated) => {
      drawn.update(done, { updated, rest: done - updated });
    },
    end: () => {
      drawn.stop();
    },
  };
}

function lines(total: number, stream: NodeJS.WriteStream): Progress {
  return {
    step: (done, updated) => void stream.write(`${done} of ${total}: ${updated} updated, ${done - updated} not\n`),
    end: () => undefined,
  };
}
