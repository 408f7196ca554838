/** Puts practice data in place. */
import type { Config } from './config';

export async function seedPractice(_config: Config): Promise<void> {}
