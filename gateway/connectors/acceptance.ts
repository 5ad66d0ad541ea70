import { COMMAND_ARGUMENTS } from '../../api/documents.ts';
import type { Acceptance } from '../events/acceptance.ts';
import { openingIn } from '../events/acceptance.ts';
import { fail } from './errors.ts';
import { insertCommand } from './store.ts';

/** A command comes with its arguments, which must fit it, and waits for its connector. */
export const commandAcceptance: Acceptance<'command-issued'> = {
  type: 'command-issued',
  documents: ({ subject: { id, commitment } }) => [
    { kind: 'command', id, commitment: commitment ?? fail('command-arguments-unfit', { reason: 'no commitment' }) },
  ],
  prepare: ({ signed, documents }) => {
    const { command } = signed.event.body;
    const parsed = COMMAND_ARGUMENTS[command].safeParse(openingIn(documents, 'command').value);
    if (!parsed.success)
      fail('command-arguments-unfit', { command, problems: parsed.error.issues.map(({ path }) => `/${path.join('/')}`) });
  },
  effect: (manager, { id, index, signed }) => insertCommand(manager, { event: id, index, connector: signed.event.body.connector }),
};
