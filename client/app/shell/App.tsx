import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { SignedOut } from '#client/access/SignedOut.tsx'
import { SignInPage } from '#client/access/SignInPage.tsx'
import { CommandCenter } from '#client/commands/CommandCenter.tsx'
import { Library } from '#client/library/Library.tsx'
import { NewFromLink } from '#client/library/start/NewFromLink.tsx'
import { PicturesOf } from '#client/pictures/picturesOf.ts'
import { queryClient } from '#client/server/hooks.ts'
import { LinksHost } from '#client/links/LinksHost.tsx'
import { SourcesHost } from '#client/sources/SourcesHost.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Notices } from '#client/app/notices.tsx'
import { PersonAsker } from '#client/app/person.tsx'
import { Message } from '#client/app/parts/Message.tsx'
import { screenOf } from './screenOf.tsx'
import { screens } from './screens.ts'
import { ShellCommands } from './ShellCommands.tsx'

const NotebookPage = screenOf(screens.notebook)
const Present = screenOf(screens.present)
const SpacePage = screenOf(screens.space)

const screen = (children: ReactNode) => <ErrorBoundary>{children}</ErrorBoundary>

/** Either the page for signing in, which stands alone, or all the others. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Switch>
        <Route path="/sign-in">{screen(<SignInPage />)}</Route>
        <Route>
          <Screens />
        </Route>
      </Switch>
    </QueryClientProvider>
  )
}

/** Which screen an address shows, and what stands beside every screen. */
function Screens() {
  return (
    <>
      <ShellCommands />
      <Switch>
        <Route path="/">{screen(<Library />)}</Route>
        <Route path="/space">{screen(<SpacePage />)}</Route>
        <Route path="/new">{screen(<NewFromLink />)}</Route>
        <Route path="/n/:id/present">
          {({ id }) =>
            screen(
              <PicturesOf value={id}>
                <Present key={id} id={id} />
              </PicturesOf>,
            )
          }
        </Route>
        <Route path="/n/:id">
          {({ id }) =>
            screen(
              <PicturesOf value={id}>
                <NotebookPage key={id} id={id} />
              </PicturesOf>,
            )
          }
        </Route>
        <Route>
          <Message title="There is no page at this address" home>
            A link may have been cut off on its way here.
          </Message>
        </Route>
      </Switch>
      <CommandCenter />
      <SourcesHost />
      <LinksHost />
      <PersonAsker />
      <SignedOut />
      <Notices />
    </>
  )
}
