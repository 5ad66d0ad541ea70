import '../../../../console/src/jitless.ts';

// As in the product: no schema may be made before the setting.
await import('./start.ts');
