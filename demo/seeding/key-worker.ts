import { parentPort, workerData } from 'node:worker_threads';
import { deriveLogin } from '../../common/crypto/passphrase.ts';

// Argon2id takes a second a person; here it does not hold up the seeder.
for (const { words, salt } of workerData as readonly { readonly words: string; readonly salt: Uint8Array }[])
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  parentPort?.postMessage(deriveLogin(words, salt));
