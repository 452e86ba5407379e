// What the server takes at most (8 兆).
export const mostBytes = 8 * 1024 * 1024
const goodBytes = 1.5 * 1024 * 1024
const longestSide = 2400
const taken = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf'])

// A camera's picture is made small enough to travel over a village's signal and still be read; so are kinds of pictures
// that the server does not take. What cannot be drawn here goes as it is: the server judges it.
export async function fitting(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') || (file.size <= goodBytes && taken.has(file.type))) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return (await new Promise<Blob | null>((ready) => canvas.toBlob(ready, 'image/jpeg', 0.85))) ?? file
  } catch {
    return file
  }
}
