import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { navigationOf } from '../../console/src/shell/navigation.ts';
import type { PersonRole } from '../../console/src/data/session.ts';

const SOURCES = path.resolve(import.meta.dirname, '../../console/src');
const vue = fs
  .readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.vue'))
  .map((name) => ({ name, text: fs.readFileSync(path.join(SOURCES, name), 'utf8') }));
const templateOf = (text: string): string => text.slice(text.lastIndexOf('\n<template>'));

describe('components of the console', () => {
  it('put no HTML together and carry no static style, which the content policy would block', () => {
    for (const { name, text } of vue) expect(text, name).to.not.match(/v-html|innerHTML|dangerouslyUseHTMLString|\sstyle="/);
  });

  it('stay within the length of a file', () => {
    for (const { name, text } of vue) expect(text.split('\n').length, name).to.be.at.most(250);
  });

  it('give every button its type', () => {
    for (const { name, text } of vue)
      for (const [button] of templateOf(text).matchAll(/<button\b[^>]*>/g)) expect(button, name).to.include('type=');
  });

  it('reach every page of the navigation', () => {
    const routes = fs.readFileSync(path.join(SOURCES, 'routes.ts'), 'utf8');
    const roles: readonly PersonRole[] = [
      'data-owner',
      'grading-officer',
      'labeler',
      'reviewer',
      'team-lead',
      'administrator',
      'auditor',
      'operator',
    ];
    for (const role of roles) {
      const entries = navigationOf(role).flatMap((group) => group.entries);
      expect(entries.length, role).to.be.within(1, 12);
      for (const { to } of entries) {
        const route = new RegExp(`path: '${to}',[\\s\\S]*?meta: \\{([^}]*)\\}`).exec(routes)?.[1] ?? '';
        expect(route, `${role} ${to}`).to.not.equal('');
        if (route.includes('roles:')) expect(route, `${role} ${to}`).to.include(`'${role}'`);
      }
    }
  });
});
