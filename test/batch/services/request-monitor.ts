/** An input of a batch, as far as it says which record it is about. */
interface Input {
  readonly id: string;
  readonly idProperty?: string;
}

/** A `fetch` that sees every request from its beginning to the end of its answer, and what must not be: two writes of a record at a time. */
export function monitorRequests(recordOf: (input: Input) => string) {
  const faults: string[] = [];
  const open = new Set<string>();
  let [requests, late] = [0, 0];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { inputs } = JSON.parse(init.body as string) as { readonly inputs: readonly Input[] };
    const records = inputs.map(recordOf);
    requests++;
    init.signal?.addEventListener("abort", () => late++);
    if (inputs.length === 0 || inputs.length > 100) faults.push(`${inputs.length} inputs in a request`);
    if (new Set(records).size < records.length) faults.push(`a record twice in a request: ${records.join(" ")}`);
    for (const record of records) {
      if (open.has(record)) faults.push(`two writes of ${record} at a time`);
      open.add(record);
    }
    const end = () => records.forEach((record) => open.delete(record));
    try {
      return whenBodyEnds(await globalThis.fetch(url, init), end);
    } catch (error) {
      end();
      throw error;
    }
  };
  return {
    fetch,
    faults,
    get requests() {
      return requests;
    },
    /** How many were given up before their answers had come. */
    get late() {
      return late;
    },
  };
}

/** The same response, and a word when its body has ended in whatever way. */
function whenBodyEnds(response: Response, end: () => void): Response {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) {
    end();
    return response;
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          controller.enqueue(value);
          return;
        }
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
  return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
}
