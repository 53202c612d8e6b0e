import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button'
import { appText } from './text'

interface State {
  error: Error | undefined
}

/**
 * Keeps a crash inside its screen: the rest of the page goes on. To open the screen again the page is loaded anew: its
 * script may be the one that is missing, after the application was updated under an open page. What is in the basket
 * outlives that.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    const { title, body, details, again } = appText.crash
    return (
      <section role="alert" className="grid h-full place-content-center justify-items-start gap-3 p-8">
        <h1 className="text-title">{title}</h1>
        <p className="text-ink-soft">{body}</p>
        <details className="max-w-[80ch] text-ink-soft">
          <summary>{details}</summary>
          <pre className="mt-2 overflow-auto rounded-control bg-sunken p-3 font-mono text-meta">
            {error.stack ?? error.message}
          </pre>
        </details>
        <Button kind="primary" onClick={() => location.reload()}>
          {again}
        </Button>
      </section>
    )
  }
}
