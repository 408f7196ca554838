/** Answers for a practice server's door: open on a port, and closed for good when asked. */
import { once } from 'node:events';
import type { Server } from 'node:http';

/** Opens the door and tells its address. Throws the system's own error when the port is taken. */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host}:${taken}`;
}

/** Lets go of the port and of everyone still connected. */
export async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
