import type { Configuration } from 'electron-builder'

/**
 * Installers for Linux, Windows and macOS. The page and the main process are bundled, so only what the main process
 * loads at run time is packed beside them: package.json's `dependencies`.
 */
const configuration: Configuration = {
  appId: 'org.ticketcd.box-office',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  // `out` also holds types and reports of the tests.
  files: ['package.json', 'out/main/**/*', 'out/preload/**/*', 'out/renderer/**/*', '!**/*.{map,ts,mts,cts}'],
  // A native library is loaded by the system, which cannot look into an archive.
  asarUnpack: ['node_modules/@node-rs/**/*', 'node_modules/@napi-rs/**/*'],
  // Nothing is compiled for Electron: the native libraries are built on Node-API, which Electron shares.
  npmRebuild: false,
  publish: null,
  electronFuses: {
    // The supervisor of the embedded etcd is this same program run as Node: it has to outlive a killed application.
    runAsNode: true,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Office',
    executableName: 'ticketcd-box-office',
    icon: 'png',
    synopsis: 'Sells tickets at several counters at once',
    vendor: 'TickETCD',
    maintainer: 'The TickETCD Box Office authors <box-office@ticketcd.example>',
  },
  win: { target: ['nsis'], icon: 'icon.ico' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.business',
    icon: 'icon.icns',
  },
  // A Debian package names a home; whoever publishes the project puts theirs.
  extraMetadata: { homepage: 'https://ticketcd.example/box-office' },
}

export default configuration
