// Renders the contract of this very server; text goes in as text, never as markup.
const METHODS = ['get', 'post', 'put', 'delete'];
const DEEPEST = 3;
const SHOWN_CHARACTERS = 100_000;
let api;

const make = (name, what = {}, ...inner) => {
  const made = document.createElement(name);
  Object.assign(made, what);
  made.append(...inner.filter(each => each !== null && each !== undefined && each !== ''));
  return made;
};
const code = text => make('code', {}, text);
// Markdown, as far as the contract uses it: paragraphs, and code between backticks.
const prose = text => (text || '').split('`').map((each, at) => at % 2 ? code(each) : each);
const paragraphs = text => (text || '').trim().split('\n\n').filter(Boolean).map(each => make('p', {}, ...prose(each)));
const resolve = it => it && it.$ref ? resolve(it.$ref.slice(2).split('/').reduce((at, key) => at[key], api)) : it || {};

// What a value may be.
const type = schema => {
  const it = resolve(schema);
  if (it.enum) return it.enum.join(' | ');
  if (it.oneOf) return it.oneOf.map(type).join(' or ');
  if (it.type === 'array') return 'list of ' + type(it.items);
  return [].concat(it.type || 'any').join(' or ');
};
const between = (least, most, unit) =>
  least !== undefined && most !== undefined ? `${least} to ${most}${unit}`
    : most !== undefined ? `at most ${most}${unit}` : least !== undefined ? `at least ${least}${unit}` : '';
const limits = (schema, required) => {
  const it = resolve(schema);
  return [required ? 'required' : '', it.format, between(it.minimum, it.maximum, ''),
    between(it.minLength, it.maxLength, ' characters'), between(it.minItems, it.maxItems, ' items'),
    it.writeOnly ? 'never shown' : '', it.default !== undefined ? 'default ' + it.default : ''].filter(Boolean).join(', ');
};
const row = (depth, name, schema, required, description) => {
  const it = resolve(schema);
  return make('tr', {}, make('td', { className: 'deep' + depth }, code(name)),
    make('td', {}, type(schema), ' ', make('small', {}, limits(schema, required))),
    make('td', {}, ...prose(description || it.description), it.pattern ? make('div', {}, make('small', {}, 'Matches '), code(it.pattern)) : ''));
};
const fields = (schema, depth = 0) => {
  const it = resolve(schema);
  if (it.type === 'array') return fields(it.items, depth);
  return Object.entries(it.properties || {}).flatMap(([name, property]) => [
    row(depth, name, property, (it.required || []).includes(name)),
    ...(depth < DEEPEST ? fields(property, depth + 1) : [])]);
};
const table = rows => rows.length ? make('table', {}, make('tbody', {}, ...rows)) : '';

const body = it => Object.entries(it.requestBody ? it.requestBody.content : {}).flatMap(([media, content]) => [
  make('h4', {}, 'Body ', make('small', {}, media)), table(fields(content.schema)),
  content.example === undefined ? '' : make('h4', {}, 'Example'),
  content.example === undefined ? '' : make('pre', {}, typeof content.example === 'string' ? content.example : JSON.stringify(content.example, null, 2))]);
const answers = it => Object.entries(it.responses).flatMap(([status, given]) => {
  const answer = resolve(given);
  const contents = Object.entries(answer.content || {});
  const head = make('h4', {}, status === 'default' ? 'Otherwise ' : `Answer ${status} `,
    make('small', {}, [answer.description, ...contents.map(([media]) => media)].join(' · ')));
  return status === 'default'
    ? [head, make('p', {}, make('a', { href: '#problem' }, 'A problem'), ' with its status, type and wrong fields.')]
    : [head, ...contents.map(([, content]) => table(fields(content.schema)))];
});

// A request as a person would make it by hand.
const trial = (path, parameters) => {
  const inputs = parameters.map(each => [each, make('input', { name: each.name, placeholder: String(resolve(each.schema).default ?? ''), required: !!each.required, autocomplete: 'off' })]);
  const shown = make('pre', { hidden: true });
  shown.setAttribute('aria-live', 'polite');
  const form = make('form', {}, ...inputs.map(([each, input]) => make('label', {}, each.name, input)), make('button', {}, 'Ask'));
  form.addEventListener('submit', event => {
    event.preventDefault();
    ask(path, inputs).then(text => { shown.textContent = text; shown.hidden = false; });
  });
  return [make('h4', {}, 'Try it'), form, shown];
};
const ask = async (path, inputs) => {
  const headers = {};
  const query = new URLSearchParams();
  let url = path;
  for (const [{ name, in: place }, { value }] of inputs.filter(([, input]) => input.value)) {
    if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === 'query') query.append(name, value);
    else headers[name] = value;
  }
  const key = document.getElementById('key').value;
  if (key) headers.Authorization = 'Bearer ' + key;
  try {
    const answer = await fetch(url + (query.size ? '?' + query : ''), { headers, credentials: 'omit' });
    const text = await answer.text();
    return `${answer.status} ${answer.statusText}\n\n${pretty(text).slice(0, SHOWN_CHARACTERS)}`;
  } catch (failure) {
    return String(failure);
  }
};
const pretty = text => {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
};

const operation = (path, method, it, shared) => {
  const parameters = [...shared, ...(it.parameters || [])].map(resolve);
  const stream = JSON.stringify(it.responses).includes('text/event-stream');
  const inside = make('div', { className: 'inside' }, ...paragraphs(it.description),
    make('p', {}, 'For ', ...it['x-frontdesk-roles'].map(role => make('span', { className: 'role' }, role))),
    parameters.length ? make('h4', {}, 'Parameters') : '',
    table(parameters.map(each => row(0, `${each.name}`, each.schema, each.required, `${each.description || ''} (${each.in})`))),
    ...body(it), ...answers(it), ...(method === 'get' && !stream ? trial(path, parameters) : []));
  const head = make('summary', {}, make('b', { className: method }, method.toUpperCase()), code(path), make('small', {}, it.summary));
  return make('section', { id: it.operationId }, make('details', {}, head, inside));
};

const show = contract => {
  api = contract;
  const groups = new Map();
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of METHODS.filter(name => item[name])) {
      const it = item[method];
      const group = groups.get(it.tags[0]) || groups.set(it.tags[0], []).get(it.tags[0]);
      group.push({ it, link: make('a', { href: '#' + it.operationId, title: path }, make('b', { className: method }, method.toUpperCase()), ' ', it.summary),
        section: operation(path, method, it, item.parameters || []), words: `${path} ${method} ${it.operationId} ${it.summary}`.toLowerCase() });
    }
  }
  const list = [...groups].map(([tag, all]) => make('details', {}, make('summary', {}, tag), ...all.map(each => each.link)));
  document.getElementById('list').replaceChildren(...list);
  document.getElementById('top').replaceChildren(make('h1', {}, api.info.title), ...paragraphs(api.info.description),
    make('p', {}, 'The contract itself: ', make('a', { href: 'openapi.json' }, 'openapi.json'), `, version ${api.info.version}.`),
    ...[...groups].flatMap(([tag, all]) => [make('h2', {}, tag), ...all.map(each => each.section)]),
    make('h2', { id: 'problem' }, 'Problem'), table(fields(api.components.schemas.Problem)));
  document.getElementById('filter').addEventListener('input', event => find(event.target.value, [...groups.values()], list));
  addEventListener('hashchange', open);
  open();
};
const find = (text, groups, list) => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  groups.forEach((all, at) => {
    for (const each of all) each.link.hidden = each.section.hidden = !words.every(word => each.words.includes(word));
    const left = all.some(each => !each.link.hidden);
    list[at].hidden = !left;
    list[at].open = left && words.length > 0;
    all[0].section.previousElementSibling.hidden = !left;
  });
};
const open = () => {
  const section = document.getElementById(location.hash.slice(1));
  const details = section && section.querySelector(':scope > details');
  if (details) {
    details.open = true;
    section.scrollIntoView();
  }
};

fetch('openapi.json').then(answer => answer.json()).then(show).catch(failure => {
  document.getElementById('top').textContent = 'openapi.json cannot be read: ' + failure;
});
