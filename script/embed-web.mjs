// Makes of the built web app two sources: web_files.S holds the bytes (.incbin), web_files.cpp the table of them. What
// is text is kept packed too, both ways that browsers take, so that nothing is compressed while people wait.
//   node script/embed-web.mjs DIST OUT
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const [dist, out] = process.argv.slice(2).map((each) => resolve(each));
const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};
const packable = new Set(['html', 'js', 'css', 'json', 'webmanifest', 'svg', 'txt']);

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

mkdirSync(out, { recursive: true });
const rows = [...files(dist)].map((path) => ({ path, url: '/' + relative(dist, path).split('\\').join('/') }));
rows.sort((a, b) => (a.url < b.url ? -1 : 1));
let assembly = '    .section .rodata\n';
let table = '';
let names = '';
rows.forEach(({ path, url }, i) => {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const type = types[ending];
  if (!type) throw new Error(`embed-web: no content type is known for ${url}`);
  const bytes = readFileSync(path);
  const keep = (name, file) => {
    assembly += `    .global ${name}\n${name}:\n    .incbin "${file}"\n    .global ${name}_end\n${name}_end:\n`;
    names += `extern const char ${name}[];\nextern const char ${name}_end[];\n`;
    return `bytes(${name}, ${name}_end)`;
  };
  const plain = keep(`tiaojie_web_${i}`, path);
  const packed = (coding, packer) => {
    if (!packable.has(ending) || bytes.length <= 512) return '{}';
    const file = join(out, `${i}.${coding}`);
    writeFileSync(file, packer(bytes));
    return keep(`tiaojie_web_${i}_${coding}`, file);
  };
  const gzip = packed('gz', (whole) => gzipSync(whole, { level: 9 }));
  const brotli = packed('br', brotliCompressSync); // the smallest that it can, which is what it does by itself
  const tag = createHash('sha256').update(bytes).digest('hex').slice(0, 20);
  table += `        {"${url}", "${type}", "\\"${tag}\\"", ${plain}, ${gzip}, ${brotli}},\n`;
});
// The one style that may stand within the page: known by its digest.
const style = readFileSync(join(dist, 'index.html'), 'utf8').match(/<style>([^]*?)<\/style>/);
const digest = style ? `'sha256-${createHash('sha256').update(style[1]).digest('base64')}'` : '';
assembly += '    .section .note.GNU-stack,"",@progbits\n';
writeFileSync(join(out, 'web_files.S'), assembly);
writeFileSync(
  join(out, 'web_files.cpp'),
  `// Made by script/embed-web.mjs.
#include <array>

#include "api/http/web_files.hpp"

extern "C" {
${names}}

namespace tiaojie::http {
namespace {

std::string_view bytes(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

std::span<const WebFile> web_files() {
    static const std::array<WebFile, ${rows.length}> all{{
${table}    }};
    return all;
}

std::string_view own_style() { return "${digest}"; }

}  // namespace tiaojie::http
`,
);
