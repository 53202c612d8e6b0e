import { Route, Switch } from 'wouter'
import { EventPage } from './event-page'
import { EventsPage } from './events-page'
import { NewEventPage } from './new-event-page'

/** The list of events, a new one, or one of them. */
export function EventRoutes() {
  return (
    <Switch>
      <Route path="/manage/events/new">
        <NewEventPage />
      </Route>
      <Route path="/manage/events/copy/:eventId">{({ eventId }) => <NewEventPage copied={eventId} />}</Route>
      <Route path="/manage/events/:eventId">{({ eventId }) => <EventPage eventId={eventId} />}</Route>
      <Route path="/manage/events" component={EventsPage} />
    </Switch>
  )
}
