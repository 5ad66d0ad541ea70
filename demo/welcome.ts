import { rootFingerprint } from '../console/src/space/anchor.ts';
import { ORGANISATIONS } from './space/organisations.ts';
import { PEOPLE } from './space/people.ts';
import type { PeopleFile, SeededPerson } from './seeding/people-file.ts';

/** As the console and the key letter show it. */
const fingerprint = (rootKey: string): string => (rootFingerprint(rootKey).match(/.{4}/g) ?? []).slice(0, 4).join(' ');

const presentPerson = ({ login, words }: SeededPerson): string => {
  const plan = PEOPLE.find((person) => person.login === login);
  return `    ${login.padEnd(10)} ${words.padEnd(48)} ${plan?.names.zh ?? ''} ${plan?.roles.join(', ') ?? ''}: ${plan?.first.zh ?? ''} / ${plan?.first.en ?? ''}`;
};

/** What stands under the ready line: who can sign in, with which words, and what to click first. */
export const presentPeople = ({ people, organisations }: PeopleFile): string[] => {
  const lines = ['', 'Demo people / 示例人员 (the seeder made their keys / 密钥由演示程序生成):'];
  for (const { slug, names } of ORGANISATIONS) {
    lines.push(`  ${names.zh} ${names.en}   root ${fingerprint(organisations[slug]?.rootKey ?? '')} …`);
    lines.push(...people.filter(({ organisation }) => organisation === slug).map(presentPerson));
  }
  return [...lines, '', 'First / 先点: sign in as zhou.min, open 数据集 (Datasets), 登记 (Register).'];
};
