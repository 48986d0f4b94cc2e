/*
 * Prints the layouts of CPython's object structs as JSON, from the headers of the version it is compiled
 * with: gcc -I PREFIX/include/python3.X -I PREFIX/include/python3.X/internal struct_layouts.c
 */
#define Py_BUILD_CORE 1
#include <Python.h>
#include <stddef.h>
#include <stdio.h>
#include <structmember.h>
#if PY_VERSION_HEX >= 0x030B0000
#include "internal/pycore_dict.h"
#include "internal/pycore_frame.h"
#else
#include "frameobject.h"
#endif
#if PY_VERSION_HEX >= 0x030E0000
#include "internal/pycore_interpframe.h"
#endif
#if PY_VERSION_HEX >= 0x030C0000
#include "internal/pycore_gc.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_range.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_list.h"
#elif PY_VERSION_HEX >= 0x03090000
#include "internal/pycore_gc.h"
#else
#include "internal/pycore_pymem.h"
#include "internal/pycore_object.h"
#endif
#if PY_VERSION_HEX >= 0x030D0000
#include "internal/pycore_object.h"
#endif

#if PY_VERSION_HEX < 0x030B0000
/* Objects/dict-common.h, which is not installed. */
typedef struct { Py_hash_t me_hash; PyObject *me_key; PyObject *me_value; } PyDictKeyEntry;
struct _dictkeysobject { Py_ssize_t dk_refcnt; Py_ssize_t dk_size; void *dk_lookup; Py_ssize_t dk_usable; Py_ssize_t dk_nentries; char dk_indices[]; };
#endif
#if PY_VERSION_HEX < 0x030C0000
/* In the .c files only. */
typedef struct { PyObject_HEAD PyObject *start; PyObject *stop; PyObject *step; PyObject *length; } rangeobject;
#endif

#define BEGIN(name, type) do { printf("%s  \"%s\": {\"size\": %zu", first++ ? ",\n" : "", name, sizeof(type)); } while (0)
#define F(type, field) printf(", \"%s\": %zu", #field, offsetof(type, field))
#define END() printf("}")

int main(void) {
    int first = 0;
    printf("{\n");
    BEGIN("PyObject", PyObject); F(PyObject, ob_refcnt); F(PyObject, ob_type); END();
    BEGIN("PyVarObject", PyVarObject); F(PyVarObject, ob_size); END();
    BEGIN("PyGC_Head", PyGC_Head); F(PyGC_Head, _gc_next); F(PyGC_Head, _gc_prev); END();
    BEGIN("PyLongObject", PyLongObject);
#if PY_VERSION_HEX >= 0x030C0000
    F(PyLongObject, long_value.lv_tag); F(PyLongObject, long_value.ob_digit);
#else
    F(PyLongObject, ob_digit);
#endif
    END();
    BEGIN("PyFloatObject", PyFloatObject); F(PyFloatObject, ob_fval); END();
    BEGIN("PyComplexObject", PyComplexObject); F(PyComplexObject, cval); END();
    BEGIN("PyASCIIObject", PyASCIIObject); F(PyASCIIObject, length); F(PyASCIIObject, hash);
#if PY_VERSION_HEX < 0x030C0000
    F(PyASCIIObject, wstr);
#endif
    END();
    BEGIN("PyCompactUnicodeObject", PyCompactUnicodeObject); F(PyCompactUnicodeObject, utf8_length); F(PyCompactUnicodeObject, utf8);
#if PY_VERSION_HEX < 0x030C0000
    F(PyCompactUnicodeObject, wstr_length);
#endif
    END();
    BEGIN("PyBytesObject", PyBytesObject); F(PyBytesObject, ob_shash); F(PyBytesObject, ob_sval); END();
    BEGIN("PyByteArrayObject", PyByteArrayObject); F(PyByteArrayObject, ob_alloc); F(PyByteArrayObject, ob_bytes); F(PyByteArrayObject, ob_start); F(PyByteArrayObject, ob_exports);
#if PY_VERSION_HEX >= 0x030F0000
    F(PyByteArrayObject, ob_bytes_object);
#endif
    END();
    BEGIN("PyTupleObject", PyTupleObject);
#if PY_VERSION_HEX >= 0x030E0000
    F(PyTupleObject, ob_hash);
#endif
    F(PyTupleObject, ob_item); END();
    BEGIN("PyListObject", PyListObject); F(PyListObject, ob_item); F(PyListObject, allocated); END();
    BEGIN("PyDictObject", PyDictObject); F(PyDictObject, ma_used); F(PyDictObject, ma_keys); F(PyDictObject, ma_values); END();
    BEGIN("PyDictKeysObject", struct _dictkeysobject); F(struct _dictkeysobject, dk_refcnt);
#if PY_VERSION_HEX >= 0x030B0000
    F(struct _dictkeysobject, dk_log2_size); F(struct _dictkeysobject, dk_log2_index_bytes); F(struct _dictkeysobject, dk_kind); F(struct _dictkeysobject, dk_version);
#else
    F(struct _dictkeysobject, dk_size); F(struct _dictkeysobject, dk_lookup);
#endif
    F(struct _dictkeysobject, dk_usable); F(struct _dictkeysobject, dk_nentries); F(struct _dictkeysobject, dk_indices); END();
    BEGIN("PyDictKeyEntry", PyDictKeyEntry); F(PyDictKeyEntry, me_hash); F(PyDictKeyEntry, me_key); F(PyDictKeyEntry, me_value); END();
#if PY_VERSION_HEX >= 0x030B0000
    BEGIN("PyDictUnicodeEntry", PyDictUnicodeEntry); F(PyDictUnicodeEntry, me_key); F(PyDictUnicodeEntry, me_value); END();
    BEGIN("PyDictValues", PyDictValues); F(PyDictValues, values);
#if PY_VERSION_HEX >= 0x030D0000
    F(PyDictValues, capacity); F(PyDictValues, size); F(PyDictValues, embedded); F(PyDictValues, valid);
#endif
    END();
#endif
    BEGIN("PySetObject", PySetObject); F(PySetObject, fill); F(PySetObject, used); F(PySetObject, mask); F(PySetObject, table); F(PySetObject, hash); F(PySetObject, finger); F(PySetObject, smalltable); F(PySetObject, weakreflist); END();
    BEGIN("setentry", setentry); F(setentry, key); F(setentry, hash); END();
    BEGIN("PySliceObject", PySliceObject); F(PySliceObject, start); F(PySliceObject, stop); F(PySliceObject, step); END();
    BEGIN("PyCellObject", PyCellObject); F(PyCellObject, ob_ref); END();
    BEGIN("PyMethodObject", PyMethodObject); F(PyMethodObject, im_func); F(PyMethodObject, im_self); F(PyMethodObject, im_weakreflist); F(PyMethodObject, vectorcall); END();
    BEGIN("PyCFunctionObject", PyCFunctionObject); F(PyCFunctionObject, m_ml); F(PyCFunctionObject, m_self); F(PyCFunctionObject, m_module); F(PyCFunctionObject, m_weakreflist); F(PyCFunctionObject, vectorcall); END();
    BEGIN("PyFunctionObject", PyFunctionObject);
    F(PyFunctionObject, func_globals);
#if PY_VERSION_HEX >= 0x030A0000
    F(PyFunctionObject, func_builtins);
#endif
    F(PyFunctionObject, func_name); F(PyFunctionObject, func_qualname); F(PyFunctionObject, func_code); F(PyFunctionObject, func_defaults); F(PyFunctionObject, func_kwdefaults); F(PyFunctionObject, func_doc); F(PyFunctionObject, func_closure); F(PyFunctionObject, func_dict); F(PyFunctionObject, func_weakreflist); F(PyFunctionObject, func_module); F(PyFunctionObject, func_annotations);
#if PY_VERSION_HEX >= 0x030E0000
    F(PyFunctionObject, func_annotate);
#endif
#if PY_VERSION_HEX >= 0x030C0000
    F(PyFunctionObject, func_typeparams);
#endif
    F(PyFunctionObject, vectorcall);
#if PY_VERSION_HEX >= 0x030B0000
    F(PyFunctionObject, func_version);
#endif
    END();
    BEGIN("PyWeakReference", PyWeakReference); F(PyWeakReference, wr_object); F(PyWeakReference, wr_callback); F(PyWeakReference, hash); F(PyWeakReference, wr_prev); F(PyWeakReference, wr_next);
#if PY_VERSION_HEX >= 0x030B0000
    F(PyWeakReference, vectorcall);
#endif
    END();
    BEGIN("PyTypeObject", PyTypeObject); F(PyTypeObject, tp_name); F(PyTypeObject, tp_basicsize); F(PyTypeObject, tp_itemsize); F(PyTypeObject, tp_dealloc); F(PyTypeObject, tp_flags); F(PyTypeObject, tp_doc); F(PyTypeObject, tp_traverse); F(PyTypeObject, tp_clear); F(PyTypeObject, tp_weaklistoffset); F(PyTypeObject, tp_base); F(PyTypeObject, tp_dict); F(PyTypeObject, tp_dictoffset); F(PyTypeObject, tp_alloc); F(PyTypeObject, tp_bases); F(PyTypeObject, tp_mro); F(PyTypeObject, tp_cache); F(PyTypeObject, tp_subclasses); F(PyTypeObject, tp_weaklist); F(PyTypeObject, tp_version_tag); F(PyTypeObject, tp_finalize); END();
    BEGIN("PyHeapTypeObject", PyHeapTypeObject); F(PyHeapTypeObject, ht_name); F(PyHeapTypeObject, ht_slots); F(PyHeapTypeObject, ht_qualname); F(PyHeapTypeObject, ht_cached_keys);
#if PY_VERSION_HEX >= 0x03090000
    F(PyHeapTypeObject, ht_module);
#endif
#if PY_VERSION_HEX >= 0x030B0000
    F(PyHeapTypeObject, _ht_tpname);
#endif
    END();
    BEGIN("PyMemberDef", PyMemberDef); END();
#if PY_VERSION_HEX < 0x030B0000
    BEGIN("PyGenObject", PyGenObject); F(PyGenObject, gi_frame); F(PyGenObject, gi_code); F(PyGenObject, gi_weakreflist); F(PyGenObject, gi_name); F(PyGenObject, gi_qualname); END();
    BEGIN("PyFrameObject", PyFrameObject); F(PyFrameObject, f_back); F(PyFrameObject, f_code); F(PyFrameObject, f_localsplus); END();
#else
    BEGIN("PyGenObject", PyGenObject);
#if PY_VERSION_HEX < 0x030C0000
    F(PyGenObject, gi_code);
#endif
    F(PyGenObject, gi_weakreflist); F(PyGenObject, gi_name); F(PyGenObject, gi_qualname); F(PyGenObject, gi_iframe); END();
    BEGIN("_PyInterpreterFrame", _PyInterpreterFrame); F(_PyInterpreterFrame, localsplus); END();
#endif
    BEGIN("PyCodeObject", PyCodeObject); END();
#if PY_VERSION_HEX >= 0x030C0000
    BEGIN("PyModuleObject", PyModuleObject); F(PyModuleObject, md_dict); F(PyModuleObject, md_weaklist); F(PyModuleObject, md_name); END();
#endif
    printf("\n}\n");
    return 0;
}
