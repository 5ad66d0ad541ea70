import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;
/** What an ordinary user of the machine brings along: how it reaches the network, and nothing of ours. */
const KEPT = /^(?:https?|no|all)_proxy$|^npm_config_registry$|cert|_ca_?(?:bundle|info|certs)?$/i;
const NEVER_ROOT = { name: 'nobody', uid: 65_534, gid: 65_534 };

const run = (file: string, args: readonly string[], cwd: string = os.tmpdir()): string => {
  const { status, stdout, stderr, error } = spawnSync(file, [...args], { cwd, encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout.trim();
};

const majorOf = (node: string): number => Number(/^v(\d+)/.exec(run(node, ['--version']))?.[1]);
const onPath = (): string[] => (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);

/** A Node.js 20 of this machine, else one from npm. */
const findNode20 = (base: string, npm: string): string => {
  const found = onPath()
    .map((folder) => path.join(folder, 'node'))
    .find((file) => fs.existsSync(file) && majorOf(file) === 20);
  if (found !== undefined) return found;
  const prefix = path.join(base, 'node20');
  const name = `node-${process.platform}-${process.arch}`;
  run(process.execPath, [npm, 'install', '--prefix', prefix, '--no-audit', '--no-fund', '--ignore-scripts', `${name}@20`]);
  return path.join(prefix, 'node_modules', name, 'bin/node');
};

/** npm's folder, of which a Node.js installation has one. */
const findNpm = (): string => {
  const entry = process.env['npm_execpath'] ?? '';
  const places = [entry, ...onPath().map((folder) => path.join(folder, 'npm'))].filter((file) => fs.existsSync(file));
  const cli = places.map((file) => fs.realpathSync(file)).find((file) => file.endsWith('npm-cli.js'));
  if (cli === undefined) throw new Error('no npm on this machine');
  return path.resolve(cli, '../..');
};

/** An installation of Node.js and npm as distributions lay it out, where every user can reach it. */
const installNode = (folder: string, node: string, npm: string): void => {
  fs.mkdirSync(path.join(folder, 'bin'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'lib/node_modules'), { recursive: true });
  fs.copyFileSync(fs.realpathSync(node), path.join(folder, 'bin/node'));
  fs.chmodSync(path.join(folder, 'bin/node'), 0o755);
  fs.cpSync(npm, path.join(folder, 'lib/node_modules/npm'), { recursive: true });
  fs.symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', path.join(folder, 'bin/npm'));
};

/** A folder of links to every program of the machine but Node.js and those that are hidden. */
const linkPrograms = (folder: string, hidden: readonly string[]): void => {
  fs.mkdirSync(folder);
  const away = new Set(['node', 'npm', 'npx', 'corepack', ...hidden]);
  for (const place of onPath().filter((one) => /^\/(?:usr\/)?(?:local\/)?s?bin$/.test(one)))
    for (const name of fs.existsSync(place) ? fs.readdirSync(place) : [])
      if (!away.has(name) && !fs.existsSync(path.join(folder, name))) fs.symlinkSync(path.join(place, name), path.join(folder, name));
};

export interface Variant {
  readonly name: string;
  readonly node: 20 | 24;
  readonly account: 'ordinary' | 'root';
  /** Programs that this machine does not have. */
  readonly hidden: readonly string[];
  /** Why this machine cannot try it. */
  readonly missing?: string;
}

const works = (file: string, args: readonly string[]): boolean => spawnSync(file, [...args, 'true'], { stdio: 'ignore' }).status === 0;

/** As an ordinary user of a machine where the tests run as root. */
const AS_NOBODY = ['setpriv', `--reuid=${NEVER_ROOT.uid}`, `--regid=${NEVER_ROOT.gid}`, '--clear-groups', '--inh-caps=-all'] as const;

/** The kinds of user, each with what this machine lacks for it. */
const ACCOUNTS: readonly (Pick<Variant, 'name' | 'account' | 'hidden'> & { readonly lacks: () => string | undefined })[] = [
  {
    name: 'an ordinary user',
    account: 'ordinary',
    hidden: [],
    lacks: () => (isRoot && !works(AS_NOBODY[0], AS_NOBODY.slice(1)) ? 'root cannot become another user here' : undefined),
  },
  {
    name: 'root with user namespaces',
    account: 'root',
    hidden: [],
    lacks: () => {
      if (!isRoot) return 'the tests do not run as root';
      return works('unshare', ['--user', `--map-user=${NEVER_ROOT.uid}`]) ? undefined : 'there are no user namespaces here';
    },
  },
  {
    name: 'root without `unshare`',
    account: 'root',
    hidden: ['unshare'],
    lacks: () => (isRoot ? undefined : 'the tests do not run as root'),
  },
];

/** Each Node.js with each kind of user. */
export const VARIANTS: readonly Variant[] = ACCOUNTS.flatMap(({ lacks, ...rest }) => {
  const missing = lacks();
  return ([20, 24] as const).map((node): Variant => {
    const name = `${node === 20 ? 'Node.js 20' : 'the pinned Node.js'}, ${rest.name}`;
    return { ...rest, name, node, ...(missing !== undefined && { missing }) };
  });
});

/** A place for one variant: an empty folder that only its user can enter, with a clone and nothing beside it. */
export interface Place {
  readonly clone: string;
  readonly env: NodeJS.ProcessEnv;
  /** In front of a command line, to run it as the variant's user. */
  readonly wrapper: readonly string[];
}

export interface Machine {
  prepare(variant: Variant): Place;
  remove(): void;
}

const give = (folder: string, account: Variant['account']): void => {
  if (isRoot && account === 'ordinary') run('chown', ['-R', `${NEVER_ROOT.uid}:${NEVER_ROOT.gid}`, folder]);
};

/** A fresh machine within this one: git, a Node.js with npm, the usual programs, and nothing else of ours. */
export const createMachine = (): Machine => {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-readme-'));
  fs.chmodSync(base, 0o755);
  const npm = findNpm();
  const cache = run(process.execPath, [path.join(npm, 'bin/npm-cli.js'), 'config', 'get', 'cache']);
  installNode(path.join(base, 'tools-20'), findNode20(base, path.join(npm, 'bin/npm-cli.js')), npm);
  installNode(path.join(base, 'tools-24'), process.execPath, npm);
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => KEPT.test(name)));

  /** npm's cache may be shared; another user gets a copy. */
  const cacheFor = (account: Variant['account']): string => {
    if (!isRoot || account === 'root') return cache;
    const copy = path.join(base, 'cache');
    if (fs.existsSync(copy)) return copy;
    fs.mkdirSync(copy);
    if (fs.existsSync(path.join(cache, '_cacache'))) run('cp', ['-a', path.join(cache, '_cacache'), copy]);
    give(copy, account);
    return copy;
  };

  return {
    prepare: ({ name, node, account, hidden }) => {
      const place = fs.mkdtempSync(path.join(base, 'place-'));
      const home = fs.mkdtempSync(path.join(base, 'home-'));
      const programs = path.join(base, `programs-${name.replaceAll(/\W+/g, '-')}`);
      linkPrograms(programs, hidden);
      const clone = path.join(place, 'xinbiao');
      run('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone]);
      for (const folder of [place, home]) {
        give(folder, account);
        fs.chmodSync(folder, 0o700);
      }
      const PATH = [path.join(base, `tools-${node}`, 'bin'), programs].join(path.delimiter);
      return {
        clone,
        env: { ...kept, PATH, HOME: home, npm_config_cache: cacheFor(account) },
        wrapper: isRoot && account === 'ordinary' ? AS_NOBODY : [],
      };
    },
    remove: () => fs.rmSync(base, { recursive: true, force: true }),
  };
};
