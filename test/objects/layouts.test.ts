import { DequeIter, StructTable } from '../../src/objects';
import * as structs from '../../src/objects/structs';
import { Exc } from '../../src/python/runtime/errors';
import { versionOf } from '../../src/versions';
import { golden, RELEASES } from '../support/golden';

type Recorded = Record<string, Record<string, number>>;

/** The recorder's C expressions for a field, and the name declared here. */
const NAMES: Record<string, string> = {
  'long_value.lv_tag': 'lv_tag',
  'long_value.ob_digit': 'ob_digit',
  cval: 'cval.real',
  smalltable: 'smalltable[0].key',
};
/** Recorded from another point of view: flexible arrays, structs that are opaque here. */
const ELSEWHERE = new Set(['PyVarObject', 'PyMemberDef', 'PyDictValues']);
/** `sizeof` pads a struct that ends in a flexible array; here the array's first element is declared. */
const OWN_SIZE = new Set(['PyBytesObject', 'PyGenObject', 'PyFrameObject', '_PyInterpreterFrame']);

describe.each(RELEASES)('struct layouts of %s', (version) => {
  const table = new StructTable(versionOf(version));
  const recorded = golden<Recorded>('layouts', `${version}.json`);

  test.each(Object.keys(recorded).filter((name) => !ELSEWHERE.has(name)))('%s', (name) => {
    const { size, ...offsets } = recorded[name]!;
    for (const [field, offset] of Object.entries(offsets)) {
      if (field === 'dk_indices') expect(table.get(name).size).toBe(offset);
      else expect([field, table.offset(name, NAMES[field] ?? field)]).toEqual([field, offset]);
    }
    if (!OWN_SIZE.has(name)) expect(table.get(name).size).toBe(size);
  });

  test('the words that hot paths use', () => {
    const word = (struct: string, field: string): number => table.offset(struct, field) / 4;
    expect(word('PyObject', 'ob_type')).toBe(structs.Ob.TYPE);
    expect(word('PyListObject', 'ob_item')).toBe(structs.List.ITEM);
    expect(word('PyListObject', 'allocated')).toBe(structs.List.ALLOCATED);
    expect(word('PyDictObject', 'ma_keys')).toBe(structs.Dict.KEYS);
    expect(word('PyDictObject', 'ma_values')).toBe(structs.Dict.VALUES);
    expect(word('PyLongObject', 'ob_digit')).toBe(structs.Long.DIGIT);
    expect(word('PyASCIIObject', 'state')).toBe(structs.Str.STATE);
    expect(word('PyBytesObject', 'ob_sval')).toBe(structs.Bytes.SVAL);
    expect(word('PySetObject', 'table')).toBe(structs.SetWord.TABLE);
    expect(word('PySetObject', 'weakreflist')).toBe(structs.SetWord.WEAKREFLIST);
    for (const [struct, field, at] of [
      ['listiterobject', 'it_index', structs.SeqIter.INDEX],
      ['listiterobject', 'it_seq', structs.SeqIter.SEQ],
      ['seqiterobject', 'it_index', structs.SeqIter.INDEX],
      ['seqiterobject', 'it_seq', structs.SeqIter.SEQ],
      ['dictiterobject', 'di_dict', structs.TableIter.TABLE],
      ['dictiterobject', 'di_used', structs.TableIter.USED],
      ['dictiterobject', 'di_pos', structs.TableIter.POS],
      ['setiterobject', 'si_set', structs.TableIter.TABLE],
      ['setiterobject', 'si_used', structs.TableIter.USED],
      ['setiterobject', 'si_pos', structs.TableIter.POS],
      ['calliterobject', 'it_callable', structs.CallIter.CALLABLE],
      ['calliterobject', 'it_sentinel', structs.CallIter.SENTINEL],
      ['PyCellObject', 'ob_ref', structs.Cell.REF],
      ['PyMethodObject', 'im_func', structs.Method.FUNC],
      ['PyMethodObject', 'im_self', structs.Method.SELF],
      ['PyGetSetDescrObject', 'd_type', structs.Descr.TYPE],
      ['PyGetSetDescrObject', 'd_name', structs.Descr.NAME],
      ['superobject', 'type', structs.Super.TYPE],
      ['superobject', 'obj', structs.Super.OBJ],
      ['superobject', 'obj_type', structs.Super.OBJ_TYPE],
      ['classmethod', 'cm_callable', structs.Wrapper.CALLABLE],
      ['propertyobject', 'prop_get', structs.Wrapper.CALLABLE],
      ['PySliceObject', 'start', structs.Slice.START],
      ['PySliceObject', 'stop', structs.Slice.STOP],
      ['PySliceObject', 'step', structs.Slice.STEP],
      ['_PyDictViewObject', 'dv_dict', structs.DictView.DICT],
      ['mappingproxyobject', 'mapping', structs.MappingProxy.MAPPING],
      ['defdictobject', 'default_factory', structs.DefaultDict.FACTORY],
      ['PyBaseExceptionObject', 'dict', Exc.DICT],
      ['PyBaseExceptionObject', 'args', Exc.ARGS],
      ['PyComplexObject', 'cval.real', structs.Complex.REAL],
      ['PyComplexObject', 'cval.imag', structs.Complex.IMAG],
      ['dequeiterobject', 'deque', DequeIter.DEQUE],
      ['dequeiterobject', 'state', DequeIter.STATE],
      ['dequeiterobject', 'index', DequeIter.INDEX],
    ] as const)
      expect([struct, field, word(struct, field)]).toEqual([struct, field, at]);
    expect(word('PyWeakReference', 'wr_callback')).toBe(structs.Weakref.CALLBACK);
    expect(word('PyWeakReference', 'wr_next')).toBe(structs.Weakref.NEXT);
    for (const [field, at] of [
      ['tp_name', structs.TypeWord.NAME],
      ['tp_basicsize', structs.TypeWord.BASICSIZE],
      ['tp_dealloc', structs.TypeWord.DEALLOC],
      ['tp_flags', structs.TypeWord.FLAGS],
      ['tp_traverse', structs.TypeWord.TRAVERSE],
      ['tp_weaklistoffset', structs.TypeWord.WEAKLISTOFFSET],
      ['tp_base', structs.TypeWord.BASE],
      ['tp_dict', structs.TypeWord.DICT],
      ['tp_dictoffset', structs.TypeWord.DICTOFFSET],
      ['tp_bases', structs.TypeWord.BASES],
      ['tp_mro', structs.TypeWord.MRO],
      ['tp_subclasses', structs.TypeWord.SUBCLASSES],
      ['tp_finalize', structs.TypeWord.FINALIZE],
    ] as const) {
      expect([field, word('PyTypeObject', field)]).toEqual([field, at]);
    }
  });
});
