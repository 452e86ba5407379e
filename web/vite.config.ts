import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { ComponentResolver } from 'unplugin-vue-components'
import components from 'unplugin-vue-components/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { VitePWA } from 'vite-plugin-pwa'

const server = process.env.TIAOJIE_SERVER ?? 'http://127.0.0.1:8101'
const proxy = { '/api': { target: server } }

// One file instead of many small ones, since on a weak line each costs a way there and back: what stands on every page
// with the parts that many pages share, and the fields that are chosen from. A module takes along what nobody else claims.
const inApp = [
  /\/src\/(app|use-load|use-query|format|late|download|case-name)\.ts/,
  /\/src\/(stores|api)\//,
  /\/src\/texts\/(common|index)\.ts/,
  /\/src\/components\/(page-header|form-item|loading-block|empty-note|problem-note|status-tag|clock-chip|number-button)\.vue/,
  /\/src\/components\/(own-field\.ts|(choice|check|date|number|search)-field\.vue|search-button\.vue|term-select\.vue)/,
  /\/src\/components\/(command-dialog|behind-drawer|case-table)\.vue/,
  /element-plus\/es\/(utils|hooks(?!\/use-popper)|constants|locale)\//,
  /element-plus\/es\/components\/(button|config-provider|icon|input|form\/src\/hooks)\//,
  /node_modules\/(lodash-es|lodash-unified|@vueuse)\//,
]
// What the very beginning (main.ts) shares with the app. In the app's file the beginning would wait for it.
const inFirst = [/\/src\/(early|look|page-files|remembered)\.ts/, /vite\/preload-helper/]
const inFields = [
  /element-plus\/es\/components\/(select|select-v2|virtual-list|tag|popper|tooltip|scrollbar|focus-trap|slot)\//,
  /element-plus\/es\/components\/radio\//,
]

// Element Plus's components by their own files: its index would tie all of them into one.
const folders: Record<string, string> = { 'tab-pane': 'tabs' }
function elementResolver(): ComponentResolver {
  return {
    type: 'component',
    resolve: (name) => {
      if (!/^El[A-Z]/.test(name)) return
      const part = name.slice(2).replace(/[A-Z]/g, (letter, at) => `${at ? '-' : ''}${letter.toLowerCase()}`)
      const folder = folders[part] ?? part.replace(/-(item|menu|group|button)$/, '')
      return {
        name,
        from: `element-plus/es/components/${folder}/index`,
        sideEffects: `element-plus/es/components/${part}/style/css`,
      }
    },
  }
}

// The document names the app's files itself, so that they are fetched while main.ts is still on its way, and holds its
// own few styles, so that it is painted before anything else is there. The app's styles are put to use by who imports it.
function firstDocument(): Plugin {
  return {
    name: 'first-document',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, chunk }) {
        const app = Object.values(bundle ?? {}).find((each) => each.type === 'chunk' && each.name === 'app')
        if (app?.type !== 'chunk' || !bundle) return []
        const link = (more: Record<string, string>) => (file: string) => ({
          tag: 'link', attrs: { ...more, crossorigin: true, href: `/${file}` }, injectTo: 'head' as const,
        })
        const own = [...(chunk?.viteMetadata?.importedCss ?? [])]
        const styles = own.map((file) => {
          const asset = bundle[file]
          delete bundle[file]
          return { tag: 'style', children: asset?.type === 'asset' ? String(asset.source).trim() : '', injectTo: 'head' as const }
        })
        return {
          html: html.replace(/ *<link rel="stylesheet"[^>]*>\n/g, ''),
          tags: [
            ...styles,
            ...[...(app.viteMetadata?.importedCss ?? [])].map(link({ rel: 'preload', as: 'style' })),
            ...[...app.imports, app.fileName].filter((file) => !chunk?.imports.includes(file)).map(link({ rel: 'modulepreload' })),
          ],
        }
      },
    },
  }
}

function chunkOf(id: string): string | undefined {
  if (id.includes('node_modules/echarts') || id.includes('node_modules/zrender')) return 'charts'
  if (/node_modules\/(@vue|vue|vue-router|pinia)\//.test(id)) return 'vue'
  if (inFirst.some((each) => each.test(id))) return 'first'
  if (inFields.some((each) => each.test(id))) return 'fields'
  if (inApp.some((each) => each.test(id))) return 'app'
  return undefined
}

export default defineConfig({
  base: '/',
  plugins: [
    vue(),
    firstDocument(),
    // Element Plus only: own components are imported by name, so that one sees where they come from.
    components({
      dirs: [],
      resolvers: [elementResolver()],
      dts: 'src/components.d.ts',
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'worker.ts',
      injectRegister: null,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,woff2}'] },
      manifest: {
        name: '人民调解案件管理',
        short_name: '人民调解',
        lang: 'zh-CN',
        start_url: '/desk',
        display: 'standalone',
        background_color: '#f4f6f6',
        theme_color: '#0b5a5e',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: 5101, proxy },
  build: {
    target: 'es2020',
    assetsDir: 'assets',
    chunkSizeWarningLimit: 700,
    rollupOptions: { output: { manualChunks: chunkOf } },
  },
  test: { setupFiles: ['unit/setup.ts'], include: ['unit/**/*.test.ts', 'src/**/*.test.ts'] },
})
