import { createPinia } from 'pinia'
import { createApp } from 'vue'

import root from '@/layout/app.vue'
import { router } from '@/router'
import '@/styles/base.css'
import '@/styles/element.css'
import '@/styles/print.css'
import { startOffline } from '@/offline/start'
import { startWorker } from '@/start-worker'
import { watchSession } from '@/watch-session'

const app = createApp(root).use(createPinia()).use(router)
startOffline()
watchSession(router)
// What stands in the document from the start (index.html) stays until there is a page to put in its place.
void router.isReady().finally(() => app.mount('#app'))
startWorker(router)
