import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'test/support/**', 'node_modules/**'],
    setupFiles: ['test/support/setup.ts'],
    // Errors anywhere else are the business of `npm run typecheck`.
    typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], ignoreSourceErrors: true },
    // Native modules and process-wide state (sockets, signals) want a process of their own.
    pool: 'forks',
    maxWorkers: 2,
    // For a slow shared machine. No test may need this long, and none may wait by sleeping.
    // The machines of CI are noisy; what fails once and then not is printed as such, and looked into.
    retry: process.env['CI'] === 'true' ? 2 : 0,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    unstubGlobals: true,
    unstubEnvs: true,
    restoreMocks: true,
  },
})
