import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'
import { VitePWA } from 'vite-plugin-pwa'

const server = process.env.TIAOJIE_SERVER ?? 'http://127.0.0.1:8101'
const proxy = { '/api': { target: server } }

// What the binary sends with every page; the preview sends the same, so that tests see what the policy forbids.
const policy =
  "default-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'"

// Element Plus is needed everywhere, the charts only on some pages.
function chunkOf(id: string): string | undefined {
  if (id.includes('node_modules/echarts') || id.includes('node_modules/zrender')) return 'charts'
  if (/node_modules\/(@vue|vue|vue-router|pinia)\//.test(id)) return 'vue'
  return undefined
}

export default defineConfig({
  base: '/',
  plugins: [
    vue(),
    // Element Plus only: own components are imported by name, so that one sees where they come from.
    components({
      dirs: [],
      resolvers: [ElementPlusResolver({ importStyle: 'css' })],
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
  preview: { host: '127.0.0.1', port: 4101, proxy, headers: { 'Content-Security-Policy': policy } },
  build: {
    target: 'es2020',
    assetsDir: 'assets',
    chunkSizeWarningLimit: 700,
    rollupOptions: { output: { manualChunks: chunkOf } },
  },
  test: { include: ['unit/**/*.test.ts', 'src/**/*.test.ts'] },
})
