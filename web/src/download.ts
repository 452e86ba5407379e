// Gives the person a file that the page has made.
export function saveAs(name: string, address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}

export function saveText(name: string, text: string, type: string): void {
  saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }))
}

export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  saveAs(name, address)
  // The browser has taken it by the next turn; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export type Cell = string | number | null

// A spreadsheet program takes a text that begins with one of these for a formula.
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

// The mark at the beginning tells spreadsheet programs that it is UTF-8.
export const csv = (rows: Cell[][]): string =>
  `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`
