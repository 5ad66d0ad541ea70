import { randomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { createClient, type Client } from '../../console/src/space/client.ts';
import { createPerson, type Person } from '../../console/src/space/person.ts';
import { createMachine, waitOf } from './device.ts';
import type { Actor } from './scripted-space.ts';
import { BASE, type TinyLog } from './tiny-log.ts';

export interface TestPerson extends Person {
  readonly client: Client;
}

/** A scripted actor at a device of her own that trusts her organisation's root and has read the log. Waiting publishes what is new. */
export const openPerson = async (log: TinyLog, actor: Actor, root: Actor, machine = createMachine()): Promise<TestPerson> => {
  const wait = waitOf(log);
  const client = createClient({
    fetch: (url, request) => log.fetch(url, request),
    base: BASE,
    ...machine,
    clock: () => log.now,
    random: randomBytes,
    wait: (milliseconds) => {
      log.publish();
      return wait(milliseconds);
    },
    space: log.space.space,
    org: actor.org,
  });
  await client.anchor.confirmRoot(toHex(root.key.publicKey));
  await client.follow();
  const keys = { signing: actor.key, opening: actor.opening };
  const [key, openingKey] = [actor.key.publicKey, actor.opening.publicKey].map(toHex);
  return { ...createPerson(client, { ...keys, key: key ?? '', openingKey: openingKey ?? '' }), client };
};
