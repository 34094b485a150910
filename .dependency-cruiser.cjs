/**
 * The import table (docs/decisions/002-layers.md). Each row: who may not import what, and why.
 * Type-only imports count as imports.
 */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    never(
      'shared-is-pure',
      { path: '^src-shared' },
      { path: '^src-(main|renderer|server)|^test' },
      'shared imports nobody',
    ),
    never('shared-no-platform', { path: '^src-shared' }, { dependencyTypes: ['core'] }, 'no Node in shared'),
    never(
      'shared-few-packages',
      { path: '^src-shared' },
      { path: 'node_modules/(rxdb|rxjs|react|react-dom|@mui|electron|ws|better-sqlite3)' },
      'no Electron, React or RxDB in shared',
    ),
    never('main-alone', { path: '^src-main' }, { path: '^src-(renderer|server)|^test' }, 'main imports only shared'),
    never(
      'renderer-alone',
      { path: '^src-renderer' },
      { path: '^src-(main|server)|^test' },
      'renderer imports only shared',
    ),
    never('renderer-no-node', { path: '^src-renderer' }, { dependencyTypes: ['core'] }, 'the window has no Node'),
    never(
      'server-alone',
      { path: '^src-server' },
      { path: '^src-(main|renderer)|^test' },
      'server imports only shared',
    ),
    never(
      'features-apart',
      { path: '^src-renderer/features/([^/]+)/' },
      { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
      'features never import each other; what two share lives in ui/ or in shared',
    ),
    never(
      'ui-below-features',
      { path: '^src-renderer/(ui|bridge|drafts)' },
      { path: '^src-renderer/(features|app)' },
      'ui knows no feature',
    ),
    never(
      'central-pages-alone',
      { path: '^src-renderer/central' },
      { path: '^src-(renderer/(?!ui/|central/)|shared/(?!sync/|domain/))' },
      'the pages of the centre know the theme and its components, and nothing of a station',
    ),
    never(
      'nobody-imports-central-pages',
      { path: '^src-renderer/(?!central/)' },
      { path: '^src-renderer/central' },
      'the pages of the centre are a program of their own',
    ),
    never(
      'core-no-hosts',
      { path: '^src-main/(core|store|sync|storage|search|recovery)' },
      { path: '^src-main/hosts' },
      'hosts stand on the core',
    ),
    never(
      'core-no-electron',
      { path: '^src-main/(core|store|sync|storage|search|recovery)' },
      { path: 'node_modules/electron' },
      'no Electron in the core',
    ),
    never(
      'storage-generic',
      { path: '^src-main/storage' },
      { path: '^src-(shared|main/(core|store|search|sync|recovery))' },
      'the engine knows nothing of this product',
    ),
    never(
      'recovery-below-core',
      { path: '^src-main/(recovery|store|search)' },
      { path: '^src-main/core' },
      'the core opens the data; what opens them knows no command',
    ),
    never(
      'store-without-recovery',
      { path: '^src-main/(store|search)' },
      { path: '^src-main/recovery' },
      'the store asks whoever accepts its writes (store/accepted.ts), and knows nobody',
    ),
    never('no-cycles', {}, { circular: true }, 'a cycle is a missing third room'),
    never('nobody-imports-test', { path: '^(src-|build)' }, { path: '^test' }, 'tests are leaves'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',

    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
