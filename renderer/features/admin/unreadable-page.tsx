import { CircleCheck } from 'lucide-react'
import { useLocation } from 'wouter'
import type { UnreadableValue } from '#shared/contract/admin'
import { useUnreadable } from '../../stores/unreadable'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { Tag } from '../../ui/chip'
import { Page } from '../../ui/page'
import { Table } from '../../ui/table'
import { count } from '../../ui/text/common'
import { askFor } from './keyspace/query'
import { adminText } from './text'

const text = adminText.unreadable

/** Every value of the cluster that could not be read, live, with the way to look at it. */
export function UnreadablePage() {
  const { known, values } = useUnreadable()
  const [, navigate] = useLocation()

  function look(key: string) {
    askFor({ kind: 'get', key })
    navigate('/admin/keyspace')
  }

  return (
    <Page title={text.title} intro={text.intro}>
      <Card className="min-h-0 overflow-hidden">
        <Table<UnreadableValue>
          caption={text.caption}
          rows={values}
          rowKey={value => value.key}
          empty={known && <AllReadable />}
          columns={[
            {
              id: 'key',
              title: text.columns.key,
              cell: ({ key }) => key,
              className: 'font-mono text-meta break-all',
            },
            {
              id: 'problem',
              title: text.columns.problem,
              cell: ({ problem }) => <Problem problem={problem} />,
            },
            {
              id: 'detail',
              title: text.columns.detail,
              cell: ({ detail }) => detail,
              className: 'text-ink-soft',
            },
            {
              id: 'revision',
              title: text.columns.revision,
              cell: ({ revision }) => count(revision),
              align: 'end',
            },
            {
              id: 'look',
              title: text.columns.action,
              align: 'end',
              cell: ({ key }) => (
                <Button size="small" onClick={() => look(key)}>
                  {text.look}
                </Button>
              ),
            },
          ]}
        />
      </Card>
    </Page>
  )
}

function Problem({ problem }: Pick<UnreadableValue, 'problem'>) {
  return (
    <span title={text.hints[problem]}>
      <Tag tone="warn">{text.problems[problem]}</Tag>
    </span>
  )
}

function AllReadable() {
  return (
    <p className="flex items-center gap-2">
      <CircleCheck size={16} aria-hidden className="text-ok" />
      {text.none}
    </p>
  )
}
