import './app/zod-without-code-generation'
import '@fontsource-variable/inter/opsz.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { applyTheme } from './app/theme'
import { startStores } from './stores/start'
import { hasAccess } from './transport'

applyTheme()
if (hasAccess()) startStores()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
