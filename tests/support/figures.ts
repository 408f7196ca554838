/** What a process tells Prometheus, read as an alarm would read it. */

/** All figures of `http://127.0.0.1:<port>/metrics`. Throws when nothing answers. */
export async function figures(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!answer.ok) throw new Error(`the figures answered ${answer.status}`);
  return answer.text();
}

/** The sum over every line of that name whose labels have these values; 0 when there is none. */
export function figure(
  text: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const lines = text.split('\n').filter((line) => line.startsWith(name));
  const own = lines.filter((line) => /^[ {]/.test(line.slice(name.length)));
  return own
    .filter((line) => wanted.every((one) => line.includes(one)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
