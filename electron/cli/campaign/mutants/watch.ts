import type { Mutant } from './mutant'

/** Engines whose picture is wrong. */
export const watchMutants: Record<string, Mutant> = {
  'library-watch-cursor': {
    breaks: 'after a cut the watch goes on from the newest revision, as the client library may',
    wrap(connection) {
      let opened = false
      return {
        ...connection,
        openWatch(request) {
          const first = !opened
          opened = true
          if (first) return connection.openWatch(request)
          let close = () => {}
          let open = true
          let endpoint = connection.endpoints[0] ?? ''
          connection
            .range('', '\0', { limit: 1 })
            .then(({ revision }) => {
              if (!open) return
              const stream = connection.openWatch({
                ...request,
                startRevision: Math.max(request.startRevision, revision + 1),
              })
              endpoint = stream.endpoint
              close = () => stream.close()
            })
            .catch(request.onEnd)
          return {
            get endpoint() {
              return endpoint
            },
            close() {
              open = false
              close()
            },
          }
        },
      }
    },
  },
}
