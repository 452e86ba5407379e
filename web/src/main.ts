import { createPinia } from 'pinia'
import { createApp } from 'vue'

import app from '@/layout/app.vue'
import { router } from '@/router'
import '@/styles/base.css'
import '@/styles/element.css'
import '@/styles/print.css'
import { startOffline } from '@/offline/start'
import { startWorker } from '@/start-worker'
import { watchSession } from '@/watch-session'

const root = createApp(app).use(createPinia()).use(router)
startOffline()
watchSession(router)
root.mount('#app')
startWorker(router)
