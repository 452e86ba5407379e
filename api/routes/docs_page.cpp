#include "api/routes/docs_page.hpp"

namespace tiaojie::http {
namespace {

constexpr std::string_view page = R"html(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口说明</title>
<link rel="stylesheet" href="docs.css">
<script src="docs.js" defer></script>
</head>
<body>
<header><h1>接口说明</h1><p id="about">正在读取 <a href="openapi.json">openapi.json</a> …</p>
<label>查找 <input id="filter" type="search" autocomplete="off" placeholder="地址、名称、说明"></label></header>
<nav id="tags" aria-label="分类"></nav>
<main id="routes"></main>
<section id="schemas" aria-label="结构"></section>
<noscript>本页需要启用脚本；也可以直接阅读 <a href="openapi.json">openapi.json</a>。</noscript>
</body>
</html>
)html";

constexpr std::string_view style = R"css(:root { color-scheme: light dark; --line: #8886; --soft: #8882; --link: #06c; }
@media (prefers-color-scheme: dark) { :root { --link: #6bf; } }
body { font: 16px/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; max-width: 62rem; margin: 0 auto;
  padding: 1rem; overflow-wrap: anywhere; }
a { color: var(--link); }
h2 { border-bottom: 1px solid var(--line); margin-top: 2rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
nav a { margin-right: 1em; white-space: nowrap; }
input { font: inherit; width: 20rem; max-width: 100%; }
details { border: 1px solid var(--line); border-radius: 4px; margin: .4rem 0; padding: 0 .7rem; }
details[open] { padding-bottom: .7rem; }
summary { cursor: pointer; padding: .35rem 0; }
.method { display: inline-block; min-width: 4.2em; font-weight: 700; }
code, pre { font-family: ui-monospace, Consolas, monospace; font-size: .9em; }
pre { background: var(--soft); padding: .6rem; overflow: auto; max-height: 26rem; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
.note { opacity: .75; }
)css";

constexpr std::string_view script = R"js('use strict';
const methods = ['get', 'post', 'put', 'delete'];
let doc = {};

function node(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return grow(made, children);
}
function grow(parent, ...children) {
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined) parent.append(child);
  return parent;
}
const last = (ref) => ref.slice(ref.lastIndexOf('/') + 1);
const words = { string: '文字', integer: '整数', number: '数', boolean: '是否', object: '对象', array: '列表', null: '空' };

// What a schema says in one line; names lead to their own place below.
function typeOf(schema) {
  if (schema === undefined || schema === true) return ['任意'];
  if (schema.$ref) return [node('a', { href: '#schema-' + last(schema.$ref) }, last(schema.$ref))];
  if (schema.const !== undefined) return [node('code', {}, JSON.stringify(schema.const))];
  const several = schema.oneOf || schema.anyOf;
  if (several) return several.flatMap((each, i) => i ? [' 或 ', ...typeOf(each)] : typeOf(each));
  const types = [].concat(schema.type || []);
  if (types.includes('array')) return ['列表：', ...typeOf(schema.items), types.includes('null') ? ' 或 空' : ''];
  if (schema.additionalProperties && !schema.properties) return ['对象，各项为：', ...typeOf(schema.additionalProperties)];
  if (schema.properties) return [fieldsOf(schema)];
  const format = { date: '日期', 'date-time': '时间' }[schema.format];
  return [types.map((type) => type === 'string' && format || words[type]).join(' 或 ') || '任意'];
}

function fieldsOf(schema) {
  const required = schema.required || [];
  return node('table', {}, node('tbody', {}, Object.entries(schema.properties).map(([name, type]) =>
    node('tr', {}, node('td', {}, node('code', {}, name), required.includes(name) ? '' : '（可无）'),
      node('td', {}, typeOf(type), type.description ? '　' + type.description : '')))));
}

function exampleOf(media) {
  const list = media.examples ? Object.values(media.examples) : media.example !== undefined ? [{ value: media.example }] : [];
  return list.flatMap((each) => [each.summary ? node('p', { class: 'note' }, '示例：' + each.summary) : null,
    node('pre', {}, typeof each.value === 'string' ? each.value : JSON.stringify(each.value, null, 2))]);
}

function contentOf(content) {
  return Object.entries(content || {}).flatMap(([type, media]) =>
    [node('p', {}, node('code', {}, type), media.schema ? ['　', typeOf(media.schema)].flat() : ''), exampleOf(media)].flat());
}

function parametersOf(list) {
  const places = { path: '地址中', query: '查询', header: '请求头' };
  return node('table', {}, node('tbody', {}, list.map((each) => node('tr', {},
    node('td', {}, node('code', {}, each.name), each.required ? '' : '（可无）'), node('td', {}, places[each.in]),
    node('td', {}, typeOf(each.schema)), node('td', {}, each.description,
      each.example !== undefined ? [' 例：', node('code', {}, String(each.example))] : '')))));
}

function responsesOf(responses) {
  const good = Object.entries(responses).filter(([status]) => status < '400');
  const refused = Object.entries(responses).filter(([status]) => status >= '400');
  return [good.map(([status, answer]) => [node('p', {}, node('strong', {}, status), ' ' + answer.description),
    contentOf(answer.content)].flat()).flat(),
  node('p', { class: 'note' }, '也可能：', refused.flatMap(([status, answer], i) =>
    [i ? '、' : '', node('a', { href: '#' + last(answer.$ref) }, status)]))].flat();
}

function routeOf(path, method, operation) {
  const body = operation.requestBody;
  const roles = operation['x-roles'];
  const made = node('details', { id: operation.operationId },
    node('summary', {}, node('span', { class: 'method' }, method.toUpperCase()), node('code', {}, path), '　' + operation.summary));
  made.dataset.text = [method, path, operation.summary, operation.operationId].join(' ').toLowerCase();
  made.addEventListener('toggle', () => {
    if (!made.open || made.dataset.made) return;
    made.dataset.made = 'yes';
    grow(made, node('p', { class: 'note' }, operation.operationId + '；' + (roles ? '角色：' + roles.join('、') : '无须登录')),
      operation.parameters ? [node('h3', {}, '参数'), parametersOf(operation.parameters)] : [],
      body ? [node('h3', {}, '提交'), contentOf(body.content)] : [],
      node('h3', {}, '答复'), responsesOf(operation.responses));
  });
  return made;
}

function schemaOf(name, schema) {
  const values = schema.enum ? '取值：' + (schema.description || schema.enum.join('、')) : schema.description || '';
  return node('div', { id: 'schema-' + name }, node('h3', {}, name + (schema.title ? '　' + schema.title : '')),
    node('p', {}, values), schema.enum ? null : node('div', {}, typeOf(schema)));
}

function show() {
  document.getElementById('about').textContent = doc.info.description;
  const all = Object.entries(doc.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => [path, method, item[method]]));
  for (const tag of doc.tags) {
    document.getElementById('tags').append(node('a', { href: '#tag-' + tag.name }, tag.name));
    document.getElementById('routes').append(node('section', {},
      node('h2', { id: 'tag-' + tag.name }, tag.name + '　' + tag.description),
      all.filter(([, , operation]) => operation.tags.includes(tag.name)).map((each) => routeOf(...each))));
  }
  document.getElementById('schemas').append(node('h2', {}, '拒绝'),
    ...Object.entries(doc.components.responses).map(([name, answer]) =>
      node('p', { id: name }, node('strong', {}, name.replace('Refused', '')), ' ' + answer.description)),
    node('h2', {}, '结构'), ...Object.entries(doc.components.schemas).map((each) => schemaOf(...each)));
  document.getElementById('filter').addEventListener('input', (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const route of document.querySelectorAll('#routes details')) route.hidden = !route.dataset.text.includes(wanted);
  });
}

fetch('openapi.json').then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))))
  .then((json) => { doc = json; show(); })
  .catch((error) => { document.getElementById('about').textContent = '读取openapi.json失败：' + error.message; });
)js";

}  // namespace

std::string_view docs_html() { return page; }

std::string_view docs_css() { return style; }

std::string_view docs_js() { return script; }

}  // namespace tiaojie::http
