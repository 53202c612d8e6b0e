import { Printer } from 'lucide-react'
import { useCallback, useState } from 'react'
import { newId } from '#shared/domain/ids'
import { type PrinterSettings, printerAddress } from '#shared/domain/printer'
import { usePaper } from '../../../stores/paper'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { CheckBox } from '../../../ui/check-box'
import { Tag } from '../../../ui/chip'
import { TextField } from '../../../ui/field'
import { NumberField } from '../../../ui/number-field'
import { Select } from '../../../ui/select'
import { useAction } from '../../../ui/use-action'
import { settingsText } from '../text/settings'
import { type Problems, SettingsCard } from './settings-card'
import { useDraft } from './use-draft'

const text = settingsText.printer
const { problems: say } = settingsText
const usualPort = '9100'
const kinds = (['none', 'network', 'device'] as const).map(value => ({ value, label: text.kinds[value] }))
const widths = (['80', '58'] as const).map(value => ({ value, label: text.widths[value] }))

interface PrinterDraft {
  kind: 'none' | 'network' | 'device'
  host: string
  port: string
  path: string
  width: '58' | '80'
  printsTickets: boolean
  printsReceipt: boolean
  opensDrawer: boolean
}

function draftOf(settings: PrinterSettings | undefined): PrinterDraft {
  const {
    address,
    widthMm = 80,
    printsTickets = true,
    printsReceipt = false,
    opensDrawer = true,
  } = settings ?? {}
  return {
    kind: address?.kind ?? 'none',
    host: address?.kind === 'network' ? address.host : '',
    port: address?.kind === 'network' ? String(address.port) : usualPort,
    path: address?.kind === 'device' ? address.path : '',
    width: widthMm === 58 ? '58' : '80',
    ...{ printsTickets, printsReceipt, opensDrawer },
  }
}

function printerFrom(draft: PrinterDraft) {
  const { kind, host, port, path, width, printsTickets, printsReceipt, opensDrawer } = draft
  if (kind === 'none') return null
  const address =
    kind === 'network' ? { kind, host: host.trim(), port: Number(port.trim()) } : { kind, path: path.trim() }
  return {
    ...{ address, printsTickets, printsReceipt, opensDrawer },
    widthMm: width === '58' ? (58 as const) : (80 as const),
  }
}

/** Where this till prints, and what by itself after a sale. */
export function PrinterCard() {
  const paper = usePaper()
  const now = paper.known ? paper.printer : undefined
  const { draft, isDirty, set, forget } = useDraft(draftOf(now?.settings))
  const [tested, setTested] = useState(false)
  const save = useAction(
    useCallback(
      async (wanted: PrinterDraft) => {
        await terminal.paper.setPrinter({ operationId: newId(), printer: printerFrom(wanted) })
        forget()
      },
      [forget],
    ),
  )
  const test = useAction(
    useCallback(async () => {
      await terminal.paper.testPage({})
      setTested(true)
    }, []),
  )
  if (!now) return null
  return (
    <SettingsCard
      title={text.title}
      ofTill
      isDirty={isDirty}
      state={save.state.status === 'failed' ? save.state : test.state}
      findProblems={() => problemsOf(draft)}
      onSave={() => save.run(draft)}
      aside={<Tag tone={now.state === 'ready' ? 'ok' : 'neutral'}>{text.states[now.state]}</Tag>}
      actions={
        now.settings && (
          <>
            {tested && test.state.status === 'idle' && (
              <span role="status" className="text-ink-soft">
                {text.tested}
              </span>
            )}
            <Button
              icon={<Printer size={16} aria-hidden />}
              disabled={isDirty}
              busy={test.busy}
              onClick={() => void test.run()}
            >
              {text.test}
            </Button>
          </>
        )
      }
    >
      {problems => (
        <>
          <Select label={text.kind} value={draft.kind} options={kinds} onValue={kind => set({ kind })} />
          {draft.kind === 'none' ? (
            <span />
          ) : (
            <Select
              label={text.width}
              value={draft.width}
              options={widths}
              onValue={width => set({ width })}
            />
          )}
          {draft.kind === 'network' && (
            <>
              <TextField
                label={text.host}
                name="host"
                value={draft.host}
                onValue={host => set({ host })}
                error={problems.host}
                hint={text.hostHint}
                spellCheck={false}
              />
              <NumberField
                label={text.port}
                name="port"
                value={draft.port}
                onValue={port => set({ port })}
                error={problems.port}
              />
            </>
          )}
          {draft.kind === 'device' && (
            <TextField
              label={text.path}
              name="path"
              value={draft.path}
              onValue={path => set({ path })}
              error={problems.path}
              hint={text.pathHint}
              spellCheck={false}
            />
          )}
          {draft.kind !== 'none' && (
            <div className="col-span-2 grid">
              {(['printsTickets', 'printsReceipt', 'opensDrawer'] as const).map(name => (
                <CheckBox
                  key={name}
                  label={text[name]}
                  checked={draft[name]}
                  onChecked={checked => set({ [name]: checked })}
                />
              ))}
            </div>
          )}
        </>
      )}
    </SettingsCard>
  )
}

function problemsOf(draft: PrinterDraft): Problems {
  const printer = printerFrom(draft)
  if (!printer) return {}
  const { error } = printerAddress.safeParse(printer.address)
  const wrong = new Set(error?.issues.map(issue => String(issue.path[0])))
  return {
    ...(wrong.has('host') && { host: say.host }),
    ...(wrong.has('port') && { port: say.port }),
    ...(wrong.has('path') && { path: say.path }),
  }
}
