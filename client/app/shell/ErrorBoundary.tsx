import { Component, type ReactNode } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Message } from '#client/app/parts/Message.tsx'

type BoundaryProps = { readonly children: ReactNode }
type BoundaryState = { readonly trouble: Error | null }

/** Where a bug in a screen ends: the rest of the shell lives on, and what was acted is with the server already. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { trouble: null }
  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { trouble: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }
  override render() {
    const { trouble } = this.state
    if (trouble === null) return this.props.children
    return (
      <Message
        title="This screen broke"
        home
        acts={
          <Button kind="primary" onClick={() => location.reload()}>
            Load it again
          </Button>
        }
      >
        What you wrote is kept. The fault: {trouble.message}
      </Message>
    )
  }
}
