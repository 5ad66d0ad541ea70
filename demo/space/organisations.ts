/** Names for people, zh and en. */
export interface Names {
  readonly zh: string;
  readonly en: string;
}

export interface DemoOrganisation {
  readonly slug: string;
  readonly role: 'operator' | 'owner' | 'firm' | 'auditor';
  readonly names: Names;
  /** Folder of its process under the space, and the label of its witness; the operator runs the gateway instead. */
  readonly process?: { readonly folder: string; readonly roles: readonly ('connector' | 'witness')[]; readonly cosigner: string };
}

export const SPACE = { names: { zh: '淮安数据空间（示例）', en: 'Huai’an data space (example)' }, logName: 'xinbiao.local' } as const;

/** The demo space's members; all people and figures in it are invented. */
export const ORGANISATIONS: readonly DemoOrganisation[] = [
  { slug: 'data-group', role: 'operator', names: { zh: '市数据集团（示例）', en: 'City data group (example)' } },
  {
    slug: 'city-hall',
    role: 'owner',
    names: { zh: '市政府办公室（示例）', en: 'City hall (example)' },
    process: { folder: 'connector-city-hall', roles: ['connector', 'witness'], cosigner: 'city-hall' },
  },
  {
    slug: 'hotline',
    role: 'owner',
    names: { zh: '政务热线中心（示例）', en: 'Hotline bureau (example)' },
    process: { folder: 'connector-hotline', roles: ['connector', 'witness'], cosigner: 'hotline' },
  },
  {
    slug: 'firm',
    role: 'firm',
    names: { zh: '淮标数据标注公司（示例）', en: 'Huaibiao Labelling Co. (example)' },
    process: { folder: 'connector-firm', roles: ['connector', 'witness'], cosigner: 'firm' },
  },
  {
    slug: 'auditor',
    role: 'auditor',
    names: { zh: '市审计组（示例）', en: 'City audit group (example)' },
    process: { folder: 'witness-auditor', roles: ['witness'], cosigner: 'auditor' },
  },
];
