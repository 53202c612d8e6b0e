import { expect, test } from '../fixtures'

test('events are found by the beginning of a word, by type and by place', async ({ counter }) => {
  const rows = counter.page.getByRole('listbox', { name: 'Events' }).getByRole('option')
  await counter.search('schub')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toHaveAccessibleName(/Schubert After Dark/)
  await counter.search('comedy')
  await expect(rows.first()).toHaveAccessibleName(/Comedy/)
  await counter.search('cooperage club')
  await expect(rows.first()).toHaveAccessibleName(/Night Freight/)
  await counter.search('no such thing')
  await expect(rows).toHaveCount(0)
  await expect(counter.page.getByText(/No event matches/)).toBeVisible()
})

test('the keyboard searches, chooses and opens', async ({ counter }) => {
  await counter.page.keyboard.press('/')
  await counter.page.keyboard.type('shandon')
  await expect(counter.eventRow('Night Freight')).toBeHidden()
  await counter.page.keyboard.press('ArrowDown')
  await counter.page.keyboard.press('Enter')
  await expect(counter.page.getByRole('heading', { level: 1, name: 'Schubert After Dark' })).toBeVisible()
})
