import './jitless.ts';

// A part of the build of its own: what one part imports runs before that part itself, and no schema may be made before the setting.
const { start } = await import('./start.ts');
start();
