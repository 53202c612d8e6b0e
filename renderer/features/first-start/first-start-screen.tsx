import { BrandMark } from '../../ui/brand'
import { commonText } from '../../ui/text/common'
import { DemoHouse } from './demo-house'
import { FirstAdminForm } from './first-admin-form'
import { firstStartText as text } from './text'

/** An empty cluster: the first admin is made here, or the demonstration house is loaded. */
export function FirstStartScreen() {
  return (
    <main className="grid min-h-0 grow place-content-center-safe overflow-y-auto p-8">
      <div className="grid w-220 grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-4">
        <header className="col-span-2 mb-2">
          <p className="flex items-center gap-2.5 text-panel">
            <BrandMark size={28} />
            {commonText.product} <span className="font-normal text-ink-faint">{commonText.productTail}</span>
          </p>
          <h1 className="mt-6 font-bold text-[28px] leading-9 tracking-[-0.02em]">{text.title}</h1>
          <p className="mt-1 text-ink-soft">{text.intro}</p>
        </header>
        <FirstAdminForm />
        <DemoHouse />
      </div>
    </main>
  )
}
