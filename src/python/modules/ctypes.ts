import type { Runtime } from '../runtime';
import type { Define } from './index';

const TYPES = {
  c_byte: 1,
  c_ubyte: -1,
  c_short: 2,
  c_ushort: -2,
  c_int: 4,
  c_uint: -4,
  c_long: 8,
  c_ulong: -8,
  c_longlong: 8,
  c_ulonglong: -8,
  c_ssize_t: 8,
  c_size_t: -8,
  c_void_p: -8,
  c_int64: 8,
  c_uint64: -8,
  c_int32: 4,
  c_uint32: -4,
};

/** `ctypes`, as far as reading memory at an address goes. */
export function ctypesModule(rt: Runtime, define: Define): void {
  const read = (address: number, size: number): bigint => {
    const bytes = rt.process.memory.loadBytes(address, Math.abs(size));
    let value = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    return size > 0 ? BigInt.asIntN(size * 8, value) : value;
  };
  define.call('_read', 2, 2, ([address, size]) =>
    rt.int(read(rt.number(address!), rt.number(size!))),
  );
  define.call('string_at', 1, 2, ([address, size]) =>
    rt.bytes(
      rt.process.memory.loadBytes(rt.number(address!), size === undefined ? 0 : rt.number(size)),
    ),
  );
  const source = [
    'class _Simple:',
    '    def __init__(self, value=0):',
    '        self.value = value',
    '',
  ];
  source.push(
    '    @classmethod',
    '    def from_address(cls, address):',
    '        return cls(_read(address, cls._size))',
    '',
  );
  for (const [name, size] of Object.entries(TYPES))
    source.push(`class ${name}(_Simple):`, `    _size = ${size}`, '');
  source.push('def sizeof(kind):', '    return abs(kind._size)', '');
  rt.runSource('ctypes', rt.libraryFile('ctypes/__init__.py'), source.join('\n'), define);
}
