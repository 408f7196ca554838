/** Opens the connections to Temporal, with the codec on every payload and a name that tells nothing. */
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';
import { payloadCodec, type PayloadKeys } from './codec';
import type { Config } from './config';

/** Failures are encrypted as well: their messages and stack traces may say too much. */
export function dataConverter(keys: PayloadKeys): DataConverter {
  return {
    payloadCodecs: [payloadCodec(keys)],
    failureConverterPath: require.resolve('./failureConverter'),
  };
}

/**
 * After a while away gRPC waits up to two minutes before it looks for the server again: somebody
 * who presses in the meantime is told that nothing can be taken in although it can.
 */
const LOOK_AGAIN = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1000,
};

/** For the web process and the clock. Connects at first use: Temporal away must not stop a start. */
export function openClient(config: Config, keys: PayloadKeys): Client {
  return new Client({
    connection: Connection.lazy({ address: config.temporalAddress, channelArgs: LOOK_AGAIN }),
    namespace: config.temporalNamespace,
    dataConverter: dataConverter(keys),
    identity: 'forloeb-web',
  });
}

export async function openNative(config: Config): Promise<NativeConnection> {
  return NativeConnection.connect({ address: config.temporalAddress });
}
