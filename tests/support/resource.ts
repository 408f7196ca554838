/** How a suite asks for something shared by the whole run; the first to ask waits for its start. */
import { request } from 'node:http';
import { z } from 'zod';

/** Asks the resources process, which answers when the thing is ready (minutes, the first time). */
export async function resource<T>(name: string, shape: z.ZodType<T>): Promise<T> {
  const base = process.env.FORLOEB_TEST_RESOURCES;
  if (!base) throw new Error('suites run under jest, whose global set-up starts the resources');
  const { status, body } = await get(`${base}/${name}`);
  if (status !== 200) throw new Error(`the test resource "${name}" failed: ${body}`);
  return shape.parse(JSON.parse(body));
}

/** Without time limit: fetch would give up after five minutes, less than a first Go build. */
function get(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    // A connection of its own: one kept alive may be closed by the other end as we use it.
    const asked = request(url, { agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
