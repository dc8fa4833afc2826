import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const present = (entries: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)))

const pages = present({
  islands: 'src/site/islands/index.ts',
  visitWorker: 'src/site/islands/visit-worker.ts',
  site: 'src/site/styles/index.css',
  officeApp: 'src/office/app/main.tsx',
  officeWorker: 'src/office/app/office-worker.ts',
  office: 'src/office/styles/index.css',
})

/** `manifest.json` tells the server under which name a part of the pages was built: `{ "site.css": "site-1a2b.css" }`. */
const manifest: Plugin = {
  name: 'manifest',
  generateBundle(_, bundle) {
    const names = Object.values(bundle).flatMap((file) => {
      const plain = file.type === 'chunk' ? file.isEntry && `${file.name}.js` : file.names.at(0)
      return plain ? [[basename(plain), file.fileName]] : []
    })
    const source = `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`
    this.emitFile({ type: 'asset', fileName: 'manifest.json', source })
  },
}

/** Beside each text its brotli and gzip form, for whoever can read them. */
const shortened: Plugin = {
  name: 'shortened',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(css|js)$/.test(file))) {
      const text = readFileSync(join(dir, name))
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(text))
      writeFileSync(join(dir, `${name}.gz`), gzipSync(text, { level: 9 }))
    }
  },
}

export default defineConfig({
  base: '/assets/',
  publicDir: false,
  logLevel: 'warn',
  builder: {
    async buildApp(builder) {
      for (const [name, environment] of Object.entries(builder.environments)) {
        if (name !== 'client' || Object.keys(pages).length > 0) await builder.build(environment)
      }
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/public',
        target: 'es2022',
        chunkSizeWarningLimit: 800, // kB unpacked; a test holds what goes over the wire to its budget
        rolldownOptions: {
          input: pages,
          // Packages mark what runs in a browser; here everything of theirs does.
          checks: { moduleLevelDirective: false },
          output: {
            entryFileNames: '[name]-[hash].js',
            chunkFileNames: '[name]-[hash].js',
            assetFileNames: '[name]-[hash][extname]',
          },
          plugins: [manifest, shortened],
        },
      },
    },
    server: {
      resolve: { external: true },
      build: {
        outDir: 'dist/server',
        target: 'node24',
        minify: false,
        sourcemap: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: present({
            start: 'src/main/start.ts',
            server: 'src/main/server.ts',
            worker: 'src/main/worker.ts',
            cli: 'src/main/cli.ts',
          }),
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
  },
})
