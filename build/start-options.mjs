/** The flags of `npm start`, said and checked before anything is installed. */
import { parseArgs } from 'node:util';

const FLAGS = /** @type {const} */ ({
  demo: { type: 'boolean', help: 'começa com dados de exemplo, em um perfil separado' },
  data: { type: 'string', value: 'PASTA', help: 'onde ficam os dados da estação' },
  port: { type: 'string', value: 'N', help: 'porta da estação no navegador (sem isso, a mesma de antes ou uma livre)' },
  passphrase: { type: 'boolean', help: 'protege a chave de dados novos com uma frase-senha (ou em PRUMO_PASSPHRASE)' },
  browser: { type: 'boolean', help: 'abre no navegador mesmo que haja Electron' },
  'no-open': { type: 'boolean', help: 'não abre o navegador; só mostra o endereço' },
  help: { type: 'boolean', help: 'mostra esta ajuda' },
});

export function helpText() {
  const names = Object.entries(FLAGS).map(([name, flag]) => [
    `--${name}${'value' in flag ? ` ${flag.value}` : ''}`,
    flag.help,
  ]);
  const width = Math.max(...names.map(([name]) => name.length)) + 2;
  return [
    'Prumo: a estação de atendimento.',
    '',
    'Uso: npm start -- [opções]',
    '',
    ...names.map(([name, help]) => `  ${name.padEnd(width)}${help}`),
    '',
    'Sem --data, os dados ficam na pasta de dados do seu usuário neste computador.',
  ].join('\n');
}

/**
 * @param {string[]} args
 * @throws with what is wrong, pt-BR
 */
export function parseStartOptions(args) {
  try {
    const { values } = parseArgs({ args, options: FLAGS, allowPositionals: false });
    const { port } = values;
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
      throw new Error(`--port espera um número de 0 a 65535, e não "${port}".`);
    }
    return values;
  } catch (error) {
    throw new Error(inPortuguese(error, args));
  }
}

/**
 * @param {unknown} error
 * @param {string[]} args
 */
function inPortuguese(error, args) {
  const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
  const more = 'Veja as opções com: npm start -- --help';
  const flag = /'(--?[^' ]+)/.exec(message)?.[1];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Opção desconhecida: ${flag ?? args.join(' ')}. ${more}`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
    return `Não entendi "${/'([^']+)'/.exec(message)?.[1] ?? args.join(' ')}". ${more}`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return `A opção ${flag ?? ''} está sem o valor dela, ou com um que não aceita. ${more}`;
  return `${message} ${more}`;
}
