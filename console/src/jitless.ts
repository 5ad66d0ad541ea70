import { config } from 'zod';

// Under Trusted Types even zod's probe for `new Function` is a violation, and schemas probe when they are made: this comes first of all.
config({ jitless: true });
