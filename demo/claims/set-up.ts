import * as fs from 'node:fs';
import { toHex } from '../../common/encodings.ts';
import { parsePolicy } from '../../provenance/log/policy.ts';
import { verifyWitnessed } from '../../provenance/log/witnessed.ts';
import { auditorState, requireThat, type Claim } from './claim.ts';

/** What holds of a fresh space. */
export const SET_UP_CLAIMS: readonly Claim[] = [
  {
    name: 'members-stand-on-pinned-roots',
    says: {
      zh: '五个单位都以策略文件所钉的根密钥入账',
      en: 'all five organisations stand in the log under the roots that the policy pins',
    },
    after: ['set-up'],
    sharesWalk: true,
    hold: async (walk) => {
      const { state, policy } = await auditorState(walk);
      const roots = walk.breaks('members-stand-on-pinned-roots')
        ? policy.roots.map(({ org }) => ({ org, key: new Uint8Array(32) }))
        : policy.roots;
      const standing = roots.filter(({ org, key }) => state.organisations.get(org)?.rootKey === toHex(key));
      return requireThat(standing.length === 5, `${standing.length} of 5 organisations`);
    },
  },
  {
    name: 'checkpoints-are-witnessed',
    says: { zh: '检查点有四个见证方中至少三个的签名', en: 'a checkpoint bears at least three of four cosignatures' },
    after: ['set-up'],
    sharesWalk: true,
    hold: async (walk) => {
      const { client } = await walk.as('wu.zheng');
      const policy = parsePolicy(fs.readFileSync(walk.supervisor.layout.policy, 'utf8'));
      const full = await client.http.text('/log/checkpoint');
      const lines = full.split('\n');
      // Sabotage: what a gateway would serve that lost the witnesses' lines.
      const note = walk.breaks('checkpoints-are-witnessed') ? `${lines.slice(0, 5).join('\n')}\n` : full;
      const { times } = verifyWitnessed(note, policy);
      return requireThat(times.size >= 3, `cosigned by ${[...times.keys()].join(', ')}`);
    },
  },
];
