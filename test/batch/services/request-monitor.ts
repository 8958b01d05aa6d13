/** The properties of an input that identify its record. */
interface Input {
  readonly id: string;
  readonly idProperty?: string;
}

/** A `fetch` that notes invalid requests, among them two that write the same record at the same time. */
export function monitorRequests(recordOf: (input: Input) => string) {
  const violations: string[] = [];
  const inFlight = new Set<string>();
  let [requests, aborted, failed] = [0, 0, 0];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { inputs } = JSON.parse(init.body as string) as { readonly inputs: readonly Input[] };
    const records = inputs.map(recordOf);
    requests++;
    init.signal?.addEventListener("abort", () => aborted++);
    if (inputs.length === 0 || inputs.length > 100) violations.push(`${inputs.length} inputs in a request`);
    if (new Set(records).size < records.length) violations.push(`a record twice in a request: ${records.join(" ")}`);
    for (const record of records) {
      if (inFlight.has(record)) violations.push(`two writes of ${record} at a time`);
      inFlight.add(record);
    }
    const end = () => records.forEach((record) => inFlight.delete(record));
    try {
      const response = await globalThis.fetch(url, init);
      if (!response.ok) failed++;
      return whenBodyEnds(response, end);
    } catch (error) {
      failed++;
      end();
      throw error;
    }
  };
  return {
    fetch,
    violations,
    get requests() {
      return requests;
    },
    /** How many requests had no response, or one that says that they failed. */
    get failed() {
      return failed;
    },
    /** How many requests were aborted. */
    get aborted() {
      return aborted;
    },
  };
}

/** The same response, with a callback for the end of its body, whether complete or not. */
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
