import * as http from 'node:http';

export interface EndlessAnswer {
  readonly status: number;
  readonly code: unknown;
  /** Does the server keep the connection for another request? */
  readonly isKept: boolean;
  /** Bytes of the body that left this side until the connection ended; the machine's own buffers among them. */
  readonly taken: number;
}

const PART = Buffer.alloc(65_536, 0x20);

const readCode = async (answer: AsyncIterable<unknown>): Promise<unknown> => {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return (JSON.parse(Buffer.concat(parts).toString('utf8')) as { readonly code?: unknown }).code;
};

/**
 * Sends a head and then spaces for as long as anybody takes them, whatever the head says of the body's length.
 * @param holdsBack sends nothing behind the head until there is an answer
 */
export const sendEndlessly = (
  url: string,
  {
    method,
    headers,
    holdsBack = false,
  }: { readonly method: string; readonly headers: http.OutgoingHttpHeaders; readonly holdsBack?: boolean },
): Promise<EndlessAnswer> =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers: { 'content-type': 'application/json', ...headers }, agent: false });
    let answered: Omit<EndlessAnswer, 'taken'> | undefined;
    let taken = 0;
    const send = (): void => {
      if (request.destroyed) return;
      request.write(PART, (error) => {
        if (error) return;
        taken += PART.length;
        setImmediate(send);
      });
    };
    request.on('response', (answer) => {
      const isKept = answer.headers.connection !== 'close';
      const finish = (code: unknown): void => {
        answered = { status: answer.statusCode ?? 0, code, isKept };
        if (holdsBack) request.destroy();
      };
      readCode(answer).then(finish, reject);
    });
    // A server that has answered may break off.
    request.on('error', (error) => (answered === undefined ? reject(error) : undefined));
    request.on('close', () => (answered === undefined ? reject(new Error('no answer')) : resolve({ ...answered, taken })));
    if (holdsBack) request.flushHeaders();
    else send();
  });
