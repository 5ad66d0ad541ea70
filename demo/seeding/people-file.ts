import { z } from 'zod';
import * as fs from 'node:fs';
import { hash, uuid } from '../../provenance/event/fields.ts';

/** What the seeder keeps of a person it made: in a real space the words exist on paper at that person alone. */
const seededPerson = z.strictObject({
  login: z.string(),
  organisation: z.string(),
  org: uuid,
  person: uuid,
  certificate: uuid,
  key: hash,
  words: z.string(),
});
export type SeededPerson = z.infer<typeof seededPerson>;

const peopleFile = z.strictObject({
  v: z.literal(1),
  space: uuid,
  /** Organisation's slug -> its id and root key. */
  organisations: z.record(z.string(), z.strictObject({ org: uuid, rootKey: hash, connector: uuid.optional() })),
  people: z.array(seededPerson),
});
export type PeopleFile = z.infer<typeof peopleFile>;

export const readPeople = (file: string): PeopleFile => peopleFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));

/** Written whole or not at all, for its owner's eyes only. */
export const writePrivate = (file: string, text: string): void => {
  fs.writeFileSync(`${file}.new`, text, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
};

export const writePeople = (file: string, people: PeopleFile): void => writePrivate(file, `${JSON.stringify(people, null, 2)}\n`);
